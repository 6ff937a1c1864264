import { refusalToRole } from '../acting-role.ts';
import { busEvent } from '../bus-event.ts';
import { busArn } from '../lookup.ts';
import { objectIn } from '../pattern/json.ts';
import type { Delivery, Refusal } from './recipient.ts';

/** Puts Scheduler's event onto a bus, with the source and the detail type that the schedule names. */
export function putEvent(delivery: Delivery): Refusal | undefined {
  const { region, now, targetArn, sourceArn, payload, eventBridge } = delivery;
  if (!eventBridge) return refused('NO_RESOURCE', `not in the sandbox: rules with the target ${targetArn}`);
  const denied = refusalToRole(delivery, [{ action: 'events:PutEvents', resource: targetArn }]);
  if (denied) return denied;
  const bus = [...region.events.buses.values()].find((one) => busArn(region, one) === targetArn);
  if (!bus) return refused('NO_RESOURCE', `Event bus ${targetArn} does not exist.`);
  const detail = objectIn(payload);
  if (!detail) return refused('INVALID_JSON', 'Detail is malformed.');
  const { Source: source = '', DetailType: detailType = '' } = eventBridge;
  const event = busEvent(region, now, { source, detailType, resources: [sourceArn], detail });
  region.events.arrivals.push({ event, busName: bus.name, at: now.getTime() });
  return undefined;
}

function refused(code: string, message: string): Refusal {
  return { code, message, isFinal: true };
}
