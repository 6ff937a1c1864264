import type { CapacityProvider } from '@aws-sdk/client-ecs';
import type { FoundCapacity } from '../found.ts';

/** What there is of a provider of managed instances, of its cluster, and of the roles that were named for it. */
export interface FoundManaged extends FoundCapacity {
  /** The one of that name in the cluster. */
  readonly existing?: CapacityProvider;
  readonly infrastructureRole?: FoundRole;
  readonly instanceProfile?: FoundRole;
}

/** A role, or an instance profile with its role. */
export interface FoundRole {
  readonly arn: string;
  /** Who may assume it; undefined where the caller may not look. */
  readonly trust?: Trust;
  /** The managed policies of an infrastructure role, where the caller may see them. */
  readonly policies?: readonly string[];
}

interface Trust {
  /** The name of the role; none of an instance profile without one. */
  readonly role?: string;
  /** The trust policy as IAM gives it. */
  readonly document?: string;
}
