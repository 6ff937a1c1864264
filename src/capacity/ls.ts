import { clusterName } from '../ecs/cluster-name.ts';
import { defineVerb } from '../verb/verb.ts';
import { clusterArgument } from './flags.ts';
import { listProviders } from './ls/list.ts';
import { readListed } from './ls/read.ts';
import { renderList } from './ls/render.ts';

export const verb = defineVerb({
  summary: 'list capacity providers, the clusters that have them, and the default strategies',
  arguments: { cluster: { ...clusterArgument, optional: true } },
  flags: {},
  examples: [
    ['ecsctl capacity ls', 'every capacity provider of the region'],
    [
      "ecsctl capacity ls prod -o json --query 'clusters[0].defaultStrategy'",
      'the default strategy of the cluster prod',
    ],
  ],
  iam: ['ecs:ListClusters', 'ecs:DescribeClusters', 'ecs:DescribeCapacityProviders'],
  mutates: false,
  async run({ aws }, { arguments: { cluster } }) {
    const value = listProviders(
      await readListed(aws, cluster === undefined ? undefined : clusterName(cluster)),
    );
    return { value, text: (screen) => renderList(value, screen) };
  },
});
