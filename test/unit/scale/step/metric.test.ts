import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStepMetric } from '../../../../src/scale/step/metric.ts';
import { parseStatistic } from '../../../../src/scale/step/statistic.ts';
import { refusedFor } from '../../../support/refused.ts';

describe('reading a metric', () => {
  it.each([
    ['cpu', 'AWS/ECS', 'CPUUtilization', 'cpu'],
    ['CPU', 'AWS/ECS', 'CPUUtilization', 'cpu'],
    ['memory', 'AWS/ECS', 'MemoryUtilization', 'memory'],
    ['queue:jobs', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'queue-jobs'],
    ['queue:jobs.fifo', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'queue-jobs.fifo'],
  ])('knows %s', (text, namespace, name, label) => {
    expect(parseStepMetric(text)).toMatchObject({ namespace, name, label });
  });

  it('splits a metric from its namespace at the last slash', () => {
    expect(parseStepMetric('AWS/ApplicationELB/RequestCount')).toMatchObject({
      namespace: 'AWS/ApplicationELB',
      name: 'RequestCount',
      dimensions: [],
    });
  });

  it('leaves the dimensions of cpu and memory to the service', () => {
    expect(parseStepMetric('cpu')).not.toHaveProperty('dimensions');
  });

  it('makes one metric of the same dimensions in another order', () => {
    const [a, b] = [
      { key: 'A', value: '1' },
      { key: 'B', value: '2' },
    ];
    expect(parseStepMetric('Shop/Latency', [a, b])).toEqual(parseStepMetric('Shop/Latency', [b, a]));
  });

  it.each([
    ['Shop/Latency', 'Shop-Latency'],
    ['My Shop/Läten cy', 'My-Shop-L-ten-cy'],
  ])('names %s readably', (text, readable) => {
    expect(parseStepMetric(text).label).toMatch(new RegExp(`^metric-${readable}-[0-9a-f]{10}$`));
  });

  it.each([
    ['A/B-C', 'A-B/C'],
    ['queue/jobs', 'queue-/jobs'],
  ])('tells %s from %s', (one, other) => {
    expect(parseStepMetric(one).label).not.toBe(parseStepMetric(other).label);
  });

  it('tells metrics apart by their dimensions', () => {
    const labels = ['1', '2'].map((value) => parseStepMetric('Shop/Latency', [{ key: 'A', value }]).label);
    expect(new Set(labels).size).toBe(2);
  });

  it('gives no two metrics the same label', () => {
    const parts = fc.stringMatching(/^[A-Za-z:_ #.-]{1,6}$/).filter((part) => !part.startsWith(':'));
    const pairs = fc.dictionary(parts, parts, { maxKeys: 2 });
    const asked = fc.record({ namespace: parts, name: parts, pairs });
    const labelOf = ({ namespace, name, pairs: given }: { namespace: string; name: string; pairs: object }) =>
      parseStepMetric(
        `${namespace}/${name}`,
        Object.entries(given).map(([key, value]) => ({ key, value: String(value) })),
      ).label;
    fc.assert(
      fc.property(asked, asked, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(labelOf(one) === labelOf(other)).toBe(same || sameSorted(one, other));
      }),
    );
  });

  it.each([
    ['', [], "'' is no metric"],
    ['latency', [], "'latency' is no metric"],
    ['/latency', [], "'/latency' is no metric"],
    ['Shop/', [], "'Shop/' is no metric"],
    ['queue:', [], "'' is no name of a queue"],
    ['queue:a b', [], "'a b' is no name of a queue"],
    [`queue:${'q'.repeat(81)}`, [], 'is no name of a queue'],
    ['cpu', [{ key: 'A', value: '1' }], '--metric cpu has its dimensions'],
    ['queue:jobs', [{ key: 'A', value: '1' }], '--metric queue:jobs has its dimensions'],
    ['Shop/Latency', [{ key: 'A', value: '' }], "'A=' lacks a part"],
    [
      'Shop/Latency',
      [
        { key: 'A', value: '1' },
        { key: 'A', value: '2' },
      ],
      '--dimension A is given twice',
    ],
    [`${'N'.repeat(256)}/Latency`, [], 'is too long'],
    [
      'Shop/Latency',
      Array.from({ length: 31 }, (_, index) => ({ key: `K${index}`, value: '1' })),
      '--dimension is given 31 times',
    ],
  ])('refuses %s', (text, dimensions, naming) => {
    refusedFor('usage', naming, () => parseStepMetric(text, dimensions));
  });
});

function sameSorted(one: { pairs: object }, other: { pairs: object }): boolean {
  const sorted = (value: { pairs: object }) =>
    JSON.stringify({ ...value, pairs: Object.entries(value.pairs).sort() });
  return sorted(one) === sorted(other);
}

describe('reading a statistic', () => {
  it.each([
    ['Average', { Statistic: 'Average' }],
    ['maximum', { Statistic: 'Maximum' }],
    ['SAMPLECOUNT', { Statistic: 'SampleCount' }],
    ['p99', { ExtendedStatistic: 'p99' }],
    ['p99.95', { ExtendedStatistic: 'p99.95' }],
    ['p100', { ExtendedStatistic: 'p100' }],
    ['tm90', { ExtendedStatistic: 'tm90' }],
    ['IQM', { ExtendedStatistic: 'IQM' }],
    ['TM(10%:90%)', { ExtendedStatistic: 'TM(10%:90%)' }],
  ])('reads %s', (text, member) => {
    expect(parseStatistic(text)).toEqual(member);
  });

  it.each(['', 'mean', 'p', 'p101', 'P99', '99', 'p99.', 'TM(10%)'])('refuses %s', (text) => {
    refusedFor('usage', `'${text}'`, () => parseStatistic(text));
  });
});
