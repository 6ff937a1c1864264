import {
  type Cluster,
  DeregisterContainerInstanceCommand,
  ECSClient,
  paginateListContainerInstances,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { collect } from '../../../aws/pages.ts';
import { isFargate } from '../../../ecs/provider-name.ts';
import type { Output } from '../../../plan/operations.ts';
import type { ApiCall } from '../../../plan/plan.ts';
import { call, type Removal } from '../../kind.ts';
import type { Thing } from '../../thing.ts';
import { pick } from '../pick.ts';
import { ecsTags } from '../tag-lists.ts';

/** The error that says that the cluster is gone already. */
const gone = ['ClusterNotFoundException'];

/** All that it takes to delete a cluster, or the wait alone for one that is ending already. */
export function clusterRemoval(thing: Thing): Removal[] {
  if (thing.leaving !== undefined) return [ended(thing)];
  return [...detachment(thing), ...deregistration(thing), deletion(thing), ended(thing)];
}

/** Capacity providers are taken off before they or the cluster can be deleted. Those of the cluster alone never were put on. */
function detachment(thing: Thing): Removal[] {
  const { id, definition } = thing;
  const attached = attachedOf(thing);
  if (attached.length === 0) return [];
  const { capacityProviders, defaultCapacityProviderStrategy = [] }: Partial<Cluster> = definition;
  const put = (providers: readonly string[], strategy: readonly unknown[]): ApiCall =>
    call('ecs', 'PutClusterCapacityProviders', {
      cluster: id,
      capacityProviders: providers,
      defaultCapacityProviderStrategy: strategy,
    });
  return [
    {
      name: 'detach',
      action: 'update',
      reason: 'AWS deletes no cluster, and no capacity provider, while one has the other',
      changes: [{ field: 'capacity providers', from: attached, to: [] }],
      call: put([], []),
      // What was deleted or scaled a moment ago may still hold one of them.
      settles: { errors: ['UpdateInProgressException', 'ResourceInUseException'], seconds: 120 },
      goal: gone,
      undo: put(capacityProviders ?? attached, defaultCapacityProviderStrategy),
    },
    {
      name: 'detached',
      action: 'wait',
      reason: 'AWS takes capacity providers off after it has answered',
      call: call('ecs', 'DescribeClusters', { clusters: [id], include: ['ATTACHMENTS'] }),
      until: 'cluster without capacity providers',
      goal: gone,
    },
  ];
}

/** Those with a tie, which end with the attachment, and AWS's own. */
function attachedOf({ definition, ties }: Thing): string[] {
  const { capacityProviders = [] }: Partial<Cluster> = definition;
  const tied = new Set(ties.filter(({ to }) => to.kind === 'capacity provider').map(({ to }) => to.id));
  return capacityProviders.filter((name) => isFargate(name) || tied.has(name));
}

/** An instance whose group goes later would hold the cluster till then, and one of no group for ever. */
function deregistration({ id, definition }: Thing): Removal[] {
  const count = Number(definition.registeredContainerInstancesCount ?? 0);
  if (count === 0) return [];
  return [
    {
      name: 'deregister',
      action: 'update',
      reason: 'AWS deletes no cluster that has container instances; the instances themselves go on',
      changes: [{ field: 'container instances', from: count, to: 0 }],
      call: call('ecs', 'DeregisterContainerInstances', { cluster: id }),
      goal: gone,
    },
  ];
}

/** Takes all container instances off the cluster, whatever runs on them. */
export async function deregisterContainerInstances(aws: Aws, input: ApiCall['input']): Promise<Output> {
  const client = aws.client(ECSClient);
  const cluster = String(input.cluster);
  const arns = await collect(
    paginateListContainerInstances({ client, pageSize: 100 }, { cluster }),
    ({ containerInstanceArns }) => containerInstanceArns,
  );
  await eachAtOnce(arns, (containerInstance) =>
    client.send(new DeregisterContainerInstanceCommand({ cluster, containerInstance, force: true })),
  );
  return { containerInstanceArns: arns };
}

function deletion({ id, definition, tags }: Thing): Removal {
  return {
    name: 'delete',
    action: 'delete',
    call: call('ecs', 'DeleteCluster', { cluster: id }),
    // The last tasks and instances count for some seconds after they are gone.
    settles: {
      errors: [
        'ClusterContainsTasksException',
        'ClusterContainsContainerInstancesException',
        'UpdateInProgressException',
      ],
      seconds: 120,
    },
    goal: gone,
    undo: call('ecs', 'CreateCluster', {
      clusterName: id,
      ...pick(definition, ['settings', 'configuration', 'serviceConnectDefaults']),
      ...ecsTags(tags),
    }),
  };
}

function ended({ id }: Thing): Removal {
  return {
    name: 'gone',
    action: 'wait',
    reason: 'a cluster may take a while to end',
    call: call('ecs', 'DescribeClusters', { clusters: [id] }),
    until: 'cluster inactive',
    goal: gone,
  };
}
