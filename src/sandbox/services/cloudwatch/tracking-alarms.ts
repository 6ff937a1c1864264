import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { Region } from '../../world/region.ts';
import { dropAlarm, saveAlarm } from './alarm-store.ts';
import type { TrackedMetric } from './tracked-metric.ts';

/** Below this share of the target a policy wants to scale in. */
const LOW_SHARE = 0.9;

/** Names of the two alarms that a target tracking policy made for itself; without scale-in there is no low one. */
export interface AlarmPair {
  readonly high: string;
  readonly low: string | undefined;
}

/** What the two alarms of a target tracking policy watch, and for whom. */
interface Watched {
  /** What is scaled, as it stands in the alarms' names: a resource id, or the name of a group. */
  readonly scaled: string;
  readonly policyArn: string;
  readonly metric: TrackedMetric;
  readonly target: number;
  readonly scalesIn: boolean;
}

/** Makes, or brings up to date, the two alarms by which a target tracking policy watches its metric. */
export function keepAlarmPair(
  region: Region,
  watched: Watched,
  before: AlarmPair | undefined,
  now: Date,
): AlarmPair {
  const { scaled, target, scalesIn } = watched;
  const name = (kind: string) => `TargetTracking-${scaled}-Alarm${kind}-${region.ids.uuid()}`;
  const high = before?.high ?? name('High');
  if (!scalesIn && before?.low) dropAlarm(region, before.low, now);
  const low = scalesIn ? (before?.low ?? name('Low')) : undefined;
  const watch = watcher(region, watched, now);
  watch({
    AlarmName: high,
    Threshold: target,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanThreshold',
  });
  if (low) {
    watch({
      AlarmName: low,
      Threshold: target * LOW_SHARE,
      EvaluationPeriods: 15,
      ComparisonOperator: 'LessThanThreshold',
    });
  }
  return { high, low };
}

/** Takes the alarms away with their policy. */
export function dropAlarmPair(region: Region, pair: AlarmPair | undefined, now: Date): void {
  for (const name of [pair?.high, pair?.low]) if (name) dropAlarm(region, name, now);
}

function watcher(region: Region, { policyArn, metric }: Watched, now: Date) {
  return (alarm: Omit<PutMetricAlarmInput, 'Metrics'>) =>
    saveAlarm(
      region,
      {
        ...alarm,
        ...metric,
        AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policyArn}.`,
        AlarmActions: [policyArn],
      },
      now,
    );
}
