import type { CreateServiceCommandInput, ECS } from '@aws-sdk/client-ecs';
import { arn, resourceOf } from '../../../world/arn.ts';
import { ecs } from '../../ecs/index.ts';
import { camelInputOf, tagsOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { Making, Properties, ResourceType } from './resource-type.ts';

const ask = requestsTo<ECS>(ecs);

/** Its physical id is its name. */
const cluster: ResourceType = {
  create(properties, making) {
    const clusterName = textOf(properties, 'ClusterName') ?? making.uniqueName();
    const input = camelInputOf<object>(properties);
    ask('createCluster', { ...input, clusterName, tags: ecsTags(properties, making) }, making.call);
    return clusterName;
  },
  remove(name, { call }) {
    const [found] = ask('describeClusters', { clusters: [name] }, call).clusters ?? [];
    if (!found || found.status === 'INACTIVE') return true;
    if (found.status === 'ACTIVE') ask('deleteCluster', { cluster: name }, call);
    return false;
  },
  attribute: (name, id, { region }) => (name === 'Arn' ? arn(region, 'ecs', `cluster/${id}`) : undefined),
  arn: (name, { region }) => arn(region, 'ecs', `cluster/${name}`),
};

/** Its physical id is its ARN; it is ready when its tasks run, and gone when the last of them has stopped. */
const service: ResourceType = {
  create(properties, making) {
    const input = camelInputOf<CreateServiceCommandInput>(properties);
    const serviceName = textOf(properties, 'ServiceName') ?? making.uniqueName();
    const desiredCount = input.desiredCount ?? 1;
    const tags = ecsTags(properties, making);
    const created = ask('createService', { ...input, serviceName, desiredCount, tags }, making.call);
    return created.service?.serviceArn ?? '';
  },
  isReady(serviceArn, call) {
    const [found] =
      ask('describeServices', { cluster: clusterOf(serviceArn), services: [serviceArn] }, call).services ??
      [];
    const isSettled = found?.deployments?.every(({ rolloutState }) => rolloutState === 'COMPLETED') ?? false;
    return isSettled && found?.runningCount === found?.desiredCount;
  },
  remove(serviceArn, { call }) {
    const name = { cluster: clusterOf(serviceArn), service: serviceArn };
    const [found] =
      ask('describeServices', { cluster: name.cluster, services: [serviceArn] }, call).services ?? [];
    if (!found || found.status === 'INACTIVE') return true;
    if (found.status === 'ACTIVE') ask('deleteService', { ...name, force: true }, call);
    return false;
  },
  attribute: (name, id) => ({ ServiceArn: id, Name: id.slice(id.lastIndexOf('/') + 1) })[name],
  arn: (serviceArn) => serviceArn,
};

/** Its physical id is the ARN of one revision. */
const taskDefinition: ResourceType = {
  create(properties, making) {
    const input = camelInputOf<object>(properties);
    const family = textOf(properties, 'Family') ?? making.uniqueName(255);
    const sizes = { cpu: textOf(properties, 'Cpu'), memory: textOf(properties, 'Memory') };
    const containerDefinitions = containersOf(properties);
    const request = { ...input, ...sizes, family, containerDefinitions, tags: ecsTags(properties, making) };
    return ask('registerTaskDefinition', request, making.call).taskDefinition?.taskDefinitionArn ?? '';
  },
  remove(id, { call }) {
    const { taskDefinition: found } = ask('describeTaskDefinition', { taskDefinition: id }, call);
    if (found?.status === 'ACTIVE') ask('deregisterTaskDefinition', { taskDefinition: id }, call);
    return true;
  },
  attribute: (name, id) => (name === 'TaskDefinitionArn' ? id : undefined),
  arn: (id) => id,
};

function containersOf(properties: Properties): object[] {
  const containers = camelInputOf<{ containerDefinitions?: Readonly<Record<string, unknown>>[] }>(properties);
  return (containers.containerDefinitions ?? []).map((container) => {
    const sizes = ['cpu', 'memory', 'memoryReservation'].filter((name) => container[name] !== undefined);
    return { ...container, ...Object.fromEntries(sizes.map((name) => [name, Number(container[name])])) };
  });
}

/** `service/<cluster>/<name>` is how the ARN of a service ends. */
function clusterOf(serviceArn: string): string {
  return resourceOf(serviceArn).split('/')[1] ?? '';
}

function ecsTags(properties: Properties, { tags }: Making): { key: string; value: string }[] {
  return tagsOf(properties, tags).map(({ Key, Value }) => ({ key: Key, value: Value }));
}

export const ecsTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ECS::Cluster': cluster,
  'AWS::ECS::Service': service,
  'AWS::ECS::TaskDefinition': taskDefinition,
};
