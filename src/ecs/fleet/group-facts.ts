import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider, ContainerInstance } from '@aws-sdk/client-ecs';
import type { FailedLaunch, FoundGroup, ReservationPoint } from './found.ts';
import type { FleetGroup, Reservation } from './value.ts';

/** All that the outlook of a group behind a capacity provider follows from. */
export interface GroupFacts {
  readonly cluster: string;
  readonly at: Date;
  readonly group: FleetGroup;
  readonly failure: FailedLaunch | undefined;
  /** Percent. */
  readonly target: number;
  /** Seconds until a new instance counts. */
  readonly warmup: number;
  readonly reservation: Reservation | undefined;
  /** Whether the reservation was measured with the instances that there are now. */
  readonly isCurrent: boolean;
  /** When the youngest of its instances joined the cluster. */
  readonly youngest: Date | undefined;
  /** Whether ECS lifts the protection of instances that it wants to go. */
  readonly liftsProtection: boolean;
  /** Tasks wait that a further instance could hold. */
  readonly isWanted: boolean;
}

/** The group with its instances counted by where they are between launch and end. */
function fleetGroup({ group, failure }: FoundGroup, members: readonly ContainerInstance[]): FleetGroup {
  const joined = new Set(members.map(({ ec2InstanceId }) => ec2InstanceId));
  const draining = new Set(
    members.filter(({ status }) => status === 'DRAINING').map(({ ec2InstanceId }) => ec2InstanceId),
  );
  const { Instances: all = [], AutoScalingGroupName: name = '', SuspendedProcesses = [] } = group;
  const leaving = all.filter((one) => isEnding(one) || draining.has(one.InstanceId));
  const staying = all.filter((one) => !leaving.includes(one));
  const present = staying.filter(({ InstanceId }) => joined.has(InstanceId));
  return {
    name,
    ...boundsOf(group),
    present: present.length,
    arriving: staying.length - present.length,
    leaving: leaving.length,
    protected: staying.filter(({ ProtectedFromScaleIn }) => ProtectedFromScaleIn).length,
    suspended: SuspendedProcesses.flatMap(({ ProcessName }) => ProcessName ?? []),
    ...(failure && { failure }),
  };
}

/** Whether EC2 Auto Scaling has begun to take the instance away. */
export function isEnding({ LifecycleState: state }: Pick<Instance, 'LifecycleState'>): boolean {
  return state !== undefined && /^(Terminat|Detach|EnteringStandby|Standby)/.test(state);
}

function boundsOf({ MinSize = 0, MaxSize = 0, DesiredCapacity = 0 }: AutoScalingGroup) {
  return { min: MinSize, max: MaxSize, desired: DesiredCapacity };
}

/** The last value, and since when all of them have been below the target. */
function reservationOf(points: readonly ReservationPoint[], target: number): Reservation | undefined {
  const last = points.at(-1);
  if (!last) return undefined;
  const high = points.findLastIndex(({ percent }) => percent >= target);
  const belowSince = points[high + 1]?.at;
  return { percent: last.percent, at: last.at, ...(belowSince && { belowSince }) };
}

/** Milliseconds of a value: it stands for the minute that begins with its time. */
const minute = 60_000;

export function groupFacts(
  found: FoundGroup,
  provider: CapacityProvider,
  members: readonly ContainerInstance[],
  points: readonly ReservationPoint[],
  rest: Pick<GroupFacts, 'cluster' | 'at' | 'isWanted'>,
): GroupFacts {
  const { managedScaling, managedTerminationProtection } = provider.autoScalingGroupProvider ?? {};
  const { targetCapacity: target = 100, instanceWarmupPeriod: warmup = 300 } = managedScaling ?? {};
  const reservation = reservationOf(points, target);
  const times = members.flatMap(({ registeredAt }) => registeredAt ?? []).map((time) => time.getTime());
  const youngest = times.length > 0 ? new Date(Math.max(...times)) : undefined;
  const measured = reservation ? reservation.at.getTime() + minute : 0;
  return {
    ...rest,
    group: fleetGroup(found, members),
    failure: found.failure,
    target,
    warmup,
    reservation,
    isCurrent: reservation !== undefined && (youngest?.getTime() ?? 0) < measured,
    youngest,
    liftsProtection: managedTerminationProtection === 'ENABLED',
  };
}
