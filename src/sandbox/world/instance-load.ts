import type { GroupInstance } from '../services/auto-scaling/state.ts';
import { distribution } from '../services/cloudwatch/datum.ts';
import { seriesOf } from '../services/cloudwatch/series.ts';
import { wholeNeedOf } from '../services/ecs/instance-resources.ts';
import { capacityOfType } from '../services/ecs/instance-types.ts';
import { taskDefinitionOf } from '../services/ecs/lookup.ts';
import type { Cluster, Service, Task } from '../services/ecs/state.ts';
import { groupDimensions, serviceDimensions } from '../services/metric-names.ts';
import { meterOf } from './meter.ts';
import type { Region } from './region.ts';
import { ends, type Tick } from './tick.ts';

/** CPU, in percent, of a machine without tasks: its system and its agent. */
const IDLE_MACHINE = 2;
/** CPU, in percent of what it reserves, of a task of whose load nothing is known. */
const IDLE_TASK = 5;
const BUSIEST = 99;

/**
 * Writes down each minute how busy the machines of Auto Scaling groups are, one by one and a group together, as EC2
 * measures it with detailed monitoring: their CPU is what the tasks on them use of what these reserve.
 */
export function measureInstances(region: Region, tick: Tick): void {
  if (!ends(tick, 60)) return;
  const time = tick.at - 60_000;
  const groups = [...region.autoScaling.groups.values()];
  if (groups.every(({ instances }) => instances.length === 0)) return;
  const used = unitsUsed(region, time);
  for (const group of groups) {
    const machines = group.instances.filter(({ state }) => state === 'InService');
    if (machines.length === 0) continue;
    const values = machines.map((machine) => cpuOf(machine, used.get(machine.id) ?? 0));
    for (const [index, machine] of machines.entries()) {
      const dimensions = () => [{ Name: 'InstanceId', Value: machine.id }];
      write(meterOf(machine, region, 'AWS/EC2', dimensions), time, [values[index] ?? 0]);
    }
    write(
      meterOf(group, region, 'AWS/EC2', () => groupDimensions(group.name)),
      time,
      values,
    );
  }
}

function write(meter: ReturnType<typeof meterOf>, time: number, values: readonly number[]): void {
  meter.write('CPUUtilization', 'Percent', distribution(time, values, Array(values.length).fill(1)));
}

function cpuOf({ instanceType }: GroupInstance, units: number): number {
  return Math.min(BUSIEST, IDLE_MACHINE + (units / capacityOfType(instanceType).cpu) * 100);
}

/** The CPU units that were in use on each machine in the minute from `time` on, by the id of the machine. */
function unitsUsed(region: Region, time: number): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const cluster of region.ecs.clusters.values()) {
    if (cluster.containerInstances.size === 0) continue;
    const machines = machinesOf(cluster);
    const add = (task: Task, percent: number) => {
      const machine = task.status === 'RUNNING' && machines.get(task.containerInstanceArn);
      const definition = machine && taskDefinitionOf(region, task.taskDefinition);
      if (!machine || !definition) return;
      const units = (wholeNeedOf(definition).cpu * percent) / 100;
      used.set(machine, (used.get(machine) ?? 0) + units);
    };
    for (const service of cluster.services.values()) {
      const percent = measuredCpu(region, service, time);
      for (const task of service.tasks) add(task, percent);
    }
    for (const task of cluster.tasks) add(task, IDLE_TASK);
  }
  return used;
}

function machinesOf({ containerInstances }: Cluster): ReadonlyMap<string | undefined, string> {
  return new Map(
    [...containerInstances.values()].map((container) => [
      container.containerInstanceArn,
      container.ec2InstanceId ?? '',
    ]),
  );
}

/** What ECS has measured of the service in that minute, in percent of what its tasks reserve. */
function measuredCpu(region: Region, { cluster, name }: Service, time: number): number {
  const Dimensions = serviceDimensions({ cluster: cluster.name, service: name });
  const series = seriesOf(region, { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions });
  const data = series?.between(time, time + 60_000) ?? [];
  const count = data.reduce((sum, datum) => sum + datum.count, 0);
  return count === 0 ? IDLE_TASK : data.reduce((sum, datum) => sum + datum.sum, 0) / count;
}
