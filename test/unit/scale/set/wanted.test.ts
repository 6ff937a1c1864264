import { describe, expect, it } from 'vitest';
import { queueName, readTracking, type SetFlags } from '../../../../src/scale/set/wanted.ts';
import { refusedFor } from '../../../support/refused.ts';

const off = {
  scaleIn: false,
  noScaleIn: false,
  highResolution: false,
  replace: false,
  enableContainerInsights: false,
} as const;

describe('the flags of scale set', () => {
  it.each([
    [{}, 'nothing to set'],
    [{ min: 5, max: 2 }, '--min 5'],
    [{ cpu: 50, scaleIn: true, noScaleIn: true }, '--no-scale-in'],
    [{ requests: 5, highResolution: true }, '--high-resolution'],
    [{ cpu: 50, targetGroup: 'web-tg' }, '--target-group web-tg'],
    [{ min: 1, max: 2, scaleInCooldown: 5 }, '--scale-in-cooldown'],
    [{ backlog: 5, cpu: 5 }, '--backlog'],
    [{ queue: 'jobs' }, '--queue'],
    [{ queue: 'jobs', latency: 60 }, '--queue'],
    [{ queue: 'jobs', backlog: 5, latency: 60, perMessage: 2 }, '--backlog 5'],
    [{ queue: 'jobs', latency: 2, perMessage: 60 }, '--latency 2s'],
    [{ queue: 'jobs!', backlog: 5 }, 'jobs!'],
  ] satisfies [Partial<SetFlags>, string][])('are refused as %j', (flags, naming) => {
    refusedFor('usage', naming, () => readTracking({ ...off, ...flags }));
  });

  it.each([
    'jobs',
    'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs',
    'arn:aws:sqs:eu-west-1:123456789012:jobs',
  ])('take the queue %s', (text) => {
    expect(queueName(text)).toBe('jobs');
  });
});

describe('the file of --metric-json', () => {
  const file = (value: unknown) => () => readTracking({ ...off, metricJson: JSON.stringify(value) });
  const single = { MetricName: 'open', Namespace: 'Shop', Statistic: 'Sum' };
  const query = {
    Id: 'a',
    MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'open' }, Stat: 'Sum' },
    ReturnData: true,
  };
  const math = (...Metrics: object[]) => ({ TargetValue: 1, CustomizedMetricSpecification: { Metrics } });

  it('gives the metric and its target', () => {
    const { tracked } = file({ TargetValue: 7, CustomizedMetricSpecification: single })();
    expect(tracked).toEqual([{ metric: { kind: 'custom', name: 'open', specification: single }, target: 7 }]);
  });

  it('takes metric math', () => {
    expect(
      file(math({ ...query, ReturnData: false }, { Id: 'b', Expression: 'a * 2', ReturnData: true })),
    ).not.toThrow();
  });

  it.each([
    [[], 'no JSON object'],
    [{ CustomizedMetricSpecification: single }, 'TargetValue'],
    [{ TargetValue: 'a', CustomizedMetricSpecification: single }, '"a"'],
    [{ TargetValue: 1 }, 'CustomizedMetricSpecification'],
    [{ TargetValue: 1, CustomizedMetricSpecification: { ...single, Statistic: 'p99' } }, 'p99'],
    [{ TargetValue: 1, CustomizedMetricSpecification: { ...single, Namespace: undefined } }, 'Namespace'],
    [{ TargetValue: 1, CustomizedMetricSpecification: { ...single, Period: 60 } }, 'Period'],
    [{ TargetValue: 1, CustomizedMetricSpecification: { ...single, Dimensions: { a: 'b' } } }, 'Dimensions'],
    [math({ ...query, Id: 'Big' }), 'Big'],
    [math(query, { ...query, Id: 'b' }), 'ReturnData'],
    [math({ ...query, ReturnData: false }), 'ReturnData'],
    [math({ ...query, Expression: '1' }), 'Expression or MetricStat'],
    [math({ ...query, Period: 60 }), 'Period'],
    [math({ ...query, MetricStat: { ...query.MetricStat, Period: 60 } }), 'Period'],
    [{ TargetValue: 1, CustomizedMetricSpecification: single, Cooldown: 4 }, 'Cooldown'],
  ])('is refused as %j', (value, naming) => {
    refusedFor('usage', naming, file(value));
  });

  it('is refused where it is no JSON', () => {
    refusedFor('usage', '--metric-json', () => readTracking({ ...off, metricJson: '{"TargetValue": 1,' }));
  });
});
