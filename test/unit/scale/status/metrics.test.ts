import { describe, expect, it } from 'vitest';
import { joinQueries } from '../../../../src/scale/status/metric-queries.ts';
import { alarmMetric, trackedMetric } from '../../../../src/scale/status/policy-metric.ts';
import { anAlarm } from '../../../support/found-scaling.ts';

const web = { cluster: 'prod', service: 'web' };

describe('the metric of a policy', () => {
  it.each([
    ['ECSServiceAverageCPUUtilization', 'CPU', 'CPUUtilization'],
    ['ECSServiceAverageCPUUtilizationHighResolution', 'CPU', 'CPUUtilization'],
    ['ECSServiceAverageMemoryUtilization', 'memory', 'MemoryUtilization'],
    ['ECSServiceAverageMemoryUtilizationHighResolution', 'memory', 'MemoryUtilization'],
  ] as const)('%s is %s of the service', (PredefinedMetricType, metric, MetricName) => {
    const configuration = { TargetValue: 60, PredefinedMetricSpecification: { PredefinedMetricType } };
    expect(trackedMetric(configuration, web)).toEqual({
      metric,
      unit: '%',
      queries: [
        {
          Id: 'm',
          ReturnData: true,
          MetricStat: {
            Period: 60,
            Stat: 'Average',
            Metric: {
              Namespace: 'AWS/ECS',
              MetricName,
              Dimensions: [
                { Name: 'ClusterName', Value: 'prod' },
                { Name: 'ServiceName', Value: 'web' },
              ],
            },
          },
        },
      ],
    });
  });

  it('takes the balancer and the target group out of a resource label', () => {
    const ResourceLabel = 'app/web-alb/50dc/targetgroup/web-tg/6d0e';
    const specification = { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel } as const;
    const { metric, unit, queries } = trackedMetric(
      { TargetValue: 800, PredefinedMetricSpecification: specification },
      web,
    );
    expect({ metric, unit }).toEqual({ metric: 'requests per target', unit: '' });
    expect(queries[0]?.MetricStat).toMatchObject({
      Stat: 'Sum',
      Metric: {
        Dimensions: [
          { Name: 'TargetGroup', Value: 'targetgroup/web-tg/6d0e' },
          { Name: 'LoadBalancer', Value: 'app/web-alb/50dc' },
        ],
      },
    });
  });

  it('of a type that is not known has its name and no values', () => {
    const PredefinedMetricType = 'ECSServiceAverageMood' as 'ECSServiceAverageCPUUtilization';
    const configuration = { TargetValue: 1, PredefinedMetricSpecification: { PredefinedMetricType } };
    expect(trackedMetric(configuration, web)).toEqual({
      metric: 'ECSServiceAverageMood',
      unit: '',
      queries: [],
    });
  });

  it('of a step policy is the one that its alarm watches, percentiles included', () => {
    const alarm = anAlarm('slow', { Statistic: undefined, ExtendedStatistic: 'p99', MetricName: 'Latency' });
    expect(alarmMetric([alarm])).toMatchObject({
      metric: 'Latency',
      queries: [{ MetricStat: { Stat: 'p99' } }],
    });
    expect(alarmMetric([])).toBeUndefined();
  });
});

describe('the queries of several policies', () => {
  const math = (expression: string) => [
    { Id: 'm1', MetricStat: { Metric: { MetricName: 'A' }, Period: 60, Stat: 'Sum' }, ReturnData: false },
    { Id: 'e1', Expression: expression },
  ];

  it('go out in one list, though they use the same ids', () => {
    const { queries, keys } = joinQueries([
      { key: 'a', queries: math('m1 / 2') },
      { key: 'b', queries: math('FILL(m1, REPEAT)') },
    ]);
    expect(queries.map(({ Id, Expression }) => [Id, Expression])).toEqual([
      ['p0_m1', undefined],
      ['p0_e1', 'p0_m1 / 2'],
      ['p1_m1', undefined],
      ['p1_e1', 'FILL(p1_m1, REPEAT)'],
    ]);
    expect([...keys]).toEqual([
      ['p0_e1', 'a'],
      ['p1_e1', 'b'],
    ]);
  });

  it('leave texts in quotes and the names of functions alone', () => {
    const { queries } = joinQueries([{ key: 'a', queries: math(`SEARCH('{m1} m1', "m1") + m1 + m10`) }]);
    expect(queries[1]?.Expression).toBe(`SEARCH('{m1} m1', "m1") + p0_m1 + m10`);
  });
});
