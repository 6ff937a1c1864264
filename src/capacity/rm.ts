import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { operations } from './operations.ts';
import { planRemoval, planRest } from './rm/plan-rm.ts';
import { readRemovable } from './rm/read.ts';
import { readRemoval } from './rm/wanted.ts';
import { waits } from './waits.ts';

export const verb = defineVerb({
  summary: 'delete a capacity provider, and with --asg its Auto Scaling group',
  description:
    'While a service or a task uses it, it stays, and it is said what does: move services on to others first, with ' +
    'capacity use. It leaves the clusters that have it, then it is deleted, and the command waits until AWS has said ' +
    'whether that could be done. With --asg, protection is taken from the instances of its group, they end, and the ' +
    'group is deleted; its launch template stays.',
  arguments: { provider: { help: 'name or ARN of a capacity provider of yours' } },
  flags: {
    asg: { kind: 'switch', help: 'delete its Auto Scaling group, too: its instances end' },
    cluster: {
      kind: 'text',
      short: 'c',
      help: 'cluster of a provider of managed instances, where no list has it',
      placeholder: 'CLUSTER',
      env: 'ECSCTL_CLUSTER',
      complete: 'cluster',
    },
  },
  examples: [
    ['ecsctl capacity rm machines --asg', 'delete it, and the Auto Scaling group with its instances'],
    ['ecsctl capacity rm machines --dry-run', 'see what has the provider, and what deleting it takes'],
  ],
  iam: [
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:DescribeCapacityProviders',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:ListContainerInstances',
    'ecs:DescribeContainerInstances',
    'ecs:PutClusterCapacityProviders',
    'ecs:DeleteCapacityProvider',
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:UpdateAutoScalingGroup',
    'autoscaling:SetInstanceProtection',
    'autoscaling:DeleteAutoScalingGroup',
  ],
  mutates: true,
  async run(context, { arguments: { provider }, flags }) {
    const { aws } = context;
    const wanted = readRemoval(provider, flags.asg, flags.cluster);
    return carryOut(context, {
      read: () => readRemovable(aws, wanted),
      plan: (found) => planRemoval(wanted, found),
      rest: (found) => planRest(wanted, found),
      operations,
      waits,
    });
  },
});
