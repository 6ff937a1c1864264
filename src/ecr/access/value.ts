/** How a check has ended: nothing in the way, to be looked at, in the way, or nobody can say. */
export type Light = 'green' | 'yellow' | 'red' | 'unknown';

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

const gravity: readonly Light[] = ['green', 'yellow', 'unknown', 'red'];

/** The gravest of some lights; green of none. */
export function gravest(lights: readonly Light[]): Light {
  return gravity[Math.max(0, ...lights.map((light) => gravity.indexOf(light)))] ?? 'green';
}
