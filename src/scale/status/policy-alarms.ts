import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';

/** The alarms that start a policy. */
export function alarmsOf(policy: ScalingPolicy, alarms: readonly MetricAlarm[]): MetricAlarm[] {
  const names = new Set(alarmNames(policy));
  const { PolicyARN: arn = '' } = policy;
  return alarms.filter(
    ({ AlarmName = '', ...actions }) => names.has(AlarmName) || actionsOf(actions).includes(arn),
  );
}

/** The names of the alarms that Application Auto Scaling itself knows of. */
export function alarmNames({ Alarms = [] }: ScalingPolicy): string[] {
  return Alarms.flatMap(({ AlarmName }) => (AlarmName ? [AlarmName] : []));
}

function actionsOf(alarm: Omit<MetricAlarm, 'AlarmName'>): string[] {
  const { AlarmActions = [], OKActions = [], InsufficientDataActions = [] } = alarm;
  return [...AlarmActions, ...OKActions, ...InsufficientDataActions];
}
