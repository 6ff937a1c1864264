import type { Region } from '../../world/region.ts';
import type { Alarm } from './state.ts';

/** The alarms that call a scaling policy: its own, or those of others that hold its ARN among their actions. */
export function alarmsCalling(region: Region, policyArn: string): { AlarmName: string; AlarmARN: string }[] {
  return [...region.cloudwatch.alarms.values()]
    .filter(({ AlarmActions, OKActions, InsufficientDataActions }) =>
      [AlarmActions, OKActions, InsufficientDataActions].some((actions) => actions?.includes(policyArn)),
    )
    .map(({ AlarmName, AlarmArn }) => ({ AlarmName, AlarmARN: AlarmArn }));
}

/** Takes a policy that is gone off the actions of all alarms; they themselves stay. */
export function forgetAction(region: Region, policyArn: string): void {
  for (const alarm of region.cloudwatch.alarms.values()) {
    for (const actions of ['AlarmActions', 'OKActions', 'InsufficientDataActions'] as const) {
      alarm[actions] = alarm[actions]?.filter((arn) => arn !== policyArn);
    }
  }
}

/** Whether the alarm calls its policies now. In ALARM it does each time that it is looked at, not only at first. */
export function isCalling({ StateValue, isNews }: Alarm): boolean {
  return isNews && StateValue === 'ALARM';
}
