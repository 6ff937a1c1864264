import type {
  Action,
  CreateListenerCommandInput,
  CreateListenerCommandOutput,
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { paged } from './pages.ts';

/** A listener is what ties a target group to a load balancer. */
export function CreateListener(
  input: CreateListenerCommandInput,
  { region }: Call,
): Answer<CreateListenerCommandOutput> {
  const { LoadBalancerArn = '', Tags, ...settings } = input;
  if (!region.elbv2.loadBalancers.has(LoadBalancerArn)) throw balancerNotFound();
  const known = [...region.elbv2.listeners.values()].filter(
    (other) => other.LoadBalancerArn === LoadBalancerArn,
  );
  if (known.some(({ Port }) => Port === input.Port)) {
    throw new AwsError(
      'DuplicateListenerException',
      `A listener already exists on port ${input.Port} of the load balancer`,
    );
  }
  for (const arn of targetGroupsIn(input.DefaultActions ?? [])) attach(region, arn, LoadBalancerArn);
  const path = LoadBalancerArn.replace(':loadbalancer/', ':listener/');
  const listener: Listener = { ...settings, LoadBalancerArn, ListenerArn: `${path}/${region.ids.hex(16)}` };
  region.elbv2.listeners.set(listener.ListenerArn ?? '', listener);
  if (Tags) region.elbv2.tags.set(listener.ListenerArn ?? '', Tags);
  return { Listeners: [listener] };
}

export function DescribeListeners(
  input: DescribeListenersCommandInput,
  { region }: Call,
): Answer<DescribeListenersCommandOutput> {
  const { LoadBalancerArn: balancer, ListenerArns: arns } = input;
  if (balancer && !region.elbv2.loadBalancers.has(balancer)) throw balancerNotFound();
  if (arns?.some((arn) => !region.elbv2.listeners.has(arn))) {
    throw new AwsError('ListenerNotFoundException', 'One or more listeners not found');
  }
  if (!balancer && !arns?.length)
    throw new AwsError('ValidationError', 'Either a load balancer or listeners must be specified');
  const wanted = [...region.elbv2.listeners.values()].filter(({ ListenerArn = '', LoadBalancerArn }) =>
    arns?.length ? arns.includes(ListenerArn) : LoadBalancerArn === balancer,
  );
  const { items, nextToken } = paged(wanted, input);
  return { Listeners: items, NextMarker: nextToken };
}

export function DescribeTags(
  { ResourceArns: arns = [] }: DescribeTagsCommandInput,
  { region }: Call,
): Answer<DescribeTagsCommandOutput> {
  const { loadBalancers, targetGroups, listeners, tags } = region.elbv2;
  for (const arn of arns) {
    if (loadBalancers.has(arn) || targetGroups.has(arn) || listeners.has(arn)) continue;
    if (arn.includes(':targetgroup/')) {
      throw new AwsError('TargetGroupNotFoundException', `Target groups '${arn}' not found`);
    }
    throw balancerNotFound();
  }
  return { TagDescriptions: arns.map((ResourceArn) => ({ ResourceArn, Tags: tags.get(ResourceArn) ?? [] })) };
}

function targetGroupsIn(actions: readonly Action[]): string[] {
  const named = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ]);
  return [...new Set(named.filter((arn) => arn !== undefined))];
}

/** A target group belongs to one load balancer at most. */
function attach(region: Region, targetGroup: string, balancer: string): void {
  const group = region.elbv2.targetGroups.get(targetGroup);
  if (!group) throw new AwsError('TargetGroupNotFoundException', `Target group '${targetGroup}' not found`);
  if (group.LoadBalancerArns?.some((arn) => arn !== balancer)) {
    throw new AwsError(
      'TargetGroupAssociationLimitException',
      `Target group '${targetGroup}' is associated with another load balancer`,
    );
  }
  group.LoadBalancerArns = [balancer];
}

function balancerNotFound(): AwsError {
  return new AwsError('LoadBalancerNotFoundException', 'One or more load balancers not found');
}
