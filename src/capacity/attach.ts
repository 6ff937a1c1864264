import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { planAttach, planRest } from './attach/plan-attach.ts';
import { readAttachable } from './attach/read.ts';
import { readAttachment } from './attach/wanted.ts';
import { clusterArgument } from './flags.ts';
import { operations } from './operations.ts';
import { waits } from './waits.ts';

export const verb = defineVerb({
  summary: 'give a cluster capacity providers, and make one for an Auto Scaling group',
  description:
    'What is attached already stays, and so does the default strategy without --default. With --asg the capacity ' +
    'provider of that group is made, or changed where there is one, in what is named. In a strategy a weight that is ' +
    'left out is 1, not 0 as in the API. With --protect ECS keeps instances that have tasks: the group then protects ' +
    'new instances from scale-in, and those that are there are protected one by one.',
  arguments: {
    cluster: clusterArgument,
    provider: {
      help: 'FARGATE, FARGATE_SPOT, or a capacity provider of yours',
      optional: true,
      variadic: true,
    },
  },
  flags: {
    asg: {
      kind: 'text',
      help: 'the Auto Scaling group of a capacity provider of yours',
      placeholder: 'NAME',
    },
    name: { kind: 'text', help: "name of the group's provider (the group's name)", placeholder: 'PROVIDER' },
    target: {
      kind: 'integer',
      help: 'share of the group that is to be in use, in percent (100)',
      placeholder: 'PCT',
      min: 1,
      max: 100,
    },
    minStep: {
      kind: 'integer',
      help: 'fewest instances at a time (1)',
      placeholder: 'N',
      min: 1,
      max: 10_000,
    },
    maxStep: {
      kind: 'integer',
      help: 'most instances at a time (10000)',
      placeholder: 'N',
      min: 1,
      max: 10_000,
    },
    warmup: {
      kind: 'duration',
      help: 'until a new instance counts (300s)',
      placeholder: 'DURATION',
      min: 0,
      max: 10_000,
    },
    protect: { kind: 'switch', help: 'keep instances that have tasks when the group shrinks' },
    noProtect: { kind: 'switch', help: 'end the protection of instances again' },
    drain: { kind: 'switch', help: 'move tasks off an instance before it ends; a new provider does so' },
    noDrain: { kind: 'switch', help: 'let instances end with the tasks they have' },
    default: {
      kind: 'text',
      help: 'default strategy of the cluster from now on, or none',
      placeholder: 'STRATEGY',
    },
  },
  examples: [
    [
      "ecsctl capacity attach prod FARGATE FARGATE_SPOT --default 'FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4'",
      'one task on Fargate, and of all others four in five on Spot',
    ],
    [
      'ecsctl capacity attach prod --asg machines --target 90 --protect',
      'have ECS keep a tenth of the group machines free, and end no instance that has tasks',
    ],
  ],
  iam: [
    'ecs:DescribeClusters',
    'ecs:ListClusters',
    'ecs:DescribeCapacityProviders',
    'ecs:CreateCapacityProvider',
    'ecs:UpdateCapacityProvider',
    'ecs:PutClusterCapacityProviders',
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:UpdateAutoScalingGroup',
    'autoscaling:SetInstanceProtection',
    'autoscaling:CreateOrUpdateTags',
  ],
  mutates: true,
  async run(context, { arguments: { cluster, provider }, flags }) {
    const { aws } = context;
    const wanted = readAttachment(cluster, provider, flags);
    return carryOut(context, {
      read: () => readAttachable(aws, wanted),
      plan: (found) => planAttach(wanted, found),
      rest: (found) => planRest(wanted, found),
      operations,
      waits,
    });
  },
});
