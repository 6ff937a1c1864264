import { servicesOf } from '../services/ecs/lookup.ts';
import { runningCount, type Service } from '../services/ecs/state.ts';

import { followQueue } from './queue-load.ts';
import type { Region } from './region.ts';
import { followRequests } from './request-load.ts';
import { type Gauge, measureInsights, measureUtilization, type Utilization } from './service-metrics.ts';
import { ends, type Tick } from './tick.ts';

/** Lets the load of every service fall on its tasks, and writes down what CloudWatch would have measured. */
export function followDemand(region: Region, tick: Tick): void {
  for (const service of servicesOf(region)) follow(region, service, tick);
}

function follow(region: Region, service: Service, tick: Tick): void {
  const name = `${service.cluster.name}/${service.name}`;
  const demand = region.demand.of(name);
  const running = runningCount(service);
  const load = demand && { service, running, rate: region.demand.rateAt(name, tick.at) };
  // A queue fills and empties all the time, all else shows only in what is measured.
  const worked = demand?.kind === 'messages' && load ? followQueue(region, demand, load, tick) : undefined;
  const resolution = resolutionOf(service);
  if (!ends(tick, resolution)) return;
  const asked = demand?.kind === 'requests' && load ? followRequests(region, demand, load, tick) : undefined;
  if (ends(tick, 60)) measureInsights(region, service, tick.at);
  const used: Utilization | undefined = worked ?? asked;
  if (!used || running === 0) return;
  const gauge: Gauge = { region, service, running, at: tick.at, seconds: resolution };
  measureUtilization(gauge, used);
}

/** Seconds between the service's measurements: 20 where its revision asks for high resolution, else 60. */
function resolutionOf(service: Service): number {
  const configurations = service.rollouts[0]?.monitoring?.metricConfigurations ?? [];
  return configurations.some(({ resolutionSeconds }) => resolutionSeconds === 20) ? 20 : 60;
}
