import { clusterName } from '../ecs/cluster-name.ts';
import { clusterFlag } from '../ecs/service-flags.ts';
import { defineVerb } from '../verb/verb.ts';
import { listScaled } from './ls/list.ts';
import { readScaled } from './ls/read.ts';
import { renderList } from './ls/render.ts';

export const verb = defineVerb({
  summary: 'list the services that scale, with their bounds, tasks and policies',
  arguments: {},
  flags: { cluster: { ...clusterFlag, help: 'only services of this cluster' } },
  examples: [
    ['ecsctl scale ls', 'every service of the region that scales'],
    [
      "ecsctl scale ls -c prod -o json --query 'services[?atMax].service'",
      'those of one cluster that are at their maximum',
    ],
  ],
  iam: [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'ecs:DescribeServices',
    'ecs:DescribeClusters',
    'ecs:ListClusters',
  ],
  mutates: false,
  async run({ aws }, { flags: { cluster } }) {
    const value = listScaled(await readScaled(aws, cluster && clusterName(cluster)));
    return { value, text: (screen) => renderList(value, screen) };
  },
});
