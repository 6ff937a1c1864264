import { mustMatch } from '../matches.ts';
import { changes, changesOnce, isRefused, type Room } from '../room.ts';
import { taskDefinition } from '../seed.ts';
import { type Case, casesOf } from './case.ts';

/** The name of a case's own cluster, and of all else that it makes: the lab's cluster is everybody's. */
function ownName({ service }: Room): string {
  return `own-${service.slice(service.indexOf('/') + 1)}`;
}

/** A cluster of the case's own, which may have Fargate. */
async function makeCluster(room: Room, ...providers: readonly string[]): Promise<string> {
  const cluster = ownName(room);
  await room.aws('ecs', 'create-cluster', '--cluster-name', cluster);
  if (providers.length > 0) await room.ecsctl(['capacity', 'attach', cluster, ...providers, '--yes']);
  return cluster;
}

/** An Auto Scaling group without instances, called as the case's cluster is. */
async function makeGroup(room: Room): Promise<string> {
  const name = ownName(room);
  const data = JSON.stringify({ ImageId: 'ami-12c6146b', InstanceType: 't3.small' });
  await room.aws(
    ...['ec2', 'create-launch-template', '--launch-template-name', name, '--launch-template-data', data],
  );
  await room.aws(
    ...['autoscaling', 'create-auto-scaling-group', '--auto-scaling-group-name', name],
    ...['--min-size', '0', '--max-size', '4', '--availability-zones', 'us-east-1a'],
    ...['--launch-template', `LaunchTemplateName=${name}`],
  );
  return name;
}

async function clusterOf({ aws }: Room, cluster: string): Promise<unknown> {
  const { clusters } = await aws<{ clusters: [Record<string, unknown>] }>(
    ...['ecs', 'describe-clusters', '--clusters', cluster],
  );
  return clusters[0];
}

const attachCases = casesOf('capacity attach', {
  async 'adds Fargate with a default strategy, and keeps both the next time'(room) {
    const cluster = await makeCluster(room);
    const strategy = 'FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4';
    const both = ['capacity', 'attach', cluster, 'FARGATE', 'FARGATE_SPOT', '--default', strategy];
    await changes(room, both, ['PutClusterCapacityProviders']);
    mustMatch(
      await clusterOf(room, cluster),
      {
        capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
        defaultCapacityProviderStrategy: [
          { capacityProvider: 'FARGATE', base: 1, weight: 1 },
          { capacityProvider: 'FARGATE_SPOT', weight: 4 },
        ],
      },
      'cluster',
    );
  },

  async 'makes the provider of a group, protects the group and keeps what is attached'(room) {
    const cluster = await makeCluster(room, 'FARGATE');
    const group = await makeGroup(room);
    const argv = ['capacity', 'attach', cluster, '--asg', group, '--target', '90', '--protect'];
    const writes = ['CreateCapacityProvider', 'PutClusterCapacityProviders', 'UpdateAutoScalingGroup'];
    await changes(room, argv, writes);
    mustMatch(await clusterOf(room, cluster), { capacityProviders: ['FARGATE', group] }, 'cluster');
    const described = await room.aws('ecs', 'describe-capacity-providers', '--capacity-providers', group);
    const autoScalingGroupProvider = {
      managedScaling: { status: 'ENABLED', targetCapacity: 90 },
      managedTerminationProtection: 'ENABLED',
    };
    mustMatch(described, { capacityProviders: [{ name: group, autoScalingGroupProvider }] }, 'provider');
    const groups = await room.aws(
      ...['autoscaling', 'describe-auto-scaling-groups', '--auto-scaling-group-names', group],
    );
    mustMatch(groups, { AutoScalingGroups: [{ NewInstancesProtectedFromScaleIn: true }] }, 'group');
  },

  async 'names the groups there are, for one that does not exist'(room) {
    const cluster = await makeCluster(room);
    const group = await makeGroup(room);
    const argv = ['capacity', 'attach', cluster, '--asg', `${group}x`];
    await isRefused(room, argv, 1, /no Auto Scaling group .*did you mean/s);
  },
});

