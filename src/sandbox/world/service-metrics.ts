import { type Datum, samples } from '../services/cloudwatch/datum.ts';
import { hasContainerInsights } from '../services/ecs/clusters.ts';
import { pendingCount, runningCount, type Service } from '../services/ecs/state.ts';
import { serviceDimensions } from '../services/metric-names.ts';
import { type Meter, meterOf } from './meter.ts';
import { chance, noise, seedOf } from './noise.ts';
import type { Region } from './region.ts';

/** How busy a service's tasks are on average, in percent. */
export interface Utilization {
  readonly cpu: number;
  readonly memory: number;
}

/** What is measured of a service, and over which stretch: the `seconds` before `at`. */
export interface Gauge {
  readonly region: Region;
  readonly service: Service;
  readonly running: number;
  readonly at: number;
  readonly seconds: number;
}

/** The idlest and the busiest of the tasks are about this share off their mean. */
const SPREAD = 0.12;

/** Writes the service's utilization: one sample a task, some of them busier than others. */
export function measureUtilization(gauge: Gauge, { cpu, memory }: Utilization): void {
  const { region, service, running, at, seconds } = gauge;
  const meter = ofService(region, service, 'AWS/ECS');
  const time = at - seconds * 1000;
  const write = (name: string, percent: number) => {
    const seed = seedOf(name) ^ seedOf(service.name);
    const mean = Math.max(0.1, percent * (1 + 0.03 * noise(seed, time / 60_000)));
    meter.write(name, 'Percent', spread(time, mean, running, chance(seed, time / 1000)));
  };
  write('CPUUtilization', Math.min(cpu, 97));
  write('MemoryUtilization', memory);
}

/** Writes what Container Insights tells about the service, in clusters that have it turned on. */
export function measureInsights(region: Region, service: Service, at: number): void {
  if (!hasContainerInsights(service.cluster)) return;
  const meter = ofService(region, service, 'ECS/ContainerInsights');
  const time = at - 60_000;
  meter.write('RunningTaskCount', 'Count', samples(time, runningCount(service)));
  meter.write('PendingTaskCount', 'Count', samples(time, pendingCount(service)));
  meter.write('DesiredTaskCount', 'Count', samples(time, service.desiredCount));
}

function ofService(region: Region, service: Service, namespace: string): Meter {
  const names = { cluster: service.cluster.name, service: service.name };
  return meterOf(service, region, namespace, () => serviceDimensions(names));
}

/** Samples of `count` tasks around a mean, which stays exactly that. */
function spread(time: number, mean: number, count: number, luck: number): Datum {
  const apart = count === 1 ? 0 : Math.min(mean, 100 - mean, mean * SPREAD * (0.5 + luck));
  return { time, count, sum: mean * count, min: mean - apart, max: mean + apart };
}
