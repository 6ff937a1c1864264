import { mustMatch } from '../matches.ts';
import { changes, isRefused, type Room } from '../room.ts';
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

export const capacityCases: readonly Case[] = [...attachCases, ...detachCases, ...lsCases];
