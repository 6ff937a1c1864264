import { timetable } from '../application-auto-scaling/schedule-expression.ts';
import type { EventRule, RuleTimer } from './state.ts';

/**
 * Sets when the rule fires, once it has been made or changed: a rate counts from when the rule got it or was enabled.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function setTimer(rule: EventRule, now: Date): void {
  const { scheduleExpression: expression, state, timer } = rule;
  const since = now.getTime();
  if (expression === undefined || state === 'DISABLED') rule.timer = undefined;
  else if (timer?.expression !== expression) {
    rule.timer = { expression, since, next: firingAfter({ expression, since }, since) };
  }
}

/** When a rule fires next after that instant, in milliseconds; scheduled rules know no time zone but UTC. */
export function firingAfter(
  { expression, since }: Pick<RuleTimer, 'expression' | 'since'>,
  after: number,
): number | undefined {
  return timetable(expression, undefined, since).next(after);
}
