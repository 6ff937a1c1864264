import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Kept, Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { type FoundScaling, resourceId } from '../found.ts';
import { alarmPrefix } from '../step/alarm.ts';
import { actionsOf, alarmInput } from '../step/alarm-input.ts';
import { alarmResource } from '../step/alarm-step.ts';

/** What the names of alarms begin with that ecsctl makes. */
const ownPrefix = 'ecsctl/';

/**
 * The alarms that go with policies that are removed, and those that stay. An alarm goes only when ecsctl made it and
 * it acts on nothing else; of any other, AWS takes the policy out of its actions. Alarms of target tracking belong
 * to AWS, which removes them itself.
 *
 * @param orphans whether the service's own alarms go too that act on nothing any more.
 */
export function planAlarmRemoval(
  policies: readonly ScalingPolicy[],
  found: FoundScaling,
  orphans: boolean,
): { steps: Step[]; kept: Kept[] } {
  const arns = stepPolicyArns(policies);
  const touched = found.alarms.filter((alarm) => actionsOf(alarm).some((arn) => arns.includes(arn)));
  const leaving = found.alarms.filter(
    (alarm) => isOnlyFor(alarm, arns, touched) || (orphans && isOrphan(alarm, found)),
  );
  return {
    steps: leaving.map((alarm) => deleteAlarm(alarm, found)),
    kept: touched.filter((alarm) => !leaving.includes(alarm)).map((alarm) => keptAlarm(alarm, found)),
  };
}

function stepPolicyArns(policies: readonly ScalingPolicy[]): string[] {
  return policies
    .filter(({ PolicyType }) => PolicyType === 'StepScaling')
    .flatMap(({ PolicyARN }) => PolicyARN ?? []);
}

function isOnlyFor(alarm: MetricAlarm, arns: readonly string[], touched: readonly MetricAlarm[]): boolean {
  const own = alarm.AlarmName?.startsWith(ownPrefix) === true;
  return own && touched.includes(alarm) && actionsOf(alarm).every((arn) => arns.includes(arn));
}

/** An alarm of this service by its name whose policies are gone, as a removal that was cut short leaves it. */
function isOrphan(alarm: MetricAlarm, { name }: FoundScaling): boolean {
  const policies = `:resource/ecs/${resourceId(name)}:policyName/`;
  return (
    alarm.AlarmName?.startsWith(alarmPrefix(name)) === true &&
    actionsOf(alarm).every((arn) => arn.includes(policies))
  );
}

function deleteAlarm(alarm: MetricAlarm, { region }: FoundScaling): Step {
  const { AlarmName = '', AlarmArn } = alarm;
  return {
    id: `alarm:${AlarmName}`,
    action: 'delete',
    resource: alarmResource(AlarmName, AlarmArn, region),
    reason: 'the policy that it starts goes',
    changes: [],
    after: [],
    call: scalingCall('cloudwatch', 'DeleteAlarms', { AlarmNames: [AlarmName] }),
    undo: scalingCall('cloudwatch', 'PutMetricAlarm', alarmInput(alarm)),
    goal: ['ResourceNotFound'],
  };
}

function keptAlarm({ AlarmName = '', AlarmArn }: MetricAlarm, { region }: FoundScaling): Kept {
  return {
    resource: alarmResource(AlarmName, AlarmArn, region),
    reason: AlarmName.startsWith(ownPrefix)
      ? 'it acts on other things too; AWS takes the policy out of its actions'
      : 'it is not ours; AWS takes the policy out of its actions',
  };
}
