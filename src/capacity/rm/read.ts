import { type CapacityProvider, type Cluster, ECSClient } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { readGroups } from '../../ecs/fleet/read-groups.ts';
import { readClusters } from '../../ecs/read-clusters.ts';
import { readProviders } from '../../ecs/read-providers.ts';
import { groupOf } from '../found.ts';
import { describeProvider } from '../look-at-provider.ts';
import { readUses } from '../read/uses.ts';
import type { FoundRemoval, Holder } from './found.ts';
import { readOccupants } from './read-occupants.ts';
import type { WantedRemoval } from './wanted.ts';

/**
 * The capacity provider with every cluster that has it and what uses it there, and its group.
 * @throws a `not-found` failure for a cluster that was named for it.
 */
export async function readRemovable(aws: Aws, wanted: WantedRemoval): Promise<FoundRemoval> {
  const clusters = await readClusters(aws);
  const providers = await readProviders(aws, clusters);
  const live = providers.find(({ name }) => name === wanted.provider);
  const provider = live ?? (await readUnlisted(aws, wanted, clusters));
  const holding = clusters.filter((one) => holds(one, wanted.provider, provider));
  const holders = await eachAtOnce(holding, async (cluster): Promise<Holder> => {
    return { cluster, uses: await readUses(aws, cluster.clusterName ?? '', [wanted.provider]) };
  });
  const name = provider && groupOf(provider);
  const [group] = name === undefined ? [] : await readGroups(aws, [name]);
  const occupants = wanted.asg && group ? await readOccupants(aws, clusters, group) : [];
  const region = await aws.client(ECSClient).config.region();
  return { region, ...(provider && { provider }), providers, holders, ...(group && { group }), occupants };
}

/**
 * One that is in no list: AWS describes a deleted one for a while to who names it, which is how a run that was cut off
 * finds the group again; and one of managed instances to who names its cluster, too.
 * @throws a `not-found` failure for a cluster that was named.
 */
async function readUnlisted(
  aws: Aws,
  { provider: name, cluster }: WantedRemoval,
  clusters: readonly Cluster[],
): Promise<CapacityProvider | undefined> {
  const found = await describeProvider(aws, name);
  if (found || cluster === undefined) return found;
  const names = clusters.flatMap(({ clusterName }) => clusterName ?? []);
  if (!names.includes(cluster)) throw notFound('cluster', cluster, names);
  return describeProvider(aws, name, cluster);
}

/** Whether the cluster has the provider, lists it no more but is still taking it off, or is the one that it belongs to. */
function holds(
  { clusterName, capacityProviders = [], attachmentsStatus, attachments = [] }: Cluster,
  name: string,
  provider: CapacityProvider | undefined,
): boolean {
  const isLeaving =
    attachmentsStatus === 'UPDATE_IN_PROGRESS' &&
    attachments.some(({ details = [] }) => details.some(({ value }) => value === name));
  const isOwn = provider?.cluster !== undefined && nameOf(provider.cluster) === clusterName;
  return capacityProviders.includes(name) || isLeaving || (isOwn && provider.status !== 'INACTIVE');
}
