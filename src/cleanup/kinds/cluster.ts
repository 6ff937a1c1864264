import {
  type Cluster,
  CreateClusterCommand,
  DeleteClusterCommand,
  DescribeClustersCommand,
  ECSClient,
  PutClusterCapacityProvidersCommand,
} from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { isOfOneCluster } from '../../ecs/provider-cluster.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import type { Wait } from '../../plan/apply.ts';
import { operationsOf } from '../../plan/operations.ts';
import type { Kind, Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { capacityProvidersOf } from './ecs/capacity-providers.ts';
import { clusterRemoval, deregisterContainerInstances } from './ecs/cluster-removal.ts';
import { clustersOf } from './ecs/clusters.ts';
import { toleratingMissing } from './ecs/tolerate-missing.ts';
import { tagsOfList } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

/** Clusters of ECS. AWS deletes one only when it has no services, tasks, instances and capacity providers. */
export const cluster: Kind = {
  name: 'cluster',
  types: ['AWS::ECS::Cluster'],
  reads: ['ecs:ListClusters', 'ecs:DescribeClusters', 'ecs:DescribeCapacityProviders'],
  writes: [
    'ecs:PutClusterCapacityProviders',
    'ecs:ListContainerInstances',
    'ecs:DeregisterContainerInstance',
    'ecs:DeleteCluster',
  ],
  find,
  remove: clusterRemoval,
  operations: {
    ecs: {
      ...operationsOf(ECSClient, {
        PutClusterCapacityProviders: PutClusterCapacityProvidersCommand,
        CreateCluster: CreateClusterCommand,
        DeleteCluster: DeleteClusterCommand,
      }),
      ...toleratingMissing(operationsOf(ECSClient, { DescribeClusters: DescribeClustersCommand })),
      DeregisterContainerInstances: deregisterContainerInstances,
    },
  },
  waits: { 'cluster without capacity providers': detached, 'cluster inactive': inactive },
};

async function find(search: Search): Promise<Thing[]> {
  const [clusters, providers] = await Promise.all([clustersOf(search), capacityProvidersOf(search)]);
  const bound = new Set(providers.filter(isOfOneCluster).map(({ name }) => name));
  return clusters.map((found) => {
    const attached = (found.capacityProviders ?? []).filter((name) => !bound.has(name));
    return thingOf(found, attached, search);
  });
}

function thingOf(found: Cluster, attached: readonly string[], { region }: Search): Thing {
  const { clusterArn: arn = '', clusterName: name = '', status, tags } = found;
  return {
    kind: 'cluster',
    id: name,
    name,
    arn,
    aliases: [arn],
    region,
    tags: tagsOfList(tags),
    ties: tiesOf(found, attached),
    definition: { ...found },
    ...(status === 'DEPROVISIONING' && { leaving: 'deprovisioning' }),
  };
}

function tiesOf({ serviceConnectDefaults }: Cluster, attached: readonly string[]): Tie[] {
  const providers = attached.filter((name) => !isFargate(name));
  return [
    ...tiesTo('capacity provider', providers, {
      bond: 'needs',
      how: 'runs tasks on',
      blocks: true,
      until: 'detached',
    }),
    ...tiesTo('cloud map namespace', [nameOf(serviceConnectDefaults?.namespace ?? '')], {
      bond: 'needs',
      how: 'connects its services through',
    }),
  ];
}

function detached(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const { attachmentsStatus = '', attachments = [] } = describedIn(output);
  if (attachmentsStatus === 'UPDATE_IN_PROGRESS') {
    return { kind: 'waiting', for: 'its capacity providers to be taken off' };
  }
  if (attachmentsStatus !== 'UPDATE_FAILED') return { kind: 'done', value: output };
  const reasons = attachments
    .flatMap(({ details = [] }) => details)
    .map(({ name, value }) => `${name} ${value}`);
  return { kind: 'failed', why: ['its capacity providers could not be taken off', ...reasons].join(': ') };
}

function inactive(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const { status = 'INACTIVE' } = describedIn(output);
  if (status === 'INACTIVE') return { kind: 'done', value: output };
  return { kind: 'waiting', for: `the cluster to end, which is ${status}` };
}

function describedIn(output: Parameters<Wait>[0]): Cluster {
  const [found]: readonly Cluster[] = Array.isArray(output.clusters) ? output.clusters : [];
  return found ?? {};
}
