import type { Argument, Flag } from '../verb/flags.ts';

/** The service that a verb of scaling is about. */
export const serviceArgument = {
  help: 'CLUSTER/SERVICE, an ARN, or a name with --cluster',
  complete: 'service',
} as const satisfies Argument;

export const clusterFlag = {
  kind: 'text',
  short: 'c',
  help: 'cluster of the service, where the name does not say it',
  placeholder: 'CLUSTER',
  env: 'ECSCTL_CLUSTER',
  complete: 'cluster',
} as const satisfies Flag;
