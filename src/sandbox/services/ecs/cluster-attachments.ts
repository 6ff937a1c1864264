import type { Attachment } from '@aws-sdk/client-ecs';
import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { Cluster } from './state.ts';

export const BUSY =
  'The specified cluster is in a busy state. Cluster attachments must be in UPDATE_COMPLETE or UPDATE_FAILED state ' +
  'before they can be updated. Wait and try again.';

/** Gives the cluster these capacity providers, of which the resources are made in the seconds that follow. */
export function attach(region: Region, cluster: Cluster, names: readonly string[], now: Date): void {
  cluster.capacityProviders = [...names];
  const takes = region.rules.clusterAttachmentSeconds * 1000;
  cluster.attachedAt = takes > 0 ? now.getTime() + takes : undefined;
}

/** Throws UpdateInProgressException while a change of the cluster's capacity providers is under way. */
export function checkIdle(cluster: Cluster): void {
  if (cluster.attachedAt !== undefined) throw new AwsError('UpdateInProgressException', BUSY);
}

/** How far a change of the cluster's capacity providers has come. */
export function attachmentsStatus({ attachedAt }: Cluster): 'UPDATE_COMPLETE' | 'UPDATE_IN_PROGRESS' {
  return attachedAt === undefined ? 'UPDATE_COMPLETE' : 'UPDATE_IN_PROGRESS';
}

/** What ECS has made for the cluster's capacity providers: of a managed group, its scaling policy. */
export function attachmentsOf(region: Region, cluster: Cluster): Attachment[] {
  const status = cluster.attachedAt === undefined ? 'CREATED' : 'CREATING';
  return cluster.capacityProviders.flatMap((name) => {
    const group = region.ecs.capacityProviders.get(name)?.about.autoScalingGroupProvider;
    if (group?.managedScaling?.status !== 'ENABLED') return [];
    const scalingPolicyName = `ECSManagedAutoScalingPolicy-${cluster.name}-${name}`;
    const details = Object.entries({ capacityProviderName: name, scalingPolicyName });
    return [
      {
        id: `${cluster.name}-${name}`,
        type: 'as_policy',
        status,
        details: details.map(([key, value]) => ({ name: key, value })),
      },
    ];
  });
}
