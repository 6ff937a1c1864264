import type {
  CreateTargetGroupCommandInput,
  CreateTargetGroupCommandOutput,
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
  TargetGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { servicesOf } from '../ecs/lookup.ts';
import type { Task } from '../ecs/state.ts';
import { paged } from './pages.ts';

export function CreateTargetGroup(
  input: CreateTargetGroupCommandInput,
  { region }: Call,
): Answer<CreateTargetGroupCommandOutput> {
  const { Name: name = '', Tags, ...settings } = input;
  if (!/^[A-Za-z0-9-]{1,32}$/.test(name))
    throw new AwsError('ValidationError', `Target group name '${name}' is invalid`);
  if ([...region.elbv2.targetGroups.values()].some(({ TargetGroupName }) => TargetGroupName === name)) {
    throw new AwsError(
      'DuplicateTargetGroupNameException',
      `A target group with the same name '${name}' exists, but with different settings`,
    );
  }
  const TargetGroupArn = arn(region, 'elasticloadbalancing', `targetgroup/${name}/${region.ids.hex(16)}`);
  const group: TargetGroup = {
    ...settings,
    TargetGroupArn,
    TargetGroupName: name,
    TargetType: input.TargetType ?? 'instance',
    ProtocolVersion: input.ProtocolVersion ?? 'HTTP1',
    IpAddressType: input.IpAddressType ?? 'ipv4',
    HealthCheckProtocol: input.HealthCheckProtocol ?? 'HTTP',
    HealthCheckPort: input.HealthCheckPort ?? 'traffic-port',
    HealthCheckTimeoutSeconds: input.HealthCheckTimeoutSeconds ?? 5,
    HealthCheckEnabled: input.HealthCheckEnabled ?? true,
    HealthCheckPath: input.HealthCheckPath ?? '/',
    HealthCheckIntervalSeconds: input.HealthCheckIntervalSeconds ?? 30,
    HealthyThresholdCount: input.HealthyThresholdCount ?? 5,
    UnhealthyThresholdCount: input.UnhealthyThresholdCount ?? 2,
    Matcher: input.Matcher ?? { HttpCode: '200' },
    LoadBalancerArns: [],
  };
  region.elbv2.targetGroups.set(TargetGroupArn, group);
  if (Tags) region.elbv2.tags.set(TargetGroupArn, Tags);
  return { TargetGroups: [group] };
}

export function DescribeTargetGroups(
  input: DescribeTargetGroupsCommandInput,
  { region }: Call,
): Answer<DescribeTargetGroupsCommandOutput> {
  const all = [...region.elbv2.targetGroups.values()];
  const byArn = input.TargetGroupArns?.map((wanted) => region.elbv2.targetGroups.get(wanted));
  const byName = input.Names?.map((wanted) => all.find(({ TargetGroupName }) => TargetGroupName === wanted));
  const asked = byArn?.length ? byArn : byName?.length ? byName : all;
  const known = asked.filter((group) => group !== undefined);
  if (known.length < asked.length) throw groupNotFound();
  const { LoadBalancerArn: balancer } = input;
  if (balancer && !region.elbv2.loadBalancers.has(balancer)) {
    throw new AwsError('LoadBalancerNotFoundException', `Load balancer '${balancer}' not found`);
  }
  const wanted = known.filter(({ LoadBalancerArns }) => !balancer || LoadBalancerArns?.includes(balancer));
  const { items, nextToken } = paged(wanted, input);
  return { TargetGroups: items, NextMarker: nextToken };
}

/**
 * The tasks of the services that are registered in the target group: one that runs is healthy, one that
 * leaves drains.
 */
export function DescribeTargetHealth(
  input: DescribeTargetHealthCommandInput,
  { region }: Call,
): Answer<DescribeTargetHealthCommandOutput> {
  const arn = input.TargetGroupArn ?? '';
  if (!region.elbv2.targetGroups.has(arn)) throw groupNotFound();
  return { TargetHealthDescriptions: [...targetsOf(region, arn)] };
}

function* targetsOf(region: Region, targetGroup: string): Generator<TargetHealthDescription> {
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

function healthOf({ status }: Task): TargetHealthDescription['TargetHealth'] {
  if (status === 'RUNNING') return { State: 'healthy' };
  if (status !== 'DEACTIVATING') return undefined;
  const Description = 'Target deregistration is in progress';
  return { State: 'draining', Reason: 'Target.DeregistrationInProgress', Description };
}

/** A private address that stays the task's own. */
function address({ id }: Task): string {
  const [high, low] = [id.slice(0, 2), id.slice(2, 4)].map((digits) => Number.parseInt(digits, 16));
  return `10.0.${high}.${low}`;
}

function groupNotFound(): AwsError {
  return new AwsError('TargetGroupNotFoundException', 'One or more target groups not found');
}
