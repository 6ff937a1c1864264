import { beforeAll, describe, expect, it } from 'vitest';
import { scenarios } from '../../../../src/sandbox/scenarios/index.ts';
import type { Call } from '../../../../src/sandbox/service.ts';
import { DescribeScalableTargets } from '../../../../src/sandbox/services/application-auto-scaling/targets.ts';
import {
  DescribeAlarmHistory,
  DescribeAlarms,
} from '../../../../src/sandbox/services/cloudwatch/alarms-read.ts';
import { GetMetricData } from '../../../../src/sandbox/services/cloudwatch/metric-data.ts';
import { DescribeServices } from '../../../../src/sandbox/services/ecs/services-read.ts';
import { serviceDimensions } from '../../../../src/sandbox/services/metric-names.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';

const start = new Date('2026-03-04T15:00:00Z');
const HOUR = 3600 * 1000;

function build(): Call {
  const world = new World(new WorldClock({ start, speed: 0 }));
  scenarios.find(({ name }) => name === 'web')?.build(world, 'ap-northeast-2');
  return {
    world,
    region: world.region('ap-northeast-2'),
    now: world.clock.now(),
    endpoint: 'http://127.0.0.1:1',
  };
}

let call: Call;
let milliseconds = 0;

beforeAll(() => {
  const before = process.cpuUsage();
  call = build();
  milliseconds = process.cpuUsage(before).user / 1000;
});

function hourly(metric: object, Stat: string): number[] {
  const input = {
    StartTime: new Date(start.getTime() - 7 * 24 * HOUR),
    EndTime: start,
    ScanBy: 'TimestampAscending' as const,
    MetricDataQueries: [{ Id: 'm1', MetricStat: { Metric: metric, Stat, Period: 3600 } }],
  };
  return GetMetricData(input, call).MetricDataResults?.[0]?.Values ?? [];
}

const ofWeb = (Namespace: string, MetricName: string) => ({
  Namespace,
  MetricName,
  Dimensions: serviceDimensions({ cluster: 'prod', service: 'web' }),
});

describe('the scenario web', () => {
  it('is built soon', () => {
    expect(milliseconds).toBeLessThan(1500);
  });

  it('runs its services steadily, and scales nothing', () => {
    const { services } = DescribeServices({ cluster: 'prod', services: ['web', 'worker'] }, call);
    expect(services?.map(({ desiredCount, runningCount }) => [desiredCount, runningCount])).toEqual([
      [3, 3],
      [4, 4],
    ]);
    expect(services?.[0]?.events?.[0]?.message).toBe('(service web) has reached a steady state.');
    expect(DescribeScalableTargets({ ServiceNamespace: 'ecs' }, call).ScalableTargets).toEqual([]);
  });

  it('has a week of history: busy days, quiet nights, quieter weekends', () => {
    const cpu = hourly(ofWeb('AWS/ECS', 'CPUUtilization'), 'Average');
    expect(cpu).toHaveLength(168);
    expect(Math.max(...cpu)).toBeGreaterThan(45);
    expect(Math.max(...cpu)).toBeLessThan(60);
    expect(Math.min(...cpu)).toBeLessThan(15);
    const day = (index: number) => Math.max(...cpu.slice(index * 24 + 9, index * 24 + 33));
    // The week began on a Wednesday at 15:00: its third and fourth days are a weekend.
    expect(Math.max(day(2), day(3))).toBeLessThan(Math.min(day(0), day(5)));
  });

  it('lets its worker fall behind every night, of which an alarm tells', () => {
    const waiting = hourly(
      {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: 'jobs' }],
      },
      'Maximum',
    );
    expect(waiting.filter((messages) => messages > 2000).length).toBeGreaterThanOrEqual(7);
    expect(waiting.at(-1)).toBeLessThan(10);
    const { AlarmHistoryItems } = DescribeAlarmHistory(
      { AlarmName: 'jobs-backlog-per-task', HistoryItemType: 'StateUpdate' },
      call,
    );
    expect(AlarmHistoryItems?.length).toBeGreaterThanOrEqual(14);
  });

  it('has alarms of every kind, none of them ringing', () => {
    const { MetricAlarms } = DescribeAlarms({}, call);
    expect(MetricAlarms?.map(({ AlarmName, StateValue }) => [AlarmName, StateValue])).toEqual([
      ['jobs-backlog-per-task', 'OK'],
      ['web-p99-slow', 'OK'],
      ['웹-오류율-높음', 'OK'],
    ]);
  });

  it('counts running tasks by Container Insights in production alone', () => {
    const namespaces = (cluster: string) =>
      [...call.region.cloudwatch.series.values()]
        .filter(({ metric }) => metric.Dimensions?.some(({ Value }) => Value === cluster))
        .map(({ metric }) => metric.Namespace);
    expect(namespaces('prod')).toContain('ECS/ContainerInsights');
    expect(namespaces('staging')).not.toContain('ECS/ContainerInsights');
  });

  it('is the same estate every time', () => {
    const again = build();
    const told = (of: Call) =>
      JSON.stringify(DescribeServices({ cluster: 'prod', services: ['web', 'worker'] }, of));
    expect(told(again)).toBe(told(call));
  });
});
