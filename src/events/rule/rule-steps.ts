import type { PutRuleCommandInput, RuleState, Target } from '@aws-sdk/client-eventbridge';
import { Failure } from '../../failure.ts';
import type { Resource, Step } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import { type EventsKind, markKey, markList } from '../mark.ts';
import { patternRows } from '../pattern/words.ts';
import { changedFields, isSame, isSameJson } from '../same.ts';
import type { FoundRule } from './found-rule.ts';
import { mostTargets } from './most-targets.ts';
import { checkRule, isUntagged, targetId } from './ownership.ts';
import { targetFields } from './target-fields.ts';

/** The rule that is wanted. What is not named of one that is there stays. */
export interface WantedRule {
  readonly name: string;
  readonly kind: EventsKind;
  /** JSON. */
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  readonly description?: string;
  readonly state?: RuleState;
  /** Why the rule is there, as a clause. */
  readonly reason: string;
}

/**
 * The steps that make the rule what is wanted: PutRule with all that it has, since AWS unsets what is not named, and its
 * tag where that is gone. None where it is that already.
 * @throws what {@link checkRule} throws.
 */
export function ruleSteps(wanted: WantedRule, found: FoundRule | undefined): Step[] {
  const { name, kind } = wanted;
  if (found) checkRule(found, kind);
  const resource = ruleResource(name, found);
  const input = ruleInput(wanted, found);
  const before = found && ruleInput({ name }, found);
  const changes = changedFields(before ? ruleFields(before) : {}, ruleFields(input));
  const put: Step = {
    id: 'rule',
    action: found ? 'update' : 'create',
    resource,
    reason: wanted.reason,
    changes,
    after: [],
    // Tags are taken of a new rule alone: of one that is there PutRule passes them over.
    call: eventsCall('events', 'PutRule', { ...input, ...(!found && { Tags: markList(kind) }) }),
    ...(before && { undo: eventsCall('events', 'PutRule', before) }),
  };
  return [
    ...(isSame(before, input) ? [] : [put]),
    ...(found && isUntagged(found) ? [tagStep(found, kind, resource)] : []),
  ];
}

/**
 * The step that makes the rule's target of ecsctl's what is wanted; none where it is that already. Other targets are
 * left alone.
 * @param after ids of the steps of the same plan that make the rule and what the target refers to.
 * @throws Failure `refused` where the rule has no room for one more.
 */
export function targetStep(
  ruleName: string,
  target: Omit<Target, 'Id'>,
  found: FoundRule | undefined,
  after: readonly string[] = [],
): Step[] {
  const { targets = [] } = found ?? {};
  const existing = targets.find(({ Id }) => Id === targetId);
  const wanted: Target = { ...target, Id: targetId, Arn: target.Arn };
  if (existing && isSame(existing, wanted)) return [];
  if (!existing && targets.length >= mostTargets)
    throw new Failure(
      'refused',
      `rule ${ruleName} has ${targets.length} targets, and AWS allows ${mostTargets}`,
      {
        hint: 'take one of them off first, or choose another name',
      },
    );
  const put = (one: Target) => eventsCall('events', 'PutTargets', { Rule: ruleName, Targets: [one] });
  return [
    {
      id: 'target',
      action: existing ? 'update' : 'create',
      resource: { type: 'target', id: `${ruleName}/${targetId}`, ...(target.Arn && { arn: target.Arn }) },
      reason: 'the rule hands its events to it',
      changes: changedFields(existing ? targetFields(existing) : {}, targetFields(wanted)),
      after,
      call: put(wanted),
      ...(existing && { undo: put(existing) }),
      // A role, or a rule, made a moment ago is not known everywhere yet.
      ...(after.length > 0 && {
        settles: { errors: ['ResourceNotFoundException', 'ValidationException'], seconds: 20 },
      }),
    },
  ];
}

/** The rule as a plan speaks of it. */
export function ruleResource(name: string, found: FoundRule | undefined): Resource {
  return { type: 'rule', id: name, ...(found?.rule.Arn && { arn: found.rule.Arn }) };
}

function tagStep({ rule }: FoundRule, kind: EventsKind, resource: Resource): Step {
  return {
    id: 'rule-tag',
    action: 'update',
    verb: 'tag',
    resource,
    reason: 'ecsctl knows again by its tag what it has made',
    changes: [{ field: markKey, to: kind }],
    after: [],
    call: eventsCall('events', 'TagResource', { ResourceARN: rule.Arn, Tags: markList(kind) }),
  };
}

function ruleInput(
  wanted: Pick<WantedRule, 'name' | 'eventPattern' | 'scheduleExpression' | 'description' | 'state'>,
  found: FoundRule | undefined,
): PutRuleCommandInput {
  const before = found?.rule;
  const { name, scheduleExpression, description, state } = wanted;
  const isSamePattern = isSameJson(wanted.eventPattern, before?.EventPattern);
  const EventPattern = isSamePattern ? before?.EventPattern : (wanted.eventPattern ?? before?.EventPattern);
  const ScheduleExpression = scheduleExpression ?? before?.ScheduleExpression;
  const Description = description ?? before?.Description;
  return {
    Name: name,
    ...(EventPattern !== undefined && { EventPattern }),
    ...(ScheduleExpression !== undefined && { ScheduleExpression }),
    State: state ?? before?.State ?? 'ENABLED',
    ...(Description !== undefined && { Description }),
    ...(before?.RoleArn !== undefined && { RoleArn: before.RoleArn }),
  };
}

function ruleFields({
  EventPattern,
  ScheduleExpression,
  State,
  Description,
}: Omit<PutRuleCommandInput, 'Name'>) {
  return {
    ...patternRows(EventPattern),
    schedule: ScheduleExpression,
    state: State,
    description: Description,
  };
}
