import { clusterFlag } from '../../ecs/service-flags.ts';

/** Of both verbs: whose images are pulled. */
export const accessArguments = {
  subject: {
    help: 'CLUSTER/SERVICE, a name with --cluster, or a task definition: FAMILY, FAMILY:REVISION, an ARN',
    complete: 'service',
  },
} as const;

export const accessCluster = {
  ...clusterFlag,
  help: 'cluster of the service; without it, a bare name is a family',
} as const;
