import { beforeEach, describe, expect, it } from 'vitest';
import {
  GetMetricData,
  GetMetricStatistics,
} from '../../../../../src/sandbox/services/cloudwatch/metric-data.ts';
import { ListMetrics, PutMetricData } from '../../../../../src/sandbox/services/cloudwatch/metrics.ts';
import { morning, PracticeWorld, refusal } from '../../world/practice-world.ts';

let practice: PracticeWorld;
const north = { Namespace: 'Shop', MetricName: 'Visitors', Dimensions: [{ Name: 'Door', Value: 'north' }] };
const minute = (count: number) => new Date(morning.getTime() + count * 60_000);

beforeEach(() => {
  practice = new PracticeWorld();
  const MetricData = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((Value, index) => ({
    ...north,
    Value,
    Timestamp: minute(index),
  }));
  PutMetricData({ Namespace: 'Shop', MetricData }, practice.call);
  practice.pass(3600);
});

const sum = (Period: number, Id = 'm1') => ({ Id, MetricStat: { Metric: north, Stat: 'Sum', Period } });

describe('GetMetricData', () => {
  it('sums up periods that start at whole multiples of their length, the newest first', () => {
    const input = { StartTime: minute(1), EndTime: minute(10), MetricDataQueries: [sum(300)] };
    const [result] = GetMetricData(input, practice.call).MetricDataResults ?? [];
    expect(result?.Values).toEqual([40, 15]);
    expect(result?.Timestamps).toEqual([minute(5), minute(0)]);
  });

  it('calculates with metrics, and returns only what is to be returned', () => {
    const input = {
      StartTime: minute(0),
      EndTime: minute(3),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        { ...sum(60), ReturnData: false },
        { Id: 'e1', Expression: 'm1 * 10', Label: 'Tenfold' },
      ],
    } as const;
    const results = GetMetricData(
      { ...input, MetricDataQueries: [...input.MetricDataQueries] },
      practice.call,
    );
    expect(results.MetricDataResults).toEqual([
      {
        Id: 'e1',
        Label: 'Tenfold',
        Timestamps: [minute(0), minute(1), minute(2)],
        Values: [10, 20, 30],
        StatusCode: 'Complete',
      },
    ]);
  });

  it('gives pages that together are everything', () => {
    const values: number[] = [];
    const input = { StartTime: minute(0), EndTime: minute(10), MaxDatapoints: 7 };
    const MetricDataQueries = [sum(60), sum(300, 'm2')];
    let NextToken: string | undefined;
    do {
      const page = GetMetricData({ ...input, MetricDataQueries, NextToken }, practice.call);
      for (const { Values } of page.MetricDataResults ?? []) values.push(...(Values ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(values.sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 40]);
  });

  it.each([
    ['no such id', [{ Id: 'e1', Expression: 'm9' }], /m9/],
    [
      'no statistic',
      [{ Id: 'm1', MetricStat: { Metric: north, Stat: 'Mean', Period: 60 } }],
      /Invalid statistic/,
    ],
    ['neither metric nor expression', [{ Id: 'm1' }], /either a MetricStat or an Expression/],
  ])('refuses a query with %s', (_what, MetricDataQueries, message) => {
    const input = { StartTime: minute(0), EndTime: minute(3), MetricDataQueries };
    expect(refusal(() => GetMetricData(input, practice.call))).toMatch(message);
  });

  it('finds nothing for a metric with other dimensions', () => {
    const other = { Metric: { ...north, Dimensions: [] }, Stat: 'Sum', Period: 60 };
    const input = {
      StartTime: minute(0),
      EndTime: minute(3),
      MetricDataQueries: [{ Id: 'm1', MetricStat: other }],
    };
    expect(GetMetricData(input, practice.call).MetricDataResults?.[0]?.Values).toEqual([]);
  });
});

describe('GetMetricStatistics', () => {
  it('gives several statistics at a time', () => {
    const input = { ...north, StartTime: minute(0), EndTime: minute(5), Period: 300 };
    const answer = GetMetricStatistics(
      { ...input, Statistics: ['Average', 'Maximum'], ExtendedStatistics: ['p100'] },
      practice.call,
    );
    expect(answer.Datapoints).toEqual([
      { Timestamp: minute(0), Unit: 'None', Average: 3, Maximum: 5, ExtendedStatistics: { p100: 5 } },
    ]);
  });

  it('gives 1440 datapoints at the most', () => {
    const input = {
      ...north,
      StartTime: minute(0),
      EndTime: minute(1441),
      Period: 60,
      Statistics: ['Sum' as const],
    };
    expect(refusal(() => GetMetricStatistics(input, practice.call))).toMatch(
      /^InvalidParameterCombination: /,
    );
  });
});

describe('metrics', () => {
  it('are listed by namespace, name and dimension', () => {
    PutMetricData({ Namespace: 'Shop', MetricData: [{ MetricName: 'Sales', Value: 1 }] }, practice.call);
    expect(ListMetrics({}, practice.call).Metrics).toHaveLength(2);
    expect(ListMetrics({ MetricName: 'Visitors' }, practice.call).Metrics).toEqual([north]);
    expect(ListMetrics({ Dimensions: [{ Name: 'Door', Value: 'south' }] }, practice.call).Metrics).toEqual(
      [],
    );
    practice.pass(4 * 3600);
    expect(ListMetrics({ RecentlyActive: 'PT3H' }, practice.call).Metrics).toEqual([]);
  });

  it('of AWS are not for others to write', () => {
    const input = { Namespace: 'AWS/ECS', MetricData: [{ MetricName: 'CPUUtilization', Value: 1 }] };
    expect(refusal(() => PutMetricData(input, practice.call))).toMatch(/^InvalidParameterValue: /);
  });

  it('can be put as sets and as values with counts', () => {
    const StatisticValues = { SampleCount: 2, Sum: 30, Minimum: 10, Maximum: 20 };
    const MetricData = [
      { MetricName: 'A', StatisticValues },
      { MetricName: 'A', Values: [1, 2], Counts: [3, 1] },
    ];
    PutMetricData({ Namespace: 'Shop', MetricData }, practice.call);
    const metric = {
      Namespace: 'Shop',
      MetricName: 'A',
      Period: 60,
      StartTime: minute(0),
      EndTime: minute(99),
    };
    const Statistics = ['Sum', 'SampleCount', 'Minimum'] as const;
    const [datapoint] =
      GetMetricStatistics({ ...metric, Statistics: [...Statistics] }, practice.call).Datapoints ?? [];
    expect(datapoint).toMatchObject({ Sum: 35, SampleCount: 6, Minimum: 1 });
  });
});
