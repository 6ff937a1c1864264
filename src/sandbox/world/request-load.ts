import { type Datum, distribution, samples } from '../services/cloudwatch/datum.ts';
import type { Service } from '../services/ecs/state.ts';
import { loadBalancerDimensions } from '../services/metric-names.ts';
import { resourceOf } from './arn.ts';
import type { RequestDemand } from './demand.ts';
import { type Meter, meterOf } from './meter.ts';
import { chance, seedOf } from './noise.ts';
import type { Region } from './region.ts';
import type { Utilization } from './service-metrics.ts';
import { ends, type Tick } from './tick.ts';

/** What falls on a service at one instant. */
export interface Load {
  readonly service: Service;
  readonly running: number;
  /** Requests or messages a second. */
  readonly rate: number;
}

/** Beyond this share of a task's capacity requests queue up so much that nothing is gained any more. */
const FULL = 0.985;

/** Spreads the requests over the running tasks and lets the load balancer measure a minute of them. */
export function followRequests(region: Region, demand: RequestDemand, load: Load, tick: Tick): Utilization {
  const { running, rate } = load;
  const share = running === 0 ? Number.POSITIVE_INFINITY : rate / running / demand.requestsAtFullCpu;
  const busy = Math.min(share, 1);
  if (ends(tick, 60)) measureBalancers(region, demand, load, { at: tick.at - 60_000, share });
  return {
    cpu: Math.min(99.5, demand.idleCpu + busy * (100 - demand.idleCpu)),
    memory: demand.idleMemory + busy * demand.busyMemory,
  };
}

interface Minute {
  readonly at: number;
  /** Of the tasks' capacity that is asked for; more than 1 cannot be served. */
  readonly share: number;
}

function measureBalancers(region: Region, demand: RequestDemand, load: Load, minute: Minute): void {
  for (const { targetGroupArn = '' } of load.service.settings.loadBalancers ?? []) {
    const group = region.elbv2.targetGroups.get(targetGroupArn);
    const [balancer] = group?.LoadBalancerArns ?? [];
    if (!group || !balancer) continue;
    const meter = meterOf(group, region, 'AWS/ApplicationELB', () =>
      loadBalancerDimensions({
        loadBalancer: resourceOf(balancer).replace('loadbalancer/', ''),
        targetGroup: resourceOf(targetGroupArn),
      }),
    );
    measureTargetGroup(meter, demand, load, minute);
  }
}

function measureTargetGroup(
  meter: Meter,
  demand: RequestDemand,
  { service, running, rate }: Load,
  { at, share }: Minute,
): void {
  const requests = Math.round(rate * 60);
  meter.write('HealthyHostCount', 'Count', samples(at, running));
  meter.write('UnHealthyHostCount', 'Count', samples(at, 0));
  if (requests === 0) return;
  meter.write('RequestCount', 'Count', counted(at, requests));
  if (running === 0) {
    meter.write('HTTPCode_ELB_5XX_Count', 'Count', counted(at, requests));
    return;
  }
  meter.write('RequestCountPerTarget', 'Count', samples(at, requests / running));
  const luck = chance(seedOf(service.name), at / 60_000);
  meter.write('TargetResponseTime', 'Seconds', responseTimes(at, demand, { requests, share, luck }));
  const failed = Math.round(requests * Math.max(0, 1 - 1 / Math.max(share, 1)));
  if (failed > 0) meter.write('HTTPCode_Target_5XX_Count', 'Count', counted(at, failed));
}

/** Every request is one sample of a count, so that the sum is the number of requests. */
function counted(time: number, count: number): Datum {
  return { time, count, sum: count, min: 1, max: 1 };
}

/**
 * The nearer to its capacity a task comes, the longer every request waits; the slowest wait many times as
 * long.
 */
function responseTimes(
  time: number,
  demand: RequestDemand,
  { requests, share, luck }: { requests: number; share: number; luck: number },
): Datum {
  const waiting = demand.responseSeconds / (1 - Math.min(share, FULL));
  const values = [0.6, 1, 1.9, 3.4, 6 + 3 * luck].map((factor) => waiting * factor);
  const counts = [0.25, 0.5, 0.17, 0.06, 0.02].map((part) => Math.max(1, Math.round(requests * part)));
  return distribution(time, values, counts);
}
