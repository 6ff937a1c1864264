/** What a simulation says of one action on one resource. */
export interface Right {
  readonly action: string;
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** The role's permissions boundary, or a policy of the organization, does not let it. */
  readonly limitedBy?: 'boundary' | 'organization';
  /** Policies that deny it. */
  readonly policies: readonly string[];
  /** Condition keys that the simulation had no value for. */
  readonly missing: readonly string[];
}
