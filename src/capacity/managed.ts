import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { clusterArgument } from './flags.ts';
import { planManaged, planRest } from './managed/plan-managed.ts';
import { readManagedFound } from './managed/read.ts';
import { readManaged } from './managed/wanted.ts';
import { operations } from './operations.ts';
import { waits } from './waits.ts';

export const verb = defineVerb({
  summary: 'make or change a capacity provider of ECS Managed Instances in a cluster',
  description:
    'ECS launches and ends the instances itself, as tasks need them. A new one needs --infrastructure-role, ' +
    '--instance-profile and --subnets; of one that is there, what is named changes, for instances that are launched ' +
    'from then on. It belongs to its cluster and can be used at once: name it in a strategy, or in --default. A range ' +
    'is 2-8, 2- for two or more, or 4 for exactly four.',
  arguments: { cluster: clusterArgument },
  flags: {
    name: { kind: 'text', help: 'name of the capacity provider', placeholder: 'PROVIDER' },
    infrastructureRole: {
      kind: 'text',
      help: 'role with which ECS launches instances',
      placeholder: 'NAME|ARN',
    },
    instanceProfile: { kind: 'text', help: 'profile of the instances', placeholder: 'NAME|ARN' },
    subnets: { kind: 'text', help: 'where instances are launched', placeholder: 'ID,…' },
    securityGroups: { kind: 'text', help: "for the instances (the VPC's default)", placeholder: 'ID,…' },
    vcpu: { kind: 'text', help: 'vCPUs of an instance', placeholder: 'RANGE' },
    memory: { kind: 'text', help: 'memory of an instance in MiB', placeholder: 'RANGE' },
    instanceTypes: {
      kind: 'text',
      help: "types that may be, such as 'm7g.large,c7g.*'",
      placeholder: 'TYPE,…',
    },
    exclude: { kind: 'text', help: "types that may not be, such as 't3.*'", placeholder: 'TYPE,…' },
    arch: { kind: 'choice', help: 'architecture of the processors', choices: ['x86_64', 'arm64'] },
    spot: { kind: 'switch', help: 'Spot instances; fixed once the provider is made' },
    storage: {
      kind: 'integer',
      help: "size of an instance's data volume",
      placeholder: 'GIB',
      min: 1,
      max: 65_536,
    },
    monitoring: { kind: 'choice', help: 'metrics of the instances', choices: ['basic', 'detailed'] },
    scaleInAfter: {
      kind: 'text',
      help: 'how long an instance may be idle, 1h at the most',
      placeholder: 'DURATION|never',
    },
    propagateTags: { kind: 'switch', help: 'give instances the tags of the provider' },
    noPropagateTags: { kind: 'switch', help: 'give them no tags of the provider' },
    default: {
      kind: 'text',
      help: 'default strategy of the cluster from now on, or none',
      placeholder: 'STRATEGY',
    },
  },
  examples: [
    [
      'ecsctl capacity managed prod --name own --infrastructure-role ecsInfrastructureRole ' +
        '--instance-profile ecsInstanceRole --subnets subnet-0a1b,subnet-2c3d --vcpu 2-8 --memory 4096-16384',
      'have ECS run instances of two to eight vCPUs for the cluster prod',
    ],
    [
      'ecsctl capacity managed prod --name own --scale-in-after 15m --default own',
      'keep idle ones for a quarter of an hour, and place there what names no strategy',
    ],
  ],
  iam: [
    'ecs:DescribeClusters',
    'ecs:ListClusters',
    'ecs:DescribeCapacityProviders',
    'ecs:CreateCapacityProvider',
    'ecs:UpdateCapacityProvider',
    'ecs:PutClusterCapacityProviders',
    'iam:GetRole',
    'iam:ListAttachedRolePolicies',
    'iam:GetInstanceProfile',
    'iam:PassRole',
  ],
  mutates: true,
  async run(context, { arguments: { cluster }, flags }) {
    const { aws } = context;
    const wanted = readManaged(cluster, flags);
    return carryOut(context, {
      read: () => readManagedFound(aws, wanted),
      plan: (found) => planManaged(wanted, found),
      rest: (found) => planRest(wanted, found),
      operations,
      waits,
    });
  },
});
