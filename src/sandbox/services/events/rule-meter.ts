import type { Dimension } from '@aws-sdk/client-cloudwatch';
import { meterOf } from '../../world/meter.ts';
import type { Region } from '../../world/region.ts';
import { samples } from '../cloudwatch/datum.ts';
import type { EventRule } from './state.ts';

/** What CloudWatch is told of a rule; a metric of which nothing happened has no data. */
export type RuleMetric =
  | 'TriggeredRules'
  | 'Invocations'
  | 'FailedInvocations'
  | 'InvocationsSentToDlq'
  | 'InvocationsFailedToBeSentToDlq';

/** Counts one more in the minute of that instant. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
export function count(region: Region, rule: EventRule, metric: RuleMetric, now: Date): void {
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  meterOf(rule, region, 'AWS/Events', () => dimensionsOf(rule)).write(metric, 'Count', samples(minute, 1));
}

/** Rules of the default bus go by their name alone. */
function dimensionsOf({ name, bus }: EventRule): Dimension[] {
  const rule = { Name: 'RuleName', Value: name };
  return bus.name === 'default' ? [rule] : [{ Name: 'EventBusName', Value: bus.name }, rule];
}
