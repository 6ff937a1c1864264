import type { ECS, PutClusterCapacityProvidersCommandInput } from '@aws-sdk/client-ecs';
import { AwsError } from '../../../service.ts';
import { arn } from '../../../world/arn.ts';
import { ecs } from '../../ecs/index.ts';
import { camelInputOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { ResourceType } from './resource-type.ts';

const ask = requestsTo<ECS>(ecs);

/** Its physical id is its name. ECS says only later, in its `updateStatus`, that one is still in use. */
const capacityProvider: ResourceType = {
  remove(name, { call, isFirst }) {
    const { cluster } = call.region.ecs.capacityProviders.get(name)?.about ?? {};
    const asked = { capacityProviders: [name], ...(cluster !== undefined && { cluster }) };
    const [found] = ask('describeCapacityProviders', asked, call).capacityProviders ?? [];
    if (!found || found.status === 'INACTIVE') return true;
    if (isFirst) {
      ask('deleteCapacityProvider', { capacityProvider: name, cluster }, call);
    } else if (found.updateStatus === 'DELETE_FAILED') {
      throw new AwsError('ClientException', found.updateStatusReason ?? 'The capacity provider is in use.');
    }
    return false;
  },
  arn: (name, { region }) => arn(region, 'ecs', `capacity-provider/${name}`),
};

/** What a cluster may use; its physical id is the cluster's name, and it is no thing of its own with tags. */
const associations: ResourceType = {
  create(properties, { call }) {
    const input = camelInputOf<PutClusterCapacityProvidersCommandInput>(properties);
    ask('putClusterCapacityProviders', input, call);
    return textOf(properties, 'Cluster') ?? '';
  },
  remove(cluster, { call }) {
    const nothing = { capacityProviders: [], defaultCapacityProviderStrategy: [] };
    ask('putClusterCapacityProviders', { cluster, ...nothing }, call);
    return true;
  },
};

export const capacityProviderTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ECS::CapacityProvider': capacityProvider,
  'AWS::ECS::ClusterCapacityProviderAssociations': associations,
};
