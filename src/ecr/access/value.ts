import type { Light } from '../../terminal/light.ts';

/** What is looked at, in the order in which a pull meets it. */
export type Subject =
  | 'role'
  | 'trust'
  | 'rights'
  | 'repository'
  | 'repository policy'
  | 'encryption'
  | 'image'
  | 'platform'
  | 'road';

/** One thing that a pull needs, and how it stands with it. */
export interface Check {
  readonly subject: Subject;
  readonly light: Light;
  /** One sentence. */
  readonly text: string;
  /** The command to type next, or what to do where there is none. */
  readonly next?: string;
}

export interface ImageAccess {
  /** As the task definition names it. */
  readonly image: string;
  readonly containers: readonly string[];
  /** The gravest of its checks. */
  readonly light: Light;
  readonly checks: readonly Check[];
}

/** The answer of `ecr access check`, as JSON and YAML print it; the screen is drawn from it alone. */
export interface AccessValue {
  /** `prod/web`, or `web:3` */
  readonly subject: string;
  /** `web:3` */
  readonly taskDefinition: string;
  /** ARNs of the roles that pull: the execution role, or those of the cluster's instances. */
  readonly roles: readonly string[];
  /** The gravest of all: `red` if one check is, whatever the others say. */
  readonly light: Light;
  readonly images: readonly ImageAccess[];
}
