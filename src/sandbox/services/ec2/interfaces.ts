import type { Region } from '../../world/region.ts';
import { balancerInterfaces } from './balancer-interfaces.ts';
import { endpointInterfaces } from './endpoint-interfaces.ts';
import { instanceInterfaces } from './instance-interfaces.ts';
import type { Interface } from './interface.ts';
import { natInterfaces } from './nat-interfaces.ts';
import { ownInterfaces } from './own-interfaces.ts';
import { taskInterfaces } from './task-interfaces.ts';

/**
 * Every network interface of the region: those that were made by hand, and those through which load balancers, tasks,
 * instances, NAT gateways and endpoints work. The latter are nowhere kept; they follow from what the world holds at `now`, so that
 * they come and go with their owners.
 */
export function* interfacesOf(region: Region, now: Date): Generator<Interface> {
  yield* ownInterfaces(region);
  yield* balancerInterfaces(region, now);
  yield* taskInterfaces(region, now);
  yield* instanceInterfaces(region);
  yield* natInterfaces(region, now);
  yield* endpointInterfaces(region, now);
}

/** Whether there is an interface for which `test` holds. */
export function someInterface(region: Region, now: Date, test: (one: Interface) => boolean): boolean {
  for (const one of interfacesOf(region, now)) if (test(one)) return true;
  return false;
}
