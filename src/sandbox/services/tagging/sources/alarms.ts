import type { Region } from '../../../world/region.ts';
import type { Alarm } from '../../cloudwatch/state.ts';
import { listOf, recordOf, type TagSource } from './source.ts';

export const alarmTags: TagSource = {
  *resources({ cloudwatch }) {
    for (const { AlarmArn: arn, tags } of cloudwatch.alarms.values()) {
      if (tags.length > 0) yield { arn, tags: recordOf(tags) };
    }
  },
  keeps: (region, arn) => alarmOf(region, arn) !== undefined,
  read: (region, arn) => recordOf(alarmOf(region, arn)?.tags ?? []),
  write(region, arn, wanted) {
    const alarm = alarmOf(region, arn);
    if (alarm) alarm.tags = listOf(wanted);
  },
};

function alarmOf({ cloudwatch }: Region, arn: string): Alarm | undefined {
  return cloudwatch.alarms.get(arn.split(':alarm:')[1] ?? '');
}
