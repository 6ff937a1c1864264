import type { Service } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import type { FoundFleet } from '../../ecs/fleet/found.ts';
import { judgeFleet } from '../../ecs/fleet/judge.ts';
import { type RoomFor, roomFor } from '../../ecs/fleet/room-for.ts';
import type { FleetProvider } from '../../ecs/fleet/value.ts';
import { counted, percent, quantity } from '../../terminal/number.ts';
import { strategyOf } from './read-capacity.ts';
import type { ServiceFleet } from './value.ts';

/** What the instances under a service have for it: how much room, what of it waits and why, and what comes next. */
export function serviceFleet(found: FoundFleet, service: Service): ServiceFleet {
  const names = strategyOf(service).map(({ capacityProvider = '' }) => nameOf(capacityProvider));
  const { providers, waiting } = judgeFleet(found, names);
  const definition = found.definitions.get(service.taskDefinition ?? '');
  const room = definition && roomFor(found, definition, names);
  const own = waiting.filter(({ isService, of }) => isService && of === service.serviceName);
  const text = [...(room ? [roomText(room)] : []), ...providers.map(nextText)].join('; ');
  return { providers, ...(room && { room }), waiting: own, text };
}

/** `room for 1 more task on 2 instances` */
function roomText({ tasks, instances }: RoomFor): string {
  const more = tasks === 1 ? '1 more task' : `${tasks === 0 ? 'no' : quantity(tasks)} more tasks`;
  return `room for ${tasks === 0 ? 'no more task' : more} on ${counted(instances, 'instance')}`;
}

/** `nodes, 100% reserved of 100%, keeps its 2 instances`; an outlook that says the reservation says it alone. */
function nextText({ name, outlook, reservation, target }: FleetProvider): string {
  const isSaid = outlook.text.includes(' reserved of ');
  if (!reservation || target === undefined || isSaid) return `${name} ${outlook.text}`;
  return `${name}, ${percent(reservation.percent)} reserved of ${percent(target)}, ${outlook.text}`;
}