const detachCases = casesOf('capacity detach', {
  async 'takes a provider off with its item of the default strategy'(room) {
    const cluster = await makeCluster(room, 'FARGATE', 'FARGATE_SPOT', '--default', 'FARGATE,FARGATE_SPOT');
    await changes(room, ['capacity', 'detach', cluster, 'FARGATE_SPOT'], ['PutClusterCapacityProviders']);
    mustMatch(
      await clusterOf(room, cluster),
      {
        capacityProviders: ['FARGATE'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
      },
      'cluster',
    );
  },

  async 'leaves a provider that is all of the default strategy'(room) {
    const cluster = await makeCluster(room, 'FARGATE', 'FARGATE_SPOT', '--default', 'FARGATE');
    const argv = ['capacity', 'detach', cluster, 'FARGATE'];
    await isRefused(room, argv, 1, /default strategy is FARGATE.*--default/s);
  },
});

/** A service of no tasks in a cluster of the case's own: where nothing has to start, a deployment is through at once. */
async function makeService(room: Room, cluster: string): Promise<string> {
  await room.aws(
    ...['ecs', 'create-service', '--cluster', cluster, '--service-name', 'idle', '--desired-count', '0'],
    ...['--task-definition', taskDefinition, '--launch-type', 'FARGATE'],
    ...['--network-configuration', room.estate.network],
  );
  return `${cluster}/idle`;
}

/** A capacity provider of a group without instances, in a cluster of the case's own, both of one name. */
async function makeProvider(room: Room): Promise<string> {
  const cluster = await makeCluster(room, 'FARGATE');
  const group = await makeGroup(room);
  await room.ecsctl(['capacity', 'attach', cluster, '--asg', group, '--yes']);
  return group;
}

const rmCases = casesOf('capacity rm', {
  async 'takes a provider off its cluster and deletes it, and leaves its group'(room) {
    const name = await makeProvider(room);
    const writes = ['PutClusterCapacityProviders', 'DeleteCapacityProvider'];
    await changesOnce(room, ['capacity', 'rm', name], writes);
    mustMatch(await clusterOf(room, name), { capacityProviders: ['FARGATE'] }, 'cluster');
    const named = ['--auto-scaling-group-names', name];
    mustMatch(
      await room.aws('autoscaling', 'describe-auto-scaling-groups', ...named),
      { AutoScalingGroups: [{ AutoScalingGroupName: name }] },
      'groups',
    );
    await isRefused(room, ['capacity', 'rm', name], 1, /no capacity provider/);
  },

  async 'deletes the group as well where that is asked for'(room) {
    const name = await makeProvider(room);
    const writes = ['PutClusterCapacityProviders', 'DeleteCapacityProvider', 'DeleteAutoScalingGroup'];
    await changesOnce(room, ['capacity', 'rm', name, '--asg'], writes);
    const named = ['--auto-scaling-group-names', name];
    mustMatch(
      await room.aws('autoscaling', 'describe-auto-scaling-groups', ...named),
      { AutoScalingGroups: [] },
      'groups',
    );
  },

  async 'names the service that uses it, and changes nothing'(room) {
    const name = await makeProvider(room);
    await makeService(room, name);
    await room.aws(
      ...['ecs', 'update-service', '--cluster', name, '--service', 'idle', '--force-new-deployment'],
      ...['--capacity-provider-strategy', `capacityProvider=${name},weight=1`],
    );
    const words = new RegExp(`cluster ${name}: service idle.*capacity use ${name}/idle`, 's');
    await isRefused(room, ['capacity', 'rm', name], 1, words);
  },
});

const managedCases = casesOf('capacity managed', {
  async 'says what a new provider needs'(room) {
    const cluster = await makeCluster(room);
    const argv = ['capacity', 'managed', cluster, '--name', `${cluster}-mi`];
    await isRefused(room, argv, 2, /needs --infrastructure-role, --instance-profile, --subnets/);
  },

  async 'names a role that does not exist'(room) {
    const cluster = await makeCluster(room);
    const roles = ['--infrastructure-role', 'nobody', '--instance-profile', 'nothing'];
    const argv = [
      'capacity',
      'managed',
      cluster,
      '--name',
      `${cluster}-mi`,
      ...roles,
      '--subnets',
      'subnet-1',
    ];
    await isRefused(room, argv, 1, /there is no (role nobody|instance profile nothing)/);
  },
});

const useCases = casesOf('capacity use', {
  async 'moves a service on to a strategy with a deployment that is forced, and to another one'(room) {
    const cluster = await makeCluster(room, 'FARGATE', 'FARGATE_SPOT');
    const service = await makeService(room, cluster);
    const strategy = 'FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4';
    await changes(room, ['capacity', 'use', service, strategy], ['UpdateService']);
    mustMatch(
      await room.aws('ecs', 'describe-services', '--cluster', cluster, '--services', 'idle'),
      {
        services: [
          {
            capacityProviderStrategy: [
              { capacityProvider: 'FARGATE', base: 1, weight: 1 },
              { capacityProvider: 'FARGATE_SPOT', weight: 4 },
            ],
          },
        ],
      },
      'service',
    );
    await changes(room, ['capacity', 'use', service, 'FARGATE'], ['UpdateService']);
  },

  async 'names the way to a provider that the cluster does not have'(room) {
    const cluster = await makeCluster(room);
    const service = await makeService(room, cluster);
    const words = new RegExp(`does not have capacity provider FARGATE.*capacity attach ${cluster}`, 's');
    await isRefused(room, ['capacity', 'use', service, 'FARGATE'], 1, words);
  },

  'names the services there are, for one that does not exist': (room) =>
    isRefused(room, ['capacity', 'use', `${room.service}x`, 'FARGATE'], 1, /no service .*did you mean/s),
});

const asgCases = casesOf('capacity asg', {
  async 'follows the CPU of a group within bounds, then at another target, then no longer'(room) {
    const group = await makeGroup(room);
    const asg = ['capacity', 'asg', group];
    await changes(
      room,
      [...asg, '--min', '0', '--max', '6', '--cpu', '60'],
      ['PutScalingPolicy', 'UpdateAutoScalingGroup'],
    );
    await changes(room, [...asg, '--cpu', '45', '--no-scale-in'], ['PutScalingPolicy']);
    const named = ['--auto-scaling-group-name', group];
    const TargetTrackingConfiguration = {
      ...{ TargetValue: 45, DisableScaleIn: true },
      PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
    };
    mustMatch(
      await room.aws('autoscaling', 'describe-policies', ...named),
      { ScalingPolicies: [{ PolicyName: 'ecsctl-cpu', TargetTrackingConfiguration }] },
      'policies',
    );
    await changes(room, [...asg, '--cpu', 'off'], ['DeletePolicy']);
    mustMatch(
      await room.aws('autoscaling', 'describe-policies', ...named),
      { ScalingPolicies: [] },
      'policies',
    );
    mustMatch(
      await room.aws('autoscaling', 'describe-auto-scaling-groups', '--auto-scaling-group-names', group),
      { AutoScalingGroups: [{ MinSize: 0, MaxSize: 6, DesiredCapacity: 0 }] },
      'group',
    );
  },

  async 'names the groups there are, for one that does not exist'(room) {
    const group = await makeGroup(room);
    const argv = ['capacity', 'asg', `${group}x`, '--cpu', '60'];
    await isRefused(room, argv, 1, /no Auto Scaling group .*did you mean/s);
  },
});

const lsCases = casesOf('capacity ls', {
  async 'lists what a cluster has'(room) {
    const cluster = await makeCluster(room, 'FARGATE', '--default', 'FARGATE:base=2');
    room.takeWrites();
    const { value } = await room.ecsctl(['capacity', 'ls', cluster]);
    mustMatch(
      value,
      {
        cluster,
        providers: [{ name: 'FARGATE', status: 'ACTIVE', clusters: [cluster] }],
        clusters: [{ defaultStrategy: [{ capacityProvider: 'FARGATE', base: 2, weight: 1 }] }],
      },
      'list',
    );
    mustMatch(room.takeWrites(), [], 'writes');
  },

  'names the clusters there are, for one that does not exist': (room) =>
    isRefused(room, ['capacity', 'ls', 'labb'], 1, /no cluster labb.*lab/s),
});

const statusCases = casesOf('capacity status', {
  async 'needs no instances for Fargate'(room) {
    const cluster = await makeCluster(room, 'FARGATE', 'FARGATE_SPOT', '--default', 'FARGATE');
    room.takeWrites();
    const { value } = await room.ecsctl(['capacity', 'status', cluster]);
    mustMatch(
      value,
      {
        ...{ cluster, verdict: { code: 'placed' }, instances: [], waiting: [] },
        tasks: { running: 0, starting: 0, waiting: 0, fargate: 0 },
        defaultStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
        providers: [
          { name: 'FARGATE', outlook: { code: 'by-aws' } },
          { name: 'FARGATE_SPOT', outlook: { code: 'by-aws' } },
        ],
      },
      'status',
    );
    mustMatch(room.takeWrites(), [], 'writes');
  },

  async 'tells of a group with its bounds and its target'(room) {
    const cluster = await makeCluster(room);
    const group = await makeGroup(room);
    await room.ecsctl(['capacity', 'attach', cluster, '--asg', group, '--target', '90', '--yes']);
    const { value } = await room.ecsctl(['capacity', 'status', cluster]);
    const provider = {
      ...{ name: group, kind: 'Auto Scaling group', target: 90, tasks: 0 },
      group: { name: group, min: 0, max: 4, desired: 0, present: 0, arriving: 0, leaving: 0 },
      outlook: { code: 'steady', to: 0 },
    };
    mustMatch(value, { verdict: { code: 'placed' }, providers: [provider], instances: [] }, 'status');
  },

  'says so of a cluster without anything': async (room) => {
    const cluster = await makeCluster(room);
    const { value } = await room.ecsctl(['capacity', 'status', cluster]);
    mustMatch(value, { verdict: { code: 'nothing' }, providers: [] }, 'status');
  },

  'names the clusters there are, for one that does not exist': (room) =>
    isRefused(room, ['capacity', 'status', 'labb'], 1, /no cluster labb.*lab/s),
});

export const capacityCases: readonly Case[] = [
  ...asgCases,
  ...attachCases,
  ...detachCases,
  ...lsCases,
  ...managedCases,
  ...rmCases,
  ...statusCases,
  ...useCases,
];
