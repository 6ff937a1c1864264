import { clusterName } from '../ecs/cluster-name.ts';
import { fleetActions } from '../ecs/fleet/actions.ts';
import { defineVerb } from '../verb/verb.ts';
import { watch } from '../verb/watch.ts';
import { clusterArgument } from './flags.ts';
import { judgeStatus } from './status/judge.ts';
import { readStatus } from './status/read.ts';
import { renderStatus } from './status/render.ts';

export const verb = defineVerb({
  summary: 'how full a cluster is: providers, instances, what waits and why, what comes next',
  description:
    'The answer comes first, in a sentence: whether every task has a place, why not, and what the Auto Scaling ' +
    'groups do about it. Below it each capacity provider with its reservation against its target and its instances ' +
    'with their free CPU, memory and network interfaces, and each kind of task that waits with the instance that ' +
    'is closest to having room. What is estimated is called "about".',
  arguments: { cluster: clusterArgument },
  flags: { watch: { kind: 'switch', help: 'look again every five seconds, until Ctrl-C' } },
  examples: [
    ['ecsctl capacity status prod', 'is there room in prod, and what becomes of tasks that wait'],
    ['ecsctl capacity status prod --watch', 'see instances come and go'],
    [
      "ecsctl capacity status prod -o json --query 'waiting[].[of, count, why]'",
      'the tasks without a place, and why',
    ],
  ],
  iam: [
    'ecs:DescribeClusters',
    'ecs:ListClusters',
    'ecs:DescribeCapacityProviders',
    'ecs:ListServices',
    'ecs:DescribeServices',
    ...fleetActions,
  ],
  mutates: false,
  async run(context, { arguments: { cluster }, flags }) {
    const name = clusterName(cluster);
    const look = async () => {
      const value = judgeStatus(await readStatus(context.aws, name));
      return { value, text: (screen: Parameters<typeof renderStatus>[1]) => renderStatus(value, screen) };
    };
    return flags.watch ? watch(context, look) : look();
  },
});
