import { type CapacityProvider, ECSClient } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { readProviders } from '../../ecs/read-providers.ts';
import { describeProvider } from '../look-at-provider.ts';
import type { FoundManaged } from './found.ts';
import { readProfile, readRole } from './read-roles.ts';
import type { WantedManaged } from './wanted.ts';

/**
 * What there is of the provider, of its cluster, and of the roles that were named.
 * @throws a `not-found` failure for the cluster, the role or the instance profile.
 */
export async function readManagedFound(aws: Aws, wanted: WantedManaged): Promise<FoundManaged> {
  const [cluster, infrastructureRole, instanceProfile] = await Promise.all([
    readCluster(aws, wanted.cluster),
    wanted.infrastructureRole && readRole(aws, wanted.infrastructureRole),
    wanted.instanceProfile && readProfile(aws, wanted.instanceProfile),
  ]);
  const [providers, existing] = await Promise.all([
    readProviders(aws, [cluster]),
    readOwn(aws, wanted.cluster, wanted.name),
  ]);
  const region = await aws.client(ECSClient).config.region();
  return {
    region,
    cluster,
    providers,
    ...(existing && { existing }),
    ...(infrastructureRole && { infrastructureRole }),
    ...(instanceProfile && { instanceProfile }),
  };
}

/** The cluster's one of that name; one that was deleted is still described for a while, and does not count. */
async function readOwn(aws: Aws, cluster: string, name: string): Promise<CapacityProvider | undefined> {
  const found = await describeProvider(aws, name, cluster);
  return found?.status === 'INACTIVE' ? undefined : found;
}
