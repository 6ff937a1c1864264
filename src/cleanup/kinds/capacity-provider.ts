import {
  type CapacityProvider,
  CreateCapacityProviderCommand,
  DeleteCapacityProviderCommand,
  DescribeCapacityProvidersCommand,
  ECSClient,
} from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { clusterOf, isOfOneCluster } from '../../ecs/provider-cluster.ts';
import type { Wait } from '../../plan/apply.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { capacityProvidersOf } from './ecs/capacity-providers.ts';
import { clustersOf } from './ecs/clusters.ts';
import { toleratingMissing } from './ecs/tolerate-missing.ts';
import { pick } from './pick.ts';
import { ecsTags, tagsOfList } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

/** The account's own capacity providers of ECS: those of Auto Scaling groups and those of managed instances. */
export const capacityProvider: Kind = {
  name: 'capacity provider',
  types: ['AWS::ECS::CapacityProvider'],
  reads: ['ecs:DescribeCapacityProviders', 'ecs:ListClusters', 'ecs:DescribeClusters'],
  writes: ['ecs:DeleteCapacityProvider'],
  find,
  remove: (thing) => (thing.leaving === undefined ? [deletion(thing), ended(thing)] : [ended(thing)]),
  operations: {
    ecs: {
      ...operationsOf(ECSClient, {
        CreateCapacityProvider: CreateCapacityProviderCommand,
        DeleteCapacityProvider: DeleteCapacityProviderCommand,
      }),
      ...toleratingMissing(
        operationsOf(ECSClient, { DescribeCapacityProviders: DescribeCapacityProvidersCommand }),
      ),
    },
  },
  waits: { 'capacity provider deleted': deleted },
};

async function find(search: Search): Promise<Thing[]> {
  const [providers, clusters] = await Promise.all([capacityProvidersOf(search), clustersOf(search)]);
  const used = new Set(clusters.flatMap(({ capacityProviders = [] }) => capacityProviders));
  return providers.map((provider) => thingOf(provider, used.has(provider.name ?? ''), search));
}

function thingOf(found: CapacityProvider, isUsed: boolean, { region }: Search): Thing {
  const { capacityProviderArn: arn = '', name = '', status, updateStatus, tags } = found;
  const isLeaving = status === 'DEPROVISIONING' || updateStatus === 'DELETE_IN_PROGRESS';
  return {
    kind: 'capacity provider',
    id: name,
    name,
    arn,
    aliases: [arn],
    region,
    tags: tagsOfList(tags),
    ties: tiesOf(found),
    definition: { ...found },
    ...(!isUsed && { idle: 'no cluster has it' }),
    ...(isLeaving && { leaving: 'being deleted' }),
  };
}

function tiesOf(found: CapacityProvider): Tie[] {
  const { autoScalingGroupProvider: group, managedInstancesProvider: managed, cluster = '' } = found;
  const { ec2InstanceProfileArn = '', networkConfiguration } = managed?.instanceLaunchTemplate ?? {};
  const launches = { how: 'launches instances in', blocks: true } as const;
  return [
    ...tiesTo('auto scaling group', [nameOf(group?.autoScalingGroupArn ?? '')], {
      bond: 'needs',
      how: 'scales',
    }),
    ...tiesTo('cluster', isOfOneCluster(found) ? [nameOf(cluster)] : [], {
      bond: 'lives in',
      how: 'belongs to',
      blocks: true,
    }),
    ...tiesTo('role', [nameOf(managed?.infrastructureRoleArn ?? '')], { bond: 'needs', how: 'is run with' }),
    ...tiesTo('instance profile', [nameOf(ec2InstanceProfileArn)], { bond: 'needs', how: 'launches with' }),
    ...tiesTo('security group', networkConfiguration?.securityGroups ?? [], { bond: 'needs', ...launches }),
    ...tiesTo('subnet', networkConfiguration?.subnets ?? [], { bond: 'within', ...launches }),
  ];
}

function deletion({ id, definition, tags }: Thing): Removal {
  const found: CapacityProvider = definition;
  return {
    name: 'delete',
    action: 'delete',
    call: call('ecs', 'DeleteCapacityProvider', { capacityProvider: id, ...clusterOf(found) }),
    settles: { errors: ['UpdateInProgressException'], seconds: 60 },
    goal: ['ClusterNotFoundException'],
    undo: call('ecs', 'CreateCapacityProvider', {
      name: id,
      ...clusterOf(found),
      ...pick(definition, ['autoScalingGroupProvider', 'managedInstancesProvider']),
      ...ecsTags(tags),
    }),
  };
}

/** AWS takes the deletion of one that is in use, too, and says only later that it has failed. */
function ended({ id, definition }: Thing): Removal {
  return {
    name: 'gone',
    action: 'wait',
    reason: 'only afterwards AWS says whether a capacity provider could be deleted',
    call: call('ecs', 'DescribeCapacityProviders', { capacityProviders: [id], ...clusterOf(definition) }),
    until: 'capacity provider deleted',
    goal: ['ClusterNotFoundException'],
  };
}

function deleted(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const [found]: readonly CapacityProvider[] = Array.isArray(output.capacityProviders)
    ? output.capacityProviders
    : [];
  const { name, status, updateStatus, updateStatusReason } = found ?? {};
  if (!found || status === 'INACTIVE' || updateStatus === 'DELETE_COMPLETE') {
    return { kind: 'done', value: output };
  }
  if (updateStatus !== 'DELETE_FAILED') {
    return { kind: 'waiting', for: `capacity provider ${name} to be deleted` };
  }
  const reason = updateStatusReason ? `: ${updateStatusReason}` : '';
  return { kind: 'failed', why: `capacity provider ${name} could not be deleted${reason}` };
}
