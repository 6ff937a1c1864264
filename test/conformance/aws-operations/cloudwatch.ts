import { mismatches, someNumber, someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const name = 'cli-slow';
const named = ['--alarm-names', name];
const metric = ['--namespace', 'Shop', '--metric-name', 'Latency'];
const pager = 'arn:aws:sns:us-east-1:123456789012:pager';

export const cloudwatch: Story = {
  service: 'cloudwatch',
  async tell(exercise) {
    await tellMetrics(exercise);
    await tellAlarms(exercise);
    await tellStates(exercise);
    await tellTags(exercise);
    await tellDeletion(exercise);
    await tellRefusals(exercise);
  },
};

async function tellMetrics(aws: Exercise): Promise<void> {
  const at = new Date(Math.floor((await aws.now()).getTime() / 60_000) * 60_000 - 300_000);
  const data = [1, 2, 6].map((value) => ({
    MetricName: 'Latency',
    Dimensions: [{ Name: 'Shop', Value: 'Seoul' }],
    Timestamp: at.toISOString(),
    Value: value,
    Unit: 'Milliseconds',
  }));
  await aws.answers('PutMetricData', ['--namespace', 'Shop', '--metric-data', JSON.stringify(data)]);
  const dimensions = [{ Name: 'Shop', Value: 'Seoul' }];
  await aws.answers('ListMetrics', metric, {
    Metrics: [{ Namespace: 'Shop', MetricName: 'Latency', Dimensions: dimensions }],
  });
  await aws.answers('ListMetrics: none', ['--namespace', 'Nothing'], { Metrics: [] });
  const window = ['--start-time', minutes(at, -5), '--end-time', minutes(at, 5)];
  const ofShop = [...metric, '--dimensions', 'Name=Shop,Value=Seoul', ...window, '--period', '60'];
  await aws.answers(
    'GetMetricStatistics',
    [...ofShop, '--statistics', 'Average', 'Maximum', 'Minimum', 'Sum', 'SampleCount'],
    {
      Label: 'Latency',
      Datapoints: [{ Average: 3, Maximum: 6, Minimum: 1, Sum: 9, SampleCount: 3, Unit: 'Milliseconds' }],
    },
  );
  const stat = {
    Metric: { Namespace: 'Shop', MetricName: 'Latency', Dimensions: dimensions },
    Period: 60,
    Stat: 'Sum',
  };
  const queries = [
    { Id: 'sum', MetricStat: stat, ReturnData: true },
    { Id: 'twice', Expression: 'sum * 2', Label: 'twice as much', ReturnData: true },
  ];
  await aws.answers(
    'GetMetricData',
    [...window, '--metric-data-queries', JSON.stringify(queries.slice(0, 1))],
    {
      MetricDataResults: [{ Id: 'sum', Values: [9], StatusCode: 'Complete' }],
    },
  );
  await aws.answers(
    'GetMetricData: an expression',
    [...window, '--metric-data-queries', JSON.stringify(queries)],
    {
      MetricDataResults: [{ Id: 'sum' }, { Id: 'twice', Label: 'twice as much', Values: [18] }],
    },
  );
}

function minutes(from: Date, count: number): string {
  return new Date(from.getTime() + count * 60_000).toISOString();
}

const watching = [
  ...['--period', '60', '--evaluation-periods', '5', '--datapoints-to-alarm', '3', '--threshold', '1.5'],
  ...['--comparison-operator', 'GreaterThanThreshold', '--dimensions', 'Name=Shop,Value=Seoul'],
];

const alarm = {
  AlarmName: name,
  AlarmArn: new RegExp(`^arn:aws:cloudwatch:us-east-1:\\d{12}:alarm:${name}$`),
  AlarmDescription: 'Slow for customers',
  ActionsEnabled: true,
  OKActions: [pager],
  AlarmActions: [pager],
  InsufficientDataActions: [],
  MetricName: 'Latency',
  Namespace: 'Shop',
  ExtendedStatistic: 'p99',
  Dimensions: [{ Name: 'Shop', Value: 'Seoul' }],
  Period: 60,
  EvaluationPeriods: 5,
  DatapointsToAlarm: 3,
  Threshold: 1.5,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  StateValue: someText,
  StateReason: someText,
};

async function tellAlarms(aws: Exercise): Promise<void> {
  const put = ['--alarm-name', name, '--alarm-description', 'Slow for customers', ...metric, ...watching];
  const actions = ['--alarm-actions', pager, '--ok-actions', pager];
  await aws.answers('PutMetricAlarm', [
    ...[...put, ...actions, '--extended-statistic', 'p99', '--treat-missing-data', 'notBreaching'],
    ...['--tags', 'Key=env,Value=practice'],
  ]);
  await aws.answers('DescribeAlarms', named, { MetricAlarms: [alarm], CompositeAlarms: [] });
  await aws.answers('DescribeAlarms: by prefix', ['--alarm-name-prefix', 'cli-s'], { MetricAlarms: [alarm] });
  await aws.answers('DescribeAlarms: none', ['--alarm-names', 'nothing'], { MetricAlarms: [] });
  const ofMetric = [...metric, '--dimensions', 'Name=Shop,Value=Seoul', '--extended-statistic', 'p99'];
  await aws.answers('DescribeAlarmsForMetric', ofMetric, { MetricAlarms: [{ AlarmName: name }] });
}

async function tellStates(aws: Exercise): Promise<void> {
  const state = ['--state-value', 'ALARM', '--state-reason', 'to see'];
  await aws.answers('SetAlarmState', ['--alarm-name', name, ...state]);
  await aws.refuses(
    'SetAlarmState: no such alarm',
    ['--alarm-name', 'nothing', ...state],
    'ResourceNotFound',
  );
  const history = (value: unknown) =>
    Array.isArray(value) &&
    value.some((item) => mismatches(item, { HistoryItemType: 'StateUpdate' }).length === 0);
  await aws.answers('DescribeAlarmHistory', ['--alarm-name', name], { AlarmHistoryItems: history });
  await aws.answers('DisableAlarmActions', named);
  await aws.answers('DescribeAlarms: with actions off', named, { MetricAlarms: [{ ActionsEnabled: false }] });
  await aws.answers('EnableAlarmActions', named);
  await aws.answers('DescribeAlarms: with actions on', named, {
    MetricAlarms: [
      { ActionsEnabled: true, StateUpdatedTimestamp: (value) => someNumber(value) || someText(value) },
    ],
  });
}

async function tellTags(aws: Exercise): Promise<void> {
  const found = await aws.answers('DescribeAlarms: to tag', named, {});
  const arn = ['--resource-arn', at(found, 'MetricAlarms.0.AlarmArn')];
  await aws.answers('TagResource', [...arn, '--tags', 'Key=team,Value=shop']);
  await aws.answers('ListTagsForResource', arn, {
    Tags: [
      { Key: 'env', Value: 'practice' },
      { Key: 'team', Value: 'shop' },
    ],
  });
  await aws.answers('UntagResource', [...arn, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource: after one was taken away', arn, {
    Tags: [{ Key: 'team', Value: 'shop' }],
  });
  const missing = ['--resource-arn', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:nothing'];
  await aws.refuses(
    'TagResource: no such alarm',
    [...missing, '--tags', 'Key=a,Value=b'],
    'ResourceNotFoundException',
  );
}

async function tellDeletion(aws: Exercise): Promise<void> {
  await aws.answers('DeleteAlarms', named);
  await aws.answers('DescribeAlarms: gone', named, { MetricAlarms: [] });
  await aws.refuses('DeleteAlarms: none', named, 'ResourceNotFound');
}

/** Last, since a site that does not refuse makes what the rest of the story would stumble over. */
async function tellRefusals(aws: Exercise): Promise<void> {
  await aws.refuses(
    'PutMetricData: a reserved namespace',
    ['--namespace', 'AWS/ECS', '--metric-name', 'CPUUtilization', '--value', '1'],
    'InvalidParameterValue',
  );
  await aws.refuses(
    'PutMetricAlarm: two statistics',
    [
      '--alarm-name',
      'cli-two',
      ...metric,
      ...watching,
      '--statistic',
      'Average',
      '--extended-statistic',
      'p99',
    ],
    'InvalidParameterCombination',
  );
}
