import { ECSClient, ListServiceDeploymentsCommand, type ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import type { ServiceName } from '../../ecs/service-name.ts';

/** Deployments that are looked through for one of which the time is known. */
const newest = 20;
/** Seconds by which the two records of one deployment may differ in when it began. */
const tolerance = 60;

/**
 * The service's last deployments, the newest first. They are a record beside what DescribeServices shows, with other
 * names, and it stays when a deployment has ended.
 */
export async function readDeployments(
  aws: Aws,
  { cluster, service }: ServiceName,
): Promise<ServiceDeploymentBrief[]> {
  const { serviceDeployments = [] } = await aws
    .client(ECSClient)
    .send(new ListServiceDeploymentsCommand({ cluster, service, maxResults: newest }));
  return serviceDeployments;
}

/** The one that began at that time, which is all that the two records of it have in common. */
export function deploymentOf(
  deployments: readonly ServiceDeploymentBrief[],
  since: Date,
): ServiceDeploymentBrief | undefined {
  const apart = ({ createdAt }: ServiceDeploymentBrief) =>
    Math.abs((createdAt?.getTime() ?? 0) - since.getTime()) / 1000;
  const [nearest] = deployments.toSorted((one, other) => apart(one) - apart(other));
  return nearest && apart(nearest) <= tolerance ? nearest : undefined;
}

/** Whether ECS puts, or has put, the service back to what was before this deployment. */
export function isRollback({ status }: ServiceDeploymentBrief): boolean {
  return status?.startsWith('ROLLBACK_') ?? false;
}
