import type {
  ContainerInstance,
  DeregisterContainerInstanceCommandInput,
  DeregisterContainerInstanceCommandOutput,
  DescribeContainerInstancesCommandInput,
  DescribeContainerInstancesCommandOutput,
  ListContainerInstancesCommandInput,
  ListContainerInstancesCommandOutput,
  RegisterContainerInstanceCommandInput,
  RegisterContainerInstanceCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { page, pageSize } from '../paging.ts';
import { describeInstance } from './instance-resources.ts';
import { findCluster, instancesNamed, invalidParameter, lastPart } from './lookup.ts';
import { buryTags } from './tags.ts';

/** What a machine's agent says when it starts: that it is there, what it has, and in which cluster. */
export function RegisterContainerInstance(
  input: RegisterContainerInstanceCommandInput,
  { region, now }: Call,
): Answer<RegisterContainerInstanceCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const id = region.ids.hex(32);
  const instance: ContainerInstance = {
    containerInstanceArn: arn(region, 'ecs', `container-instance/${cluster.name}/${id}`),
    ec2InstanceId: instanceIdIn(input.instanceIdentityDocument ?? '{}'),
    status: 'ACTIVE',
    agentConnected: true,
    registeredResources: input.totalResources ?? [],
    attributes: input.attributes ?? [],
    attachments: [],
    versionInfo: input.versionInfo ?? {},
    version: 1,
    registeredAt: now,
  };
  cluster.containerInstances.set(id, instance);
  if (input.tags?.length) region.ecs.tags.set(instance.containerInstanceArn ?? '', input.tags);
  return { containerInstance: { ...describeInstance(region, cluster, instance), tags: input.tags ?? [] } };
}

/** The instances of a status, where none is named all that are registered: DRAINING ones, too. */
export function ListContainerInstances(
  input: ListContainerInstancesCommandInput,
  { region }: Call,
): Answer<ListContainerInstancesCommandOutput> {
  const { containerInstances } = findCluster(region, input.cluster);
  const arns = [...containerInstances.values()]
    .filter(({ status }) => input.status === undefined || status === input.status)
    .map(({ containerInstanceArn = '' }) => containerInstanceArn);
  const size = pageSize(
    input.maxResults,
    { otherwise: 100, most: 100 },
    invalidParameter('Invalid maxResults.'),
  );
  const { items, nextToken } = page(arns, input.nextToken, size, invalidParameter('Invalid token.'));
  return { containerInstanceArns: items, nextToken };
}

export function DescribeContainerInstances(
  input: DescribeContainerInstancesCommandInput,
  { region }: Call,
): Answer<DescribeContainerInstancesCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const { known, failures } = instancesNamed(region, cluster, input.containerInstances ?? [], 100);
  return {
    containerInstances: known.map((instance) => describeInstance(region, cluster, instance)),
    failures,
  };
}

/** Takes an instance out of the cluster; one that has tasks only with `force`. The machine itself stays. */
export function DeregisterContainerInstance(
  input: DeregisterContainerInstanceCommandInput,
  { region, now }: Call,
): Answer<DeregisterContainerInstanceCommandOutput> {
  const cluster = findCluster(region, input.cluster);
  const id = lastPart(input.containerInstance ?? '');
  const found = cluster.containerInstances.get(id);
  if (!found) throw invalidParameter('The specified container instance was not found.');
  const instance = describeInstance(region, cluster, found);
  const { runningTasksCount = 0, pendingTasksCount = 0 } = instance;
  if (runningTasksCount + pendingTasksCount > 0 && !input.force) {
    throw invalidParameter('Found running tasks on the instance.');
  }
  cluster.containerInstances.delete(id);
  buryTags(region, instance.containerInstanceArn ?? '', now);
  return { containerInstance: { ...instance, status: 'INACTIVE' } };
}

function instanceIdIn(identityDocument: string): string | undefined {
  try {
    return (JSON.parse(identityDocument) as { instanceId?: string }).instanceId;
  } catch {
    throw new AwsError('ClientException', 'Invalid instance identity document.');
  }
}
