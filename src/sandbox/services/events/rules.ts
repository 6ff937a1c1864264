import type {
  DeleteRuleCommandInput,
  DeleteRuleCommandOutput,
  DisableRuleCommandInput,
  DisableRuleCommandOutput,
  EnableRuleCommandInput,
  EnableRuleCommandOutput,
  PutRuleCommandInput,
  PutRuleCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { Answer, Call } from '../../service.ts';
import { timetable } from '../application-auto-scaling/schedule-expression.ts';
import { recordOf } from '../tagging/sources/source.ts';
import { invalid, tooMany } from './errors.ts';

import { findBus, findRule, refuseManaged, ruleArn } from './lookup.ts';
import { parsePattern } from './pattern/parse-pattern.ts';
import { setTimer } from './rule-timer.ts';
import type { EventBus, EventRule } from './state.ts';

const NAME = /^[.\-_A-Za-z0-9]{1,64}$/;
const MOST_RULES = 300;
const LONGEST_PATTERN = 2048;
const LONGEST_SCHEDULE = 256;

/** Makes the rule, or replaces all of it but its targets and tags: what is not named is unset. */
export function PutRule(input: PutRuleCommandInput, call: Call): Answer<PutRuleCommandOutput> {
  const { region } = call;
  const bus = findBus(region, input.EventBusName);
  check(input, bus, call.now);
  const rule = bus.rules.get(input.Name ?? '') ?? newRule(input, bus, call);
  refuseManaged(rule);
  // An empty one is as good as none.
  rule.eventPattern = input.EventPattern || undefined;
  rule.scheduleExpression = input.ScheduleExpression || undefined;
  rule.state = input.State ?? 'ENABLED';
  rule.description = input.Description;
  rule.roleArn = input.RoleArn;
  setTimer(rule, call.now);
  return { RuleArn: rule.arn };
}

/** A rule that is not there is deleted already; one with targets stays. */
export function DeleteRule(
  input: DeleteRuleCommandInput,
  { region, now }: Call,
): Answer<DeleteRuleCommandOutput> {
  const bus = findBus(region, input.EventBusName);
  const rule = bus.rules.get(input.Name ?? '');
  if (!rule) return {};
  refuseManaged(rule, input.Force);
  if (rule.targets.size > 0) throw invalid("Rule can't be deleted since it has targets.");
  bus.rules.delete(rule.name);
  region.tags.bury(rule.arn, now);
  return {};
}

export function EnableRule(input: EnableRuleCommandInput, call: Call): Answer<EnableRuleCommandOutput> {
  return turn(input, call, 'ENABLED');
}

export function DisableRule(input: DisableRuleCommandInput, call: Call): Answer<DisableRuleCommandOutput> {
  return turn(input, call, 'DISABLED');
}

function turn(
  { Name, EventBusName }: EnableRuleCommandInput,
  { region, now }: Call,
  state: EventRule['state'],
): Record<string, never> {
  const rule = findRule(region, Name, EventBusName);
  refuseManaged(rule);
  rule.state = state;
  setTimer(rule, now);
  return {};
}

function newRule({ Name = '', Tags }: PutRuleCommandInput, bus: EventBus, { region }: Call): EventRule {
  if (bus.rules.size >= MOST_RULES) throw tooMany();
  const rule: EventRule = {
    name: Name,
    arn: ruleArn(region, bus, Name),
    bus,
    managedBy: undefined,
    eventPattern: undefined,
    scheduleExpression: undefined,
    state: 'ENABLED',
    description: undefined,
    roleArn: undefined,
    targets: new Map(),
  };
  bus.rules.set(Name, rule);
  region.tags.set(rule.arn, recordOf(Tags ?? []));
  return rule;
}

function check(
  { Name = '', EventPattern, ScheduleExpression }: PutRuleCommandInput,
  bus: EventBus,
  now: Date,
): void {
  if (!NAME.test(Name)) {
    throw invalid(`Value '${Name}' at 'name' failed to satisfy constraint: ${NAME.source}`);
  }
  if (!EventPattern && !ScheduleExpression) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (EventPattern) {
    if (EventPattern.length > LONGEST_PATTERN) throw tooMany();
    parsePattern(EventPattern);
  }
  if (ScheduleExpression) checkSchedule(ScheduleExpression, bus, now);
}

function checkSchedule(expression: string, bus: EventBus, now: Date): void {
  if (bus.name !== 'default') {
    throw invalid('ScheduleExpression is supported only on the default event bus.');
  }
  const notOne = invalid('Parameter ScheduleExpression is not valid.');
  if (expression.length > LONGEST_SCHEDULE || !/^(rate|cron)\(/.test(expression)) throw notOne;
  try {
    timetable(expression, undefined, now.getTime());
  } catch {
    throw notOne;
  }
}
