import { describe, expect, it } from 'vitest';
import { distribution, samples } from '../../../../../src/sandbox/services/cloudwatch/datum.ts';
import { Series } from '../../../../../src/sandbox/services/cloudwatch/series.ts';
import { statisticNamed } from '../../../../../src/sandbox/services/cloudwatch/statistics.ts';

const hundred = distribution(
  0,
  Array.from({ length: 100 }, (_, index) => index + 1),
  Array.from({ length: 100 }, () => 1),
);
const data = [samples(0, 10, 3), samples(60_000, 30)];

describe('a statistic', () => {
  it.each([
    ['Sum', 60],
    ['SampleCount', 4],
    ['Average', 15],
    ['Minimum', 10],
    ['Maximum', 30],
  ])('%s counts every sample', (name, expected) => {
    expect(statisticNamed(name)?.(data)).toBe(expected);
  });

  it.each([
    ['p50', 50],
    ['p99', 99],
    ['p99.5', 99.5],
    ['p100', 100],
    ['tm90', 45.5],
  ])('%s looks at the single values', (name, expected) => {
    expect(statisticNamed(name)?.([hundred])).toBeCloseTo(expected, 6);
  });

  it('knows the extremes where single values are not kept', () => {
    const utilization = { time: 0, count: 10, sum: 500, min: 30, max: 70 };
    expect(statisticNamed('p100')?.([utilization])).toBe(70);
    expect(statisticNamed('p50')?.([utilization])).toBeGreaterThan(35);
  });

  it.each(['Mean', 'p101', 'p', 'q50', 'toString'])('%s is none', (name) => {
    expect(statisticNamed(name)).toBeUndefined();
  });

  it('of nothing is nothing', () => {
    expect(statisticNamed('Sum')?.([])).toBeUndefined();
    expect(statisticNamed('p99')?.([])).toBeUndefined();
  });
});

describe('a series', () => {
  const times = (series: Series) => series.between(0, Number.POSITIVE_INFINITY).map(({ time }) => time);

  it('keeps its data in the order of time, whatever order they come in', () => {
    const series = new Series({ MetricName: 'x' }, 'Count');
    for (const time of [3, 1, 5, 2, 4, 2]) series.measure(distribution(time, [time, 9], [1, 1]));
    expect(times(series)).toEqual([1, 2, 2, 3, 4, 5]);
    const spreads = series.between(0, 9).map(({ spread }) => spread?.values[0]);
    expect(spreads).toEqual([1, 2, 2, 3, 4, 5]);
  });

  it('gives what was measured from an instant on and before another', () => {
    const series = new Series({ MetricName: 'x' }, 'Count');
    for (let time = 0; time < 300; time += 1) series.measure(samples(time, time));
    expect(series.between(100, 103)).toEqual([samples(100, 100), samples(101, 101), samples(102, 102)]);
  });

  it('forgets what is older than fifteen days', () => {
    const series = new Series({ MetricName: 'x' }, 'Count');
    const days = (count: number) => count * 24 * 3600 * 1000;
    for (let minute = 0; minute < 17 * 1440; minute += 1)
      series.measure(distribution(minute * 60_000, [minute], [1]));
    expect(series.length).toBeLessThan(16.2 * 1440);
    const [first] = series.between(0, days(99));
    expect(first?.time).toBeLessThanOrEqual(days(2));
    expect(first?.spread?.values).toEqual([(first?.time ?? 0) / 60_000]);
  });
});
