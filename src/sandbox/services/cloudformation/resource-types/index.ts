import { capacityProviderTypes } from './capacity-providers.ts';
import { dataTypes } from './data.ts';
import { ecsTypes } from './ecs.ts';
import { elbv2Types } from './elbv2.ts';
import { eventTypes } from './events.ts';
import { iamTypes } from './iam.ts';
import { nestedStackTypes } from './nested-stacks.ts';
import { networkTypes } from './network.ts';
import { observingTypes } from './observing.ts';
import type { ResourceType } from './resource-type.ts';
import { routingTypes } from './routing.ts';
import { scalingTypes } from './scaling.ts';
import { securityGroupTypes } from './security-groups.ts';
import { serviceDiscoveryTypes } from './service-discovery.ts';

/** Every type of resource that CloudFormation knows in the sandbox, by its name in templates. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  Object.entries({
    ...ecsTypes,
    ...capacityProviderTypes,
    ...elbv2Types,
    ...networkTypes,
    ...securityGroupTypes,
    ...routingTypes,
    ...dataTypes,
    ...observingTypes,
    ...scalingTypes,
    ...eventTypes,
    ...serviceDiscoveryTypes,
    ...iamTypes,
    ...nestedStackTypes,
  }),
);
