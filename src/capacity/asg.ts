import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { planGroupScaling } from './asg/plan-asg.ts';
import { readGroupScaling } from './asg/read.ts';
import { readWanted } from './asg/wanted.ts';
import { operations } from './operations.ts';

export const verb = defineVerb({
  summary: 'scale an Auto Scaling group by the CPU of its instances, without a capacity provider',
  description:
    'One target-tracking policy on the average CPU of the group. What is not named stays as it is; --cpu off takes the ' +
    'policy away again. EC2 measures CPU every five minutes, and every minute where the launch template turns detailed ' +
    'monitoring on. An instance that is taken away ends with the tasks on it, unless a capacity provider of the group ' +
    'drains it. CPU says nothing of tasks that find no place: for these let ECS scale the group, with ' +
    '"ecsctl capacity attach CLUSTER --asg NAME".',
  arguments: { name: { help: 'name or ARN of the Auto Scaling group' } },
  flags: {
    cpu: {
      kind: 'text',
      help: 'average CPU to hold, in percent, or off',
      placeholder: 'PCT|off',
    },
    min: { kind: 'integer', help: 'fewest instances', placeholder: 'N', min: 0, max: 10_000 },
    max: { kind: 'integer', help: 'most instances', placeholder: 'N', min: 0, max: 10_000 },
    warmup: {
      kind: 'duration',
      help: 'until a new instance counts (as the group has it)',
      placeholder: 'DURATION',
      min: 0,
      max: 86_400,
    },
    noScaleIn: { kind: 'switch', help: 'never take instances away because of the CPU' },
    scaleIn: { kind: 'switch', help: 'take instances away again after --no-scale-in' },
  },
  examples: [
    [
      'ecsctl capacity asg machines --min 2 --max 10 --cpu 60',
      'keep the CPU of the instances near 60 % with 2 to 10 of them',
    ],
    ['ecsctl capacity asg machines --cpu off', 'let the CPU scale the group no longer'],
  ],
  iam: [
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribePolicies',
    'autoscaling:UpdateAutoScalingGroup',
    'autoscaling:PutScalingPolicy',
    'autoscaling:DeletePolicy',
    'ecs:DescribeCapacityProviders',
    'ecs:ListClusters',
    'ecs:DescribeClusters',
  ],
  mutates: true,
  async run(context, { arguments: { name }, flags }) {
    const { aws } = context;
    const wanted = readWanted(name, flags);
    return carryOut(context, {
      read: () => readGroupScaling(aws, wanted),
      plan: (found) => planGroupScaling(wanted, found),
      operations,
    });
  },
});
