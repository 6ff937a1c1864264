import type {
  CreateListenerCommandInput,
  CreateListenerCommandOutput,
  DeleteListenerCommandInput,
  DeleteListenerCommandOutput,
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  Listener,
  ModifyListenerCommandInput,
  ModifyListenerCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { associate, checkActions } from './associations.ts';
import { findBalancer, findListener, rulesOf } from './lookup.ts';
import { paged } from './pages.ts';
import { buryTags } from './tags.ts';

/** A listener, with the default rule that its actions are. It ties their target groups to the load balancer. */
export function CreateListener(
  input: CreateListenerCommandInput,
  { region }: Call,
): Answer<CreateListenerCommandOutput> {
  const { LoadBalancerArn = '', Tags, ...settings } = input;
  findBalancer(region, LoadBalancerArn);
  checkPort(region, LoadBalancerArn, input.Port);
  checkActions(region, LoadBalancerArn, input.DefaultActions);
  const path = LoadBalancerArn.replace(':loadbalancer/', ':listener/');
  const arn = `${path}/${region.ids.hex(16)}`;
  const listener: Listener = { ...settings, LoadBalancerArn, ListenerArn: arn };
  region.elbv2.listeners.set(arn, listener);
  const RuleArn = `${arn.replace(':listener/', ':listener-rule/')}/${region.ids.hex(16)}`;
  const rule = {
    RuleArn,
    Priority: 'default',
    Conditions: [],
    Actions: input.DefaultActions,
    IsDefault: true,
  };
  region.elbv2.rules.set(RuleArn, { listener: arn, rule });
  associate(region);
  if (Tags) region.elbv2.tags.set(arn, Tags);
  return { Listeners: [listener] };
}

export function DescribeListeners(
  input: DescribeListenersCommandInput,
  { region }: Call,
): Answer<DescribeListenersCommandOutput> {
  const { LoadBalancerArn: balancer, ListenerArns: arns } = input;
  if (balancer) findBalancer(region, balancer);
  for (const arn of arns ?? []) findListener(region, arn);
  if (!balancer && !arns?.length)
    throw new AwsError('ValidationError', 'Either a load balancer or listeners must be specified');
  const wanted = [...region.elbv2.listeners.values()].filter(({ ListenerArn = '', LoadBalancerArn }) =>
    arns?.length ? arns.includes(ListenerArn) : LoadBalancerArn === balancer,
  );
  const { items, nextToken } = paged(wanted, input);
  return { Listeners: items, NextMarker: nextToken };
}

/** Changes what is named of the listener; new default actions are its default rule's. */
export function ModifyListener(
  input: ModifyListenerCommandInput,
  { region }: Call,
): Answer<ModifyListenerCommandOutput> {
  const { ListenerArn: arn = '', ...settings } = input;
  const listener = findListener(region, arn);
  const { LoadBalancerArn: balancer = '' } = listener;
  if (input.Port !== undefined && input.Port !== listener.Port) checkPort(region, balancer, input.Port);
  checkActions(region, balancer, input.DefaultActions);
  Object.assign(listener, settings);
  const standing = rulesOf(region, arn).find(({ rule }) => rule.IsDefault);
  if (standing && input.DefaultActions) standing.rule.Actions = input.DefaultActions;
  associate(region);
  return { Listeners: [listener] };
}

/** Deletes a listener with its rules; target groups that nothing else forwards to belong to no balancer then. */
export function DeleteListener(
  input: DeleteListenerCommandInput,
  { region, now }: Call,
): Answer<DeleteListenerCommandOutput> {
  removeListener(region, findListener(region, input.ListenerArn).ListenerArn ?? '', now);
  associate(region);
  return {};
}

/** Takes the listener away with its rules. Which target groups belong to whom has to be worked out afterwards. */
export function removeListener(region: Region, arn: string, now: Date): void {
  for (const { rule } of rulesOf(region, arn)) {
    region.elbv2.rules.delete(rule.RuleArn ?? '');
    buryTags(region, rule.RuleArn ?? '', now);
  }
  region.elbv2.listeners.delete(arn);
  buryTags(region, arn, now);
}

function checkPort(region: Region, balancer: string, port: number | undefined): void {
  for (const { LoadBalancerArn, Port } of region.elbv2.listeners.values()) {
    if (LoadBalancerArn !== balancer || Port !== port) continue;
    throw new AwsError(
      'DuplicateListenerException',
      `A listener already exists on port ${port} of the load balancer`,
    );
  }
}
