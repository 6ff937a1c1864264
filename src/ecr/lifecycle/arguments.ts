import type { Argument } from '../../verb/flags.ts';

/** The repository that a verb of lifecycles is about. */
export const repositoryArgument = {
  help: 'the repository, with or without the host of its registry',
  complete: 'repository',
} as const satisfies Argument;
