import type {
  ActionConfiguration,
  Dimension,
  MetricAlarm,
  MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';

const name = fc.stringMatching(/^[A-Za-z0-9 _.-]{1,20}$/);
const arns = fc.uniqueArray(
  name.map((topic) => `arn:aws:sns:eu-central-1:123456789012:${topic}`),
  { maxLength: 4 },
);
const dimensions = fc.array(fc.record({ Name: name, Value: name }), { maxLength: 3 });

/** What CloudWatch says of an alarm's state, which no call takes back. */
const state = fc.record(
  {
    AlarmArn: name,
    AlarmConfigurationUpdatedTimestamp: fc.date({ noInvalidDate: true }),
    StateValue: fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA'),
    StateReason: name,
    StateReasonData: name,
    StateUpdatedTimestamp: fc.date({ noInvalidDate: true }),
    StateTransitionedTimestamp: fc.date({ noInvalidDate: true }),
    EvaluationState: fc.constant('PARTIAL_DATA' as const),
  },
  { requiredKeys: [] },
);

const common = fc.record(
  {
    AlarmDescription: fc.string(),
    ActionsEnabled: fc.boolean(),
    OKActions: arns,
    AlarmActions: arns,
    InsufficientDataActions: arns,
    EvaluationPeriods: fc.integer({ min: 5, max: 10 }),
    DatapointsToAlarm: fc.integer({ min: 1, max: 5 }),
    Threshold: fc.double({ noNaN: true, noDefaultInfinity: true }),
    TreatMissingData: fc.constantFrom('breaching', 'notBreaching', 'ignore', 'missing'),
    EvaluateLowSampleCountPercentile: fc.constantFrom('evaluate', 'ignore'),
    EvaluationWindow: fc.constant({ SlidingWindow: {} }),
    WarmUpConfiguration: fc.record({ WarmUpPeriodDurationInMinutes: fc.nat(60) }),
    ActionConfiguration: fc.constant<ActionConfiguration>({ AlarmTagsPropagation: { Enabled: true } }),
  },
  { requiredKeys: ['Threshold', 'EvaluationPeriods'] },
);

const statistics = fc.oneof(
  fc.record({ Statistic: fc.constantFrom('Average', 'Maximum', 'Sum') }),
  fc.record({ ExtendedStatistic: fc.constantFrom('p99', 'tm90') }),
);

const onMetric = fc
  .tuple(
    fc.record(
      {
        Namespace: name,
        MetricName: name,
        Dimensions: dimensions,
        Period: fc.constantFrom(10, 60, 300),
        Unit: fc.constantFrom('Percent', 'Seconds'),
      },
      { requiredKeys: ['Namespace', 'MetricName', 'Period'] },
    ),
    statistics,
  )
  .map(([metric, statistic]) => ({ ...metric, ...statistic }));

const onMath = fc.record({
  Dimensions: fc.constant<Dimension[]>([]),
  Metrics: fc.constant<MetricDataQuery[]>([
    { Id: 'e1', Expression: 'm1 / m2', Label: 'per task', ReturnData: true },
    {
      Id: 'm1',
      MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Orders' }, Period: 60, Stat: 'Sum' },
      ReturnData: false,
    },
  ]),
});

/** Any alarm that can scale a service, on a metric or on metric math, called `pager`. */
export const metricAlarms: fc.Arbitrary<MetricAlarm> = fc
  .tuple(
    state,
    common,
    fc.oneof(onMetric, onMath),
    fc.constantFrom(
      'GreaterThanThreshold',
      'GreaterThanOrEqualToThreshold',
      'LessThanThreshold',
      'LessThanOrEqualToThreshold',
    ),
  )
  .map((parts) => {
    const [said, members, metric, ComparisonOperator] = parts;
    const alarm: MetricAlarm = { AlarmName: 'pager', ...said, ...members, ...metric, ComparisonOperator };
    return alarm;
  });
