import type { Argument } from '../verb/flags.ts';

/** The cluster that a verb of capacity is about. */
export const clusterArgument = { help: 'name or ARN', complete: 'cluster' } as const satisfies Argument;
