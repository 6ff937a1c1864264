import { ECSClient } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { readProviders } from '../../ecs/read-providers.ts';
import type { FoundCapacity } from '../found.ts';
import { readGroup } from '../read/group.ts';
import type { WantedAttachment } from './wanted.ts';

/**
 * What there is of what is to be attached, and what the cluster has.
 * @throws a `not-found` failure for the cluster or the Auto Scaling group.
 */
export async function readAttachable(aws: Aws, wanted: WantedAttachment): Promise<FoundCapacity> {
  const [cluster, group] = await Promise.all([
    readCluster(aws, wanted.cluster),
    wanted.group && readGroup(aws, wanted.group.group),
  ]);
  const providers = await readProviders(aws, [cluster]);
  const region = await aws.client(ECSClient).config.region();
  return { region, cluster, providers, ...(group && { group }) };
}
