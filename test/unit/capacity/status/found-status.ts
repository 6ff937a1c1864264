import type { Cluster } from '@aws-sdk/client-ecs';
import type { FoundStatus } from '../../../../src/capacity/status/judge.ts';
import type { FoundFleet } from '../../../../src/ecs/fleet/found.ts';
import {
  aFoundFleet,
  aGroup,
  ago,
  aMachine,
  anInstance,
  aProvider,
  aWaitingTask,
  reserved,
} from '../../../support/found-fleet.ts';

/** Cluster `fleet` with provider nodes, and what else is said. */
export function aFoundStatus(fleet: Partial<FoundFleet> = {}, cluster: Partial<Cluster> = {}): FoundStatus {
  return {
    region: 'eu-central-1',
    cluster: { clusterName: 'fleet', capacityProviders: ['nodes'], ...cluster },
    fleet: aFoundFleet(fleet),
  };
}

/** Seven tasks that run on i-1 and i-2. */
export function placed() {
  return Array.from({ length: 7 }, (_, index) =>
    aWaitingTask({ containerInstanceArn: `i-${index % 2}`, lastStatus: index < 6 ? 'RUNNING' : 'PENDING' }),
  );
}

/** Three tasks wait, one instance launches, one joins; a machine of no provider, Fargate beside it. */
export function growing(): FoundStatus {
  const instances = [
    aMachine({ id: 'i-0aaaaaaaaaaaaaaa1', free: [0, 3727] }),
    aMachine({ id: 'i-0aaaaaaaaaaaaaaa2', free: [256, 3727] }),
    aMachine({ id: 'i-0bbbbbbbbbbbbbbb1', free: [1024, 5000], provider: '' }),
  ];
  const ids = ['i-0aaaaaaaaaaaaaaa1', 'i-0aaaaaaaaaaaaaaa2'];
  const Instances = [
    ...ids.map((id) => anInstance(id)),
    anInstance('i-0cccccccccccccc1', { LifecycleState: 'Pending' }),
    anInstance('i-0cccccccccccccc2'),
  ];
  return aFoundStatus(
    {
      instances,
      tasks: [...placed(), ...[1, 2, 3].map((minutes) => aWaitingTask({ createdAt: ago(minutes) }))],
      groups: new Map([['nodes', aGroup(ids, { DesiredCapacity: 4, Instances })]]),
      reservations: new Map([['nodes', reserved(200, 2)]]),
      providers: [aProvider()],
    },
    { capacityProviders: ['FARGATE', 'nodes'] },
  );
}
