import type { Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { asJson } from '../../plan/as-json.ts';
import type { Json, Resource, Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { changesOf, type Fields, spoken } from '../changes.ts';
import type { FoundScaling } from '../found.ts';
import { type AlarmInput, alarmInput } from './alarm-input.ts';

/** The policy that an alarm is to act on: its ARN, or what stands for it until the policy is made. */
export interface PolicyReference {
  readonly name: string;
  readonly arn: string;
}

export interface AlarmWanted {
  readonly input: AlarmInput;
  readonly existing?: MetricAlarm;
  readonly policy: PolicyReference;
  readonly reason: string;
  readonly after: readonly string[];
}

/** An alarm as a plan speaks of it. */
export function alarmResource(name: string, arn: string | undefined, region: string): Resource {
  return { type: 'alarm', id: name, ...(arn && { arn }), region };
}

/** The step that makes the alarm what is wanted, or undefined when it is that already. */
export function planAlarm(wanted: AlarmWanted, { region }: FoundScaling): Step | undefined {
  const { input, existing, policy } = wanted;
  const before = existing && alarmInput(existing);
  const changes = changesOf(before ? fields(before, policy) : {}, fields(input, policy));
  if (existing && changes.length === 0) return undefined;
  return {
    id: `alarm:${input.AlarmName}`,
    action: existing ? 'update' : 'create',
    resource: alarmResource(input.AlarmName, existing?.AlarmArn, region),
    reason: wanted.reason,
    changes,
    after: wanted.after,
    call: scalingCall('cloudwatch', 'PutMetricAlarm', input),
    ...(before && { undo: scalingCall('cloudwatch', 'PutMetricAlarm', before) }),
  };
}

function fields({ AlarmName: _name, ...members }: AlarmInput, policy: PolicyReference): Fields {
  return Object.fromEntries(
    Object.entries(members).map(([member, value]) => [spoken(member), written(member, value, policy)]),
  );
}

/** CloudWatch answers an empty list where nothing was given: both are written as nothing. */
function written(member: string, value: unknown, policy: PolicyReference): Json | undefined {
  if (Array.isArray(value) && value.length === 0) return undefined;
  if (member === 'AlarmActions' && Array.isArray(value))
    return value.map((arn) => (arn === policy.arn ? `policy ${policy.name}` : String(arn))).join(', ');
  if (member === 'Dimensions' && isDimensions(value))
    return value
      .map(({ Name, Value }) => `${Name}=${Value}`)
      .sort()
      .join(', ');
  return asJson(value);
}

function isDimensions(value: unknown): value is Dimension[] {
  return (
    Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'Name' in one)
  );
}
