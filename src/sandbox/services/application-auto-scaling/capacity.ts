import type { Region } from '../../world/region.ts';
import { serviceOfResource } from '../ecs/lookup.ts';
import { setDesiredCount } from '../ecs/services.ts';
import { recordScaling } from './activities.ts';
import type { Target } from './state.ts';

/** Sets the desired count of the target's service and records why. */
export function setCapacity(region: Region, target: Target, at: Date, capacity: number, cause: string): void {
  const service = serviceOfResource(region, target.about.ResourceId);
  if (!service || service.desiredCount === capacity) return;
  setDesiredCount(service, capacity);
  recordScaling(region, target, at, capacity, cause);
}

/** Moves the desired count to the nearest bound when it is outside of them. */
export function enforceBounds(region: Region, target: Target, at: Date): void {
  const { MinCapacity: min, MaxCapacity: max, ResourceId } = target.about;
  const current = serviceOfResource(region, ResourceId)?.desiredCount;
  if (current === undefined) return;
  if (current < min) setCapacity(region, target, at, min, `minimum capacity was set to ${min}`);
  if (current > max) setCapacity(region, target, at, max, `maximum capacity was set to ${max}`);
}
