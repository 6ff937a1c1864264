import type {
  DeregisterTargetsCommandInput,
  DeregisterTargetsCommandOutput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
  RegisterTargetsCommandInput,
  RegisterTargetsCommandOutput,
  TargetDescription,
  TargetHealth,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { servicesOf } from '../ecs/lookup.ts';
import type { Task } from '../ecs/state.ts';
import { findTargetGroup } from './lookup.ts';

const UNUSED: TargetHealth = {
  State: 'unused',
  Reason: 'Target.NotInUse',
  Description: 'Target group is not configured to receive traffic from the load balancer',
};
const DRAINING: TargetHealth = {
  State: 'draining',
  Reason: 'Target.DeregistrationInProgress',
  Description: 'Target deregistration is in progress',
};

/** Registers targets by hand, each once by its id and port. */
export function RegisterTargets(
  { TargetGroupArn: arn = '', Targets = [] }: RegisterTargetsCommandInput,
  { region }: Call,
): Answer<RegisterTargetsCommandOutput> {
  const { Port } = findTargetGroup(region, arn);
  const added = Targets.map((target) => ({ ...target, Port: target.Port ?? Port }));
  const known = region.elbv2.targets.get(arn) ?? [];
  const kept = known.filter((target) => !added.some((other) => isSame(target, other)));
  region.elbv2.targets.set(arn, [...kept, ...added]);
  return {};
}

/** Takes targets away that were registered by hand; without a port at all of their ports. */
export function DeregisterTargets(
  { TargetGroupArn: arn = '', Targets = [] }: DeregisterTargetsCommandInput,
  { region }: Call,
): Answer<DeregisterTargetsCommandOutput> {
  findTargetGroup(region, arn);
  const known = region.elbv2.targets.get(arn) ?? [];
  region.elbv2.targets.set(
    arn,
    known.filter((target) => !Targets.some((other) => isMeant(target, other))),
  );
  return {};
}

/**
 * The tasks of the services that are registered in the target group (one that runs is healthy, one that leaves
 * drains), and the targets that were registered by hand. Without a load balancer, none is used.
 */
export function DescribeTargetHealth(
  input: DescribeTargetHealthCommandInput,
  { region }: Call,
): Answer<DescribeTargetHealthCommandOutput> {
  const { TargetGroupArn: arn = '', LoadBalancerArns = [] } = findTargetGroup(region, input.TargetGroupArn);
  const all = [...taskTargets(region, arn), ...ownTargets(region, arn)].map((found) =>
    LoadBalancerArns.length > 0 ? found : { ...found, TargetHealth: UNUSED },
  );
  if (!input.Targets?.length) return { TargetHealthDescriptions: all };
  return { TargetHealthDescriptions: input.Targets.map((wanted) => targetIn(all, wanted)) };
}

function targetIn(
  all: readonly TargetHealthDescription[],
  wanted: TargetDescription,
): TargetHealthDescription {
  const found = all.find(({ Target }) => Target && isMeant(Target, wanted));
  if (found) return found;
  const Description = 'Target is not registered to the target group';
  return { Target: wanted, TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered', Description } };
}

function* taskTargets(region: Region, targetGroup: string): Generator<TargetHealthDescription> {
  for (const service of servicesOf(region)) {
    const registered = service.settings.loadBalancers?.find(
      ({ targetGroupArn }) => targetGroupArn === targetGroup,
    );
    if (!registered) continue;
    for (const task of service.tasks) {
      const TargetHealth = healthOf(task);
      const Target = { Id: address(task), Port: registered.containerPort, AvailabilityZone: task.zone };
      if (TargetHealth) yield { Target, HealthCheckPort: String(registered.containerPort), TargetHealth };
    }
  }
}

function* ownTargets(region: Region, targetGroup: string): Generator<TargetHealthDescription> {
  for (const Target of region.elbv2.targets.get(targetGroup) ?? []) {
    yield { Target, HealthCheckPort: String(Target.Port), TargetHealth: { State: 'healthy' } };
  }
}

function healthOf({ status }: Task): TargetHealth | undefined {
  if (status === 'RUNNING') return { State: 'healthy' };
  return status === 'DEACTIVATING' ? DRAINING : undefined;
}

/** A private address that stays the task's own. */
function address({ id }: Task): string {
  const [high, low] = [id.slice(0, 2), id.slice(2, 4)].map((digits) => Number.parseInt(digits, 16));
  return `10.0.${high}.${low}`;
}

function isSame(one: TargetDescription, other: TargetDescription): boolean {
  return one.Id === other.Id && one.Port === other.Port;
}

function isMeant(target: TargetDescription, wanted: TargetDescription): boolean {
  return target.Id === wanted.Id && (wanted.Port === undefined || wanted.Port === target.Port);
}
