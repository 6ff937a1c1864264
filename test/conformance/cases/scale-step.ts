import { mustMatch, type Pattern } from '../matches.ts';
import { changes, isRefused, type Room, readsBack, sorted } from '../room.ts';
import { queue } from '../seed.ts';
import { casesOf } from './case.ts';

const pager = 'arn:aws:sns:us-east-1:123456789012:pager';
const policyArn = /^arn:aws:autoscaling:us-east-1:\d{12}:scalingPolicy:[^:]+:resource\/ecs\/service\/lab\//;

/** Bounds that a service can be scaled in steps within. */
async function makeTarget({ aws, resourceId }: Room): Promise<void> {
  await aws(
    ...['application-autoscaling', 'register-scalable-target', '--service-namespace', 'ecs'],
    ...['--scalable-dimension', 'ecs:service:DesiredCount', '--resource-id', resourceId],
    ...['--min-capacity', '1', '--max-capacity', '12'],
  );
}

async function readsBackAlarms({ aws }: Room, prefix: string, alarms: readonly Pattern[]): Promise<void> {
  const found = await aws('cloudwatch', 'describe-alarms', '--alarm-name-prefix', prefix);
  mustMatch(sorted(found, 'MetricAlarms', 'AlarmName'), alarms, 'alarms');
}

function steps(name: string, adjustments: readonly Pattern[]): Pattern {
  const configuration = { AdjustmentType: 'ChangeInCapacity', StepAdjustments: adjustments, Cooldown: 300 };
  return { PolicyName: name, PolicyType: 'StepScaling', StepScalingPolicyConfiguration: configuration };
}

/** An alarm of the user's own, with all that a careless rewrite would lose. */
async function makeAlarm({ aws }: Room, name: string): Promise<void> {
  await aws(
    ...['cloudwatch', 'put-metric-alarm', '--alarm-name', name, '--alarm-description', 'Slow for customers'],
    ...[
      '--namespace',
      'AWS/ApplicationELB',
      '--metric-name',
      'TargetResponseTime',
      '--extended-statistic',
      'p99',
    ],
    ...[
      '--dimensions',
      'Name=LoadBalancer,Value=app/lab-alb/1',
      '--period',
      '60',
      '--evaluation-periods',
      '5',
    ],
    ...['--datapoints-to-alarm', '3', '--threshold', '1.5', '--comparison-operator', 'GreaterThanThreshold'],
    ...['--treat-missing-data', 'notBreaching', '--evaluate-low-sample-count-percentile', 'ignore'],
    ...['--alarm-actions', pager, '--ok-actions', pager],
  );
}

const ownAlarm = {
  AlarmDescription: 'Slow for customers',
  ExtendedStatistic: 'p99',
  Period: 60,
  EvaluationPeriods: 5,
  DatapointsToAlarm: 3,
  Threshold: 1.5,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  EvaluateLowSampleCountPercentile: 'ignore',
  OKActions: [pager],
};

const bothWays = ['--metric', 'cpu', '--out', '70:+1,85:+3', '--in', '30:-1'];

export const stepCases = casesOf('scale step', {
  async 'makes policies and alarms that go both ways'(room) {
    await makeTarget(room);
    const writes = ['PutScalingPolicy', 'PutScalingPolicy', 'PutMetricAlarm', 'PutMetricAlarm'];
    await changes(room, ['scale', 'step', room.service, ...bothWays], writes);
    const out = [
      { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 15, ScalingAdjustment: 1 },
      { MetricIntervalLowerBound: 15, MetricIntervalUpperBound: undefined, ScalingAdjustment: 3 },
    ];
    const back = [
      { MetricIntervalLowerBound: undefined, MetricIntervalUpperBound: 0, ScalingAdjustment: -1 },
    ];
    const policies = [steps('ecsctl-step-cpu-in', back), steps('ecsctl-step-cpu-out', out)];
    await readsBack(room, { target: { MinCapacity: 1, MaxCapacity: 12 }, policies });
    await readsBackAlarms(room, `ecsctl/${room.service}/`, [
      { Threshold: 30, ComparisonOperator: 'LessThanOrEqualToThreshold', AlarmActions: [policyArn] },
      { Threshold: 70, ComparisonOperator: 'GreaterThanOrEqualToThreshold', AlarmActions: [policyArn] },
    ]);
  },

  async 'changes the policy and the alarm that it made before'(room) {
    await makeTarget(room);
    await room.ecsctl(['scale', 'step', room.service, ...bothWays, '--yes']);
    const argv = [
      'scale',
      'step',
      room.service,
      '--metric',
      'cpu',
      '--out',
      '75:+2',
      '--in',
      '30:-1',
      '--for',
      '5',
    ];
    await changes(room, argv, ['PutScalingPolicy', 'PutMetricAlarm', 'PutMetricAlarm']);
    const changed = { EvaluationPeriods: 5 };
    await readsBackAlarms(room, `ecsctl/${room.service}/`, [
      { Threshold: 30, ...changed },
      { Threshold: 75, ...changed },
    ]);
  },

  async 'follows a queue'(room) {
    await makeTarget(room);
    const argv = ['scale', 'step', room.service, '--metric', `queue:${queue}`, '--out', '100:+10%,500:+50%'];
    await changes(room, argv, ['PutScalingPolicy', 'PutMetricAlarm']);
    const metric = { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible' };
    await readsBackAlarms(room, `ecsctl/${room.service}/`, [
      { ...metric, Dimensions: [{ Name: 'QueueName', Value: queue }], AlarmActions: [policyArn] },
    ]);
  },

  async 'follows a metric of your own'(room) {
    await makeTarget(room);
    const metric = [
      '--metric',
      'Shop/Depth',
      '--dimension',
      'Shop=Seoul',
      '--statistic',
      'p90',
      '--period',
      '5m',
    ];
    const argv = ['scale', 'step', room.service, ...metric, '--out', '10:=8', '--cooldown', '2m'];
    await changes(room, argv, ['PutScalingPolicy', 'PutMetricAlarm']);
    const configuration = { AdjustmentType: 'ExactCapacity', Cooldown: 120 };
    await readsBack(room, {
      target: {},
      policies: [{ PolicyType: 'StepScaling', StepScalingPolicyConfiguration: configuration }],
    });
    await readsBackAlarms(room, `ecsctl/${room.service}/`, [
      { Namespace: 'Shop', MetricName: 'Depth', ExtendedStatistic: 'p90', Period: 300 },
    ]);
  },

  async 'ties an alarm and keeps all that it was'(room) {
    const name = `tied-${room.service.replace('/', '-')}`;
    await Promise.all([makeTarget(room), makeAlarm(room, name)]);
    const argv = ['scale', 'step', room.service, '--alarm', name, '--adjust', '+2'];
    await changes(room, argv, ['PutScalingPolicy', 'PutMetricAlarm']);
    await readsBackAlarms(room, name, [{ ...ownAlarm, AlarmActions: [pager, policyArn] }]);
  },

  async 'names the alarms there are, for one that does not exist'(room) {
    const name = `near-${room.service.replace('/', '-')}`;
    await Promise.all([makeTarget(room), makeAlarm(room, name)]);
    const argv = ['scale', 'step', room.service, '--alarm', `${name}r`, '--adjust', '+2', '--yes'];
    await isRefused(room, argv, 1, /no alarm .*did you mean/s);
  },

  'refuses a contradiction before it asks AWS': (room) =>
    isRefused(
      room,
      ['scale', 'step', room.service, '--metric', 'cpu', '--out', '70:+1', '--in', '80:-1', '--yes'],
      2,
      /80/,
    ),
});
