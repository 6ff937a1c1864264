import {
  AutoScalingClient,
  type AutoScalingGroup,
  paginateDescribePolicies,
  type ScalingPolicy,
} from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { groupOf } from '../../ecs/provider-group.ts';
import { readClusters } from '../../ecs/read-clusters.ts';
import { readProviders } from '../../ecs/read-providers.ts';
import { readGroup } from '../read/group.ts';
import type { WantedGroupScaling } from './wanted.ts';

/** An Auto Scaling group with all that sets its desired capacity. */
export interface FoundGroupScaling {
  readonly region: string;
  readonly group: AutoScalingGroup;
  readonly policies: readonly ScalingPolicy[];
  /** The capacity providers for which ECS scales the group. */
  readonly managers: readonly CapacityProvider[];
  /** The clusters that have one of these. */
  readonly clusters: readonly Cluster[];
}

/**
 * What scales the group now. Nothing is asked of ECS where no policy on CPU is wanted.
 * @throws a `not-found` failure naming the nearest groups.
 */
export async function readGroupScaling(aws: Aws, wanted: WantedGroupScaling): Promise<FoundGroupScaling> {
  const client = aws.client(AutoScalingClient);
  const group = await readGroup(aws, wanted.group);
  const pages = paginateDescribePolicies({ client, pageSize: 100 }, { AutoScalingGroupName: wanted.group });
  const [policies, managers] = await Promise.all([
    collect(pages, ({ ScalingPolicies }) => ScalingPolicies),
    typeof wanted.cpu === 'number' ? readManagers(aws, wanted.group) : [],
  ]);
  const names = new Set(managers.map(({ name }) => name));
  const clusters = managers.length === 0 ? [] : await readClusters(aws);
  return {
    region: await client.config.region(),
    group,
    policies,
    managers,
    clusters: clusters.filter(({ capacityProviders = [] }) =>
      capacityProviders.some((name) => names.has(name)),
    ),
  };
}

async function readManagers(aws: Aws, group: string): Promise<CapacityProvider[]> {
  const providers = await readProviders(aws, []);
  return providers.filter((provider) => {
    const { managedScaling } = provider.autoScalingGroupProvider ?? {};
    return managedScaling?.status === 'ENABLED' && groupOf(provider) === group;
  });
}
