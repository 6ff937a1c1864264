import type { Role } from '@aws-sdk/client-iam';

/** IAM's resources of the account. */
export interface IamState {
  /** By name. */
  readonly roles: Map<string, Role>;
}

export function emptyIam(): IamState {
  return { roles: new Map() };
}
