import type { Service } from '@aws-sdk/client-ecs';
import type { FoundFleet } from '../../../../src/ecs/fleet/found.ts';
import {
  aFoundFleet,
  aGroup,
  aMachine,
  aPlacedService,
  apiDefinition,
  aWaitingTask,
} from '../../../support/found-fleet.ts';
import { tasks } from './found-status.ts';

/** Service web on capacity provider nodes. */
export function onNodes(desired: number, running: number): Service {
  return tasks(desired, running, {
    serviceName: 'web',
    launchType: undefined,
    taskDefinition: apiDefinition.taskDefinitionArn,
    capacityProviderStrategy: [{ capacityProvider: 'nodes', weight: 1 }],
  });
}

/** Two full instances under it, so many of its tasks without a place, and a group that is to have so many. */
export function waitingFleet(waiting: number, DesiredCapacity: number, MaxSize = 6): FoundFleet {
  return aFoundFleet({
    cluster: 'prod',
    instances: ['i-1', 'i-2'].map((id) => aMachine({ id, free: [0, 3727] })),
    services: [aPlacedService([4 + waiting, 4, waiting], { serviceName: 'web' })],
    tasks: Array.from({ length: waiting }, () => aWaitingTask({ group: 'service:web' })),
    groups: new Map([['nodes', aGroup(['i-1', 'i-2'], { DesiredCapacity, MaxSize })]]),
  });
}
