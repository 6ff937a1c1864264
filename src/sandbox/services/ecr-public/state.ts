import type { Repository } from '../ecr/state.ts';

/** The account's part of the public registry. */
export interface EcrPublicState {
  /** By name, which does not hold the registry's alias. */
  readonly repositories: Map<string, Repository>;
}

/** The name of the account's registry among all others, as AWS gives one to everybody. */
export const alias = 'p7r4c2e1';

export function emptyEcrPublic(): EcrPublicState {
  return { repositories: new Map() };
}
