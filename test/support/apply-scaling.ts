import type {
  DeleteScalingPolicyCommandInput,
  DeleteScheduledActionCommandInput,
  PutScalingPolicyCommandInput,
  PutScheduledActionCommandInput,
  RegisterScalableTargetCommandInput,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import type {
  DeleteAlarmsCommandInput,
  MetricAlarm,
  PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import type { UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import { fillIn } from '../../src/plan/placeholders.ts';
import type { ApiCall, Plan, Step } from '../../src/plan/plan.ts';
import { type FoundScaling, resourceId, scalableDimension } from '../../src/scale/found.ts';
import { checkBounds } from '../../src/scale/step/bounds.ts';
import { alarmArn, created } from './found-scaling.ts';

type Output = Readonly<Record<string, unknown>>;
type Answer = readonly [FoundScaling, Output];
type Input = ApiCall['input'];
type Handler = (found: FoundScaling, input: Input) => Answer;

/** An error as AWS answers it: its name is the error's code. */
export class AwsRefusal extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/**
 * What a plan leaves when AWS carries it out: the state that a second read would find. Rules that AWS holds calls to
 * are held here too. Of the steps that may go next the last is taken, so that an order which only happens to be
 * right, without being asked for, shows.
 */
export function applyScaling(plan: Plan, found: FoundScaling): FoundScaling {
  const outputs = new Map<string, Output>();
  let state = found;
  let left = [...plan.steps];
  while (left.length > 0) {
    const step = left.findLast(({ after }) => after.every((id) => outputs.has(id)));
    if (!step) throw new Error(`no step can go next: ${left.map(({ id }) => id).join(', ')}`);
    if (outputs.has(step.id)) throw new Error(`two steps are called ${step.id}`);
    const [next, output] = takeStep(step, state, outputs);
    state = next;
    outputs.set(step.id, output);
    left = left.filter((one) => one !== step);
  }
  return state;
}

/** What is left when the calls that undo a plan are made, the last step's first. */
export function undoScaling(plan: Plan, found: FoundScaling): FoundScaling {
  return plan.steps
    .toReversed()
    .flatMap(({ undo = [] }) => undo)
    .reduce((state, undo) => applyCall(undo, state)[0], found);
}

function takeStep(step: Step, state: FoundScaling, outputs: ReadonlyMap<string, Output>): Answer {
  try {
    return applyCall(fillIn(step.call, outputs), state);
  } catch (error) {
    if (error instanceof AwsRefusal && step.goal?.includes(error.name)) return [state, {}];
    throw error;
  }
}

/** What one call leaves, and its answer. */
export function applyCall(call: ApiCall, found: FoundScaling): Answer {
  if (/\$\{output:/.test(JSON.stringify(call.input)))
    throw new AwsRefusal('ValidationException', 'a placeholder was sent');
  const handler = handlers[call.operation];
  if (!handler) throw new Error(`${call.operation} is not known here`);
  return handler(found, call.input);
}

const handlers: Readonly<Record<string, Handler>> = {
  RegisterScalableTarget: registerTarget,
  DeregisterScalableTarget: deregisterTarget,
  PutScalingPolicy: putPolicy,
  DeleteScalingPolicy: deletePolicy,
  PutScheduledAction: putAction,
  DeleteScheduledAction: deleteAction,
  PutMetricAlarm: putAlarm,
  DeleteAlarms: deleteAlarms,
  UpdateService: updateService,
  UpdateClusterSettings: updateClusterSettings,
  DescribeServices: (found) => [found, { services: [found.service] }],
};

function registerTarget(found: FoundScaling, input: Input): Answer {
  const { MinCapacity, MaxCapacity, SuspendedState } = named<RegisterScalableTargetCommandInput>(
    found,
    input,
  );
  const min = MinCapacity ?? found.target?.MinCapacity;
  const max = MaxCapacity ?? found.target?.MaxCapacity;
  if (min === undefined || max === undefined)
    throw refusal('both bounds are required for a new scalable target');
  if (min > max) throw refusal(`minimum ${min} is above maximum ${max}`);
  const off = {
    DynamicScalingInSuspended: false,
    DynamicScalingOutSuspended: false,
    ScheduledScalingSuspended: false,
  };
  const ScalableTargetARN =
    'arn:aws:application-autoscaling:eu-central-1:123456789012:scalable-target/0ec5a1b2';
  const target = {
    ...scalableDimension(found.name),
    RoleARN: 'arn:aws:iam::123456789012:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AAS',
    CreationTime: created,
    ScalableTargetARN,
    ...found.target,
    MinCapacity: min,
    MaxCapacity: max,
    SuspendedState: SuspendedState ? { ...off, ...SuspendedState } : (found.target?.SuspendedState ?? off),
  };
  const desiredCount = Math.min(max, Math.max(min, found.service.desiredCount ?? 0));
  return [{ ...found, target, service: { ...found.service, desiredCount } }, { ScalableTargetARN }];
}

function deregisterTarget(found: FoundScaling, input: Input): Answer {
  named(found, input);
  requireTarget(found);
  const bare = found.policies.reduce((state, policy) => withoutPolicy(state, policy), found);
  const { target: _gone, ...rest } = bare;
  return [{ ...rest, schedules: [] }, {}];
}

function putPolicy(found: FoundScaling, input: Input): Answer {
  const wanted = named<PutScalingPolicyCommandInput>(found, input);
  requireTarget(found);
  const name = wanted.PolicyName ?? '';
  const existing = found.policies.find(({ PolicyName }) => PolicyName === name);
  if (!/^\p{L}?[^\p{C}]{1,256}$/u.test(name)) throw refusal(`'${name}' is no policy name`);
  if (existing && existing.PolicyType !== wanted.PolicyType) throw refusal('a policy keeps its type');
  if (!existing && found.policies.length >= 50) throw new AwsRefusal('LimitExceededException', '50 policies');
  checkConfiguration(wanted);
  const policy: ScalingPolicy = {
    ...scalableDimension(found.name),
    PolicyName: name,
    PolicyARN: existing?.PolicyARN ?? arnOfPolicy(found, name),
    CreationTime: created,
    PolicyType: wanted.PolicyType,
    StepScalingPolicyConfiguration: wanted.StepScalingPolicyConfiguration,
    TargetTrackingScalingPolicyConfiguration: wanted.TargetTrackingScalingPolicyConfiguration,
    PredictiveScalingPolicyConfiguration: wanted.PredictiveScalingPolicyConfiguration,
  };
  const policies = put(found.policies, policy, (one) => one.PolicyName === name);
  const alarms = policy.PolicyType === 'TargetTrackingScaling' ? trackingAlarms(found, policy) : [];
  const others = found.alarms.filter((one) => !alarms.some(({ AlarmName }) => AlarmName === one.AlarmName));
  return [
    { ...found, policies, alarms: [...others, ...alarms] },
    { PolicyARN: policy.PolicyARN, Alarms: alarms },
  ];
}

function checkConfiguration(policy: PutScalingPolicyCommandInput): void {
  const configurations = [
    ['StepScaling', policy.StepScalingPolicyConfiguration],
    ['TargetTrackingScaling', policy.TargetTrackingScalingPolicyConfiguration],
    ['PredictiveScaling', policy.PredictiveScalingPolicyConfiguration],
  ] as const;
  for (const [type, configuration] of configurations)
    if ((type === policy.PolicyType) !== (configuration !== undefined))
      throw refusal(`${policy.PolicyType} does not go with a configuration for ${type}`);
  const step = policy.StepScalingPolicyConfiguration;
  if (step) checkBounds(step.StepAdjustments ?? []);
  if (step?.MinAdjustmentMagnitude !== undefined && step.AdjustmentType !== 'PercentChangeInCapacity')
    throw refusal('a minimum adjustment goes with percentages only');
}

function arnOfPolicy({ name, region }: FoundScaling, policy: string): string {
  return `arn:aws:autoscaling:${region}:123456789012:scalingPolicy:6d8972f3:resource/ecs/${resourceId(name)}:policyName/${policy}`;
}

/** Target tracking makes its alarms itself, and calls them so. */
function trackingAlarms({ name }: FoundScaling, { PolicyName, PolicyARN }: ScalingPolicy): MetricAlarm[] {
  return (['High', 'Low'] as const).map((side) => {
    const AlarmName = `TargetTracking-${resourceId(name)}-Alarm${side}-${PolicyName}`;
    return {
      AlarmName,
      AlarmArn: alarmArn(AlarmName),
      AlarmActions: [PolicyARN ?? ''],
      ComparisonOperator: side === 'High' ? 'GreaterThanThreshold' : 'LessThanThreshold',
    };
  });
}

function deletePolicy(found: FoundScaling, input: Input): Answer {
  const { PolicyName: name } = named<DeleteScalingPolicyCommandInput>(found, input);
  const policy = found.policies.find(({ PolicyName }) => PolicyName === name);
  if (!policy) throw new AwsRefusal('ObjectNotFoundException', `no policy ${name}`);
  return [withoutPolicy(found, policy), {}];
}

/** AWS takes the policy out of its alarms' actions, and removes only the alarms that it made itself. */
function withoutPolicy(found: FoundScaling, policy: ScalingPolicy): FoundScaling {
  const without = (actions: string[] | undefined) => actions?.filter((arn) => arn !== policy.PolicyARN);
  const tracking = policy.PolicyType === 'TargetTrackingScaling';
  return {
    ...found,
    policies: found.policies.filter((one) => one !== policy),
    alarms: found.alarms
      .filter(
        ({ AlarmName, AlarmActions }) =>
          !(
            tracking &&
            AlarmName?.startsWith('TargetTracking-') &&
            AlarmActions?.includes(policy.PolicyARN ?? '')
          ),
      )
      .map((alarm) => ({
        ...alarm,
        AlarmActions: without(alarm.AlarmActions),
        OKActions: without(alarm.OKActions),
        InsufficientDataActions: without(alarm.InsufficientDataActions),
      })),
  };
}

/** A start, end or time zone that is not said again is gone. */
function putAction(found: FoundScaling, input: Input): Answer {
  const wanted = named<PutScheduledActionCommandInput>(found, input);
  requireTarget(found);
  const { ScheduledActionName: name = '', ScalableTargetAction: bounds } = wanted;
  const existing = found.schedules.find(({ ScheduledActionName }) => ScheduledActionName === name);
  if (!/^(?! )[^:/|\p{C}]{1,256}(?<! )$/u.test(name))
    throw refusal(`'${name}' is no name of a scheduled action`);
  if (!existing && found.schedules.length >= 200)
    throw new AwsRefusal('LimitExceededException', '200 actions');
  if (bounds?.MinCapacity === undefined && bounds?.MaxCapacity === undefined)
    throw refusal('a scheduled action sets a bound');
  if (!/^(cron|rate|at)\(.+\)$/.test(wanted.Schedule ?? '')) throw refusal('a schedule is required');
  const action = {
    ...scalableDimension(found.name),
    ScheduledActionName: name,
    ScheduledActionARN: `arn:aws:autoscaling:${found.region}:123456789012:scheduledAction:${name}`,
    CreationTime: created,
    Schedule: wanted.Schedule,
    Timezone: wanted.Timezone,
    StartTime: wanted.StartTime,
    EndTime: wanted.EndTime,
    ScalableTargetAction: bounds,
  };
  return [
    { ...found, schedules: put(found.schedules, action, (one) => one.ScheduledActionName === name) },
    {},
  ];
}

function deleteAction(found: FoundScaling, input: Input): Answer {
  const { ScheduledActionName: name } = named<DeleteScheduledActionCommandInput>(found, input);
  const schedules = found.schedules.filter(({ ScheduledActionName }) => ScheduledActionName !== name);
  if (schedules.length === found.schedules.length)
    throw new AwsRefusal('ObjectNotFoundException', `no scheduled action ${name}`);
  return [{ ...found, schedules }, {}];
}

/** The whole alarm is replaced; only its state goes on. */
function putAlarm(found: FoundScaling, input: Input): Answer {
  const wanted = read<PutMetricAlarmCommandInput>(input);
  const { AlarmName: name = '', Tags: _tags, ...members } = wanted;
  checkAlarm(wanted);
  const existing = found.alarms.find(({ AlarmName }) => AlarmName === name);
  const alarm: MetricAlarm = {
    AlarmName: name,
    AlarmArn: alarmArn(name),
    StateValue: existing?.StateValue ?? 'INSUFFICIENT_DATA',
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    Dimensions: [],
    ...members,
  };
  return [{ ...found, alarms: put(found.alarms, alarm, (one) => one.AlarmName === name) }, {}];
}

function checkAlarm(alarm: PutMetricAlarmCommandInput): void {
  const { AlarmName = '', AlarmActions = [], Metrics, MetricName, Dimensions } = alarm;
  if (AlarmName.length < 1 || AlarmName.length > 255) throw refusal(`'${AlarmName}' is no name of an alarm`);
  if (AlarmActions.length > 5 || new Set(AlarmActions).size < AlarmActions.length)
    throw refusal('an alarm has at most 5 different actions');
  if (Metrics && (MetricName || Dimensions)) throw refusal('a metric stands beside metric math');
  if (MetricName && (alarm.Statistic === undefined) === (alarm.ExtendedStatistic === undefined))
    throw refusal('a metric has one statistic');
  if ((alarm.DatapointsToAlarm ?? 1) > (alarm.EvaluationPeriods ?? 1))
    throw refusal('more datapoints are to breach than are looked at');
}

function deleteAlarms(found: FoundScaling, input: Input): Answer {
  const { AlarmNames = [] } = read<DeleteAlarmsCommandInput>(input);
  const missing = AlarmNames.find((name) => !found.alarms.some(({ AlarmName }) => AlarmName === name));
  if (missing) throw new AwsRefusal('ResourceNotFound', `no alarm ${missing}`);
  return [
    { ...found, alarms: found.alarms.filter(({ AlarmName = '' }) => !AlarmNames.includes(AlarmName)) },
    {},
  ];
}

function updateService(found: FoundScaling, input: Input): Answer {
  const {
    cluster: _cluster,
    service: _service,
    monitoring,
    ...members
  } = read<UpdateServiceCommandInput>(input);
  const service = { ...found.service, ...Object.fromEntries(Object.entries(members)) };
  return [
    { ...found, service, monitoring: monitoring?.metricConfigurations ?? found.monitoring },
    { service },
  ];
}

function updateClusterSettings(found: FoundScaling, input: Input): Answer {
  const settings = input.settings as readonly { name?: string; value?: string }[];
  const insights = settings.find(({ name }) => name === 'containerInsights')?.value;
  return [{ ...found, ...(insights && { containerInsights: insights }) }, {}];
}

function put<Item>(items: readonly Item[], item: Item, is: (one: Item) => boolean): Item[] {
  return items.some(is) ? items.map((one) => (is(one) ? item : one)) : [...items, item];
}

/** The input, when it names the service that was found. */
function named<Wanted>({ name }: FoundScaling, input: Input): Wanted {
  const { ServiceNamespace, ResourceId, ScalableDimension } = scalableDimension(name);
  if (
    input.ServiceNamespace !== ServiceNamespace ||
    input.ResourceId !== ResourceId ||
    input.ScalableDimension !== ScalableDimension
  )
    throw refusal(`the call names ${String(input.ResourceId)}`);
  return read(input);
}

/** The input as the operation's own type, which the planner's calls are checked by where they are built. */
function read<Wanted>(input: Input): Wanted {
  return input as Wanted;
}

function requireTarget({ target }: FoundScaling): void {
  if (!target) throw new AwsRefusal('ObjectNotFoundException', 'no scalable target is registered');
}

function refusal(message: string): AwsRefusal {
  return new AwsRefusal('ValidationException', message);
}
