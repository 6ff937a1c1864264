import type {
  CreateRuleCommandInput,
  CreateRuleCommandOutput,
  DeleteRuleCommandInput,
  DeleteRuleCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  ModifyRuleCommandInput,
  ModifyRuleCommandOutput,
  Rule,
  SetRulePrioritiesCommandInput,
  SetRulePrioritiesCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { associate, checkActions } from './associations.ts';
import { findListener, findRule, rulesOf } from './lookup.ts';
import { paged } from './pages.ts';
import type { ListenerRule } from './state.ts';
import { buryTags } from './tags.ts';

const LAST_PRIORITY = 50_000;

export function CreateRule(input: CreateRuleCommandInput, { region }: Call): Answer<CreateRuleCommandOutput> {
  const listener = findListener(region, input.ListenerArn);
  const { ListenerArn: arn = '', LoadBalancerArn: balancer = '' } = listener;
  const { Priority: priority = 0, Conditions, Actions, Transforms, Tags } = input;
  checkPriority(region, arn, priority);
  checkActions(region, balancer, Actions);
  const RuleArn = `${arn.replace(':listener/', ':listener-rule/')}/${region.ids.hex(16)}`;
  const rule: Rule = {
    RuleArn,
    Priority: String(priority),
    Conditions,
    Actions,
    Transforms,
    IsDefault: false,
  };
  region.elbv2.rules.set(RuleArn, { listener: arn, rule });
  associate(region);
  if (Tags) region.elbv2.tags.set(RuleArn, Tags);
  return { Rules: [rule] };
}

/** The rules of a listener by priority, the default one last, or those that are named. */
export function DescribeRules(
  input: DescribeRulesCommandInput,
  { region }: Call,
): Answer<DescribeRulesCommandOutput> {
  const { ListenerArn: listener, RuleArns: arns = [] } = input;
  if (!listener && arns.length === 0) {
    throw new AwsError('ValidationError', 'Either a listener or rules must be specified');
  }
  const wanted = listener
    ? rulesOf(region, findListener(region, listener).ListenerArn ?? '')
    : arns.map((arn) => findRule(region, arn));
  const { items, nextToken } = paged(wanted, input);
  return { Rules: items.map(({ rule }) => rule), NextMarker: nextToken };
}

/** Replaces the conditions, the actions or both. The default rule is its listener's business. */
export function ModifyRule(input: ModifyRuleCommandInput, { region }: Call): Answer<ModifyRuleCommandOutput> {
  const found = findRule(region, input.RuleArn);
  refuseDefault(found, 'modified');
  checkActions(region, findListener(region, found.listener).LoadBalancerArn ?? '', input.Actions);
  if (input.Conditions?.length) found.rule.Conditions = input.Conditions;
  if (input.Actions?.length) found.rule.Actions = input.Actions;
  if (input.ResetTransforms) found.rule.Transforms = [];
  if (input.Transforms?.length) found.rule.Transforms = input.Transforms;
  associate(region);
  return { Rules: [found.rule] };
}

/** Gives rules new priorities, all at once: two may change places. */
export function SetRulePriorities(
  input: SetRulePrioritiesCommandInput,
  { region }: Call,
): Answer<SetRulePrioritiesCommandOutput> {
  const moves = (input.RulePriorities ?? []).map(({ RuleArn, Priority = 0 }) => {
    const found = findRule(region, RuleArn);
    refuseDefault(found, 'modified');
    return { found, priority: Priority };
  });
  const moving = new Set(moves.map(({ found }) => found));
  for (const { found, priority } of moves) checkPriority(region, found.listener, priority, moving);
  if (new Set(moves.map(({ found, priority }) => `${found.listener} ${priority}`)).size < moves.length) {
    throw priorityInUse();
  }
  for (const { found, priority } of moves) found.rule.Priority = String(priority);
  return { Rules: moves.map(({ found }) => found.rule) };
}

export function DeleteRule(
  input: DeleteRuleCommandInput,
  { region, now }: Call,
): Answer<DeleteRuleCommandOutput> {
  const found = findRule(region, input.RuleArn);
  refuseDefault(found, 'deleted');
  region.elbv2.rules.delete(found.rule.RuleArn ?? '');
  buryTags(region, found.rule.RuleArn ?? '', now);
  associate(region);
  return {};
}

function checkPriority(
  region: Region,
  listener: string,
  priority: number,
  moving: ReadonlySet<ListenerRule> = new Set(),
): void {
  if (!Number.isInteger(priority) || priority < 1 || priority > LAST_PRIORITY) {
    throw new AwsError('ValidationError', `The priority of a rule must be 1 to ${LAST_PRIORITY}`);
  }
  const others = rulesOf(region, listener).filter((other) => !moving.has(other));
  if (others.some(({ rule }) => rule.Priority === String(priority))) throw priorityInUse();
}

function priorityInUse(): AwsError {
  return new AwsError('PriorityInUseException', 'The specified rule priority is in use');
}

function refuseDefault({ rule }: ListenerRule, what: 'modified' | 'deleted'): void {
  if (!rule.IsDefault) return;
  throw new AwsError('OperationNotPermittedException', `Default rule '${rule.RuleArn}' cannot be ${what}`);
}
