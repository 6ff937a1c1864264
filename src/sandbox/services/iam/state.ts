import type { Role, Tag } from '@aws-sdk/client-iam';

/** IAM's resources of the account. */
export interface IamState {
  /** By name. */
  readonly roles: Map<string, Role>;
  /** By the name of the role; a role without policies may be missing. */
  readonly rolePolicies: Map<string, RolePolicies>;
  /** The account's own managed policies, by ARN. */
  readonly policies: Map<string, ManagedPolicy>;
  /** By name. */
  readonly instanceProfiles: Map<string, Profile>;
}

/** What a role may do. */
export interface RolePolicies {
  /** The documents of policies that are part of the role, by name. */
  readonly inline: Map<string, string>;
  /** The ARNs of managed policies, AWS's own among them. */
  readonly attached: Set<string>;
}

export interface ManagedPolicy {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly document: string;
  readonly description: string | undefined;
  readonly createdAt: Date;
  readonly tags: Tag[];
}

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly tags: Tag[];
  /** The name of the one role that a profile can hold. */
  role: string | undefined;
}

export function emptyIam(): IamState {
  return { roles: new Map(), rolePolicies: new Map(), policies: new Map(), instanceProfiles: new Map() };
}
