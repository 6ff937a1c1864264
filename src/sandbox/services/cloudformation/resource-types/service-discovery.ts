import type { ServiceDiscovery } from '@aws-sdk/client-servicediscovery';
import { arn } from '../../../world/arn.ts';
import { serviceDiscovery } from '../../service-discovery/index.ts';
import { requestsTo } from './request.ts';
import type { ResourceType } from './resource-type.ts';

const ask = requestsTo<ServiceDiscovery>(serviceDiscovery);

/** The physical ids of Cloud Map's resources are theirs: `srv-…`, `ns-…`. */
const service: ResourceType = {
  remove(Id, { call }) {
    ask('deleteService', { Id }, call);
    return true;
  },
  arn: (id, { region }) => arn(region, 'servicediscovery', `service/${id}`),
};

/** It is gone when the operation that deletes it has ended, and asking for it fails. */
const namespace: ResourceType = {
  remove(Id, { call, isFirst }) {
    if (isFirst) ask('deleteNamespace', { Id }, call);
    else ask('getNamespace', { Id }, call);
    return false;
  },
  arn: (id, { region }) => arn(region, 'servicediscovery', `namespace/${id}`),
};

export const serviceDiscoveryTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ServiceDiscovery::Service': service,
  'AWS::ServiceDiscovery::PrivateDnsNamespace': namespace,
  'AWS::ServiceDiscovery::HttpNamespace': namespace,
};
