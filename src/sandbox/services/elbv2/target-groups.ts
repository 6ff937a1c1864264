import type {
  CreateTargetGroupCommandInput,
  CreateTargetGroupCommandOutput,
  DeleteTargetGroupCommandInput,
  DeleteTargetGroupCommandOutput,
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  ModifyTargetGroupCommandInput,
  ModifyTargetGroupCommandOutput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { isForwardedTo } from './associations.ts';
import { findBalancer, findTargetGroup } from './lookup.ts';
import { paged } from './pages.ts';
import { buryTags } from './tags.ts';

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
  const byArn = input.TargetGroupArns?.map((wanted) => findTargetGroup(region, wanted));
  const byName = input.Names?.map((wanted) => {
    const named = all.find(({ TargetGroupName }) => TargetGroupName === wanted);
    return named ?? findTargetGroup(region, wanted);
  });
  const known = byArn?.length ? byArn : byName?.length ? byName : all;
  const { LoadBalancerArn: balancer } = input;
  if (balancer) findBalancer(region, balancer);
  const wanted = known.filter(({ LoadBalancerArns }) => !balancer || LoadBalancerArns?.includes(balancer));
  const { items, nextToken } = paged(wanted, input);
  return { TargetGroups: items, NextMarker: nextToken };
}

/** Changes the health check. */
export function ModifyTargetGroup(
  { TargetGroupArn: arn, ...changes }: ModifyTargetGroupCommandInput,
  { region }: Call,
): Answer<ModifyTargetGroupCommandOutput> {
  const group = findTargetGroup(region, arn);
  Object.assign(
    group,
    Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
  );
  return { TargetGroups: [group] };
}

/** Deletes a target group that no listener and no rule forwards to, with its targets. One that is gone is a success. */
export function DeleteTargetGroup(
  { TargetGroupArn: arn = '' }: DeleteTargetGroupCommandInput,
  { region, now }: Call,
): Answer<DeleteTargetGroupCommandOutput> {
  const { targetGroups, attributes, targets } = region.elbv2;
  if (!targetGroups.has(arn)) return {};
  if (isForwardedTo(region, arn)) {
    const message = `Target group '${arn}' is currently in use by a listener or a rule`;
    throw new AwsError('ResourceInUseException', message);
  }
  targetGroups.delete(arn);
  attributes.delete(arn);
  targets.delete(arn);
  buryTags(region, arn, now);
  return {};
}
