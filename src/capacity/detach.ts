import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { planDetach, planRest } from './detach/plan-detach.ts';
import { readInUse } from './detach/read.ts';
import { readDetachment } from './detach/wanted.ts';
import { clusterArgument } from './flags.ts';
import { operations } from './operations.ts';
import { waits } from './waits.ts';

export const verb = defineVerb({
  summary: 'take capacity providers off a cluster; they themselves stay',
  description:
    'While a service or a task of the cluster uses one, all of them stay and it is said what does. The default ' +
    'strategy loses the item of a provider that leaves, where AWS takes what is left of it.',
  arguments: {
    cluster: clusterArgument,
    provider: { help: 'name or ARN of a capacity provider', variadic: true },
  },
  flags: {
    default: {
      kind: 'text',
      help: 'default strategy of the cluster from now on, or none',
      placeholder: 'STRATEGY',
    },
  },
  examples: [
    ['ecsctl capacity detach prod machines', 'take the provider machines off the cluster prod'],
    [
      "ecsctl capacity detach prod FARGATE_SPOT --default 'FARGATE'",
      'have no Spot in the cluster, and Fargate alone by default',
    ],
  ],
  iam: [
    'ecs:DescribeClusters',
    'ecs:ListClusters',
    'ecs:DescribeCapacityProviders',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:PutClusterCapacityProviders',
  ],
  mutates: true,
  async run(context, { arguments: { cluster, provider }, flags }) {
    const { aws } = context;
    const wanted = readDetachment(cluster, provider, flags.default);
    return carryOut(context, {
      read: () => readInUse(aws, wanted.cluster, wanted.providers),
      plan: (found) => planDetach(wanted, found),
      rest: (found) => planRest(wanted, found),
      operations,
      waits,
    });
  },
});
