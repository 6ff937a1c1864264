import { describe, expect, it } from 'vitest';
import { type Judgement, verdict } from '../../../../../src/sandbox/services/cloudwatch/alarm-verdict.ts';

const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

/** `X` breaches, `0` does not, `-` is missing; the newest stands last. */
function states(range: string, judgement: Pick<Judgement, 'evaluationPeriods' | 'datapointsToAlarm'>) {
  const values = [...range].map((sign) => (sign === '-' ? undefined : sign === 'X' ? 9 : 1));
  return treatments.map(
    (missing) =>
      verdict({ threshold: 5, comparison: 'GreaterThanThreshold', missing, ...judgement }, values) ?? 'kept',
  );
}

const threeOfThree = { evaluationPeriods: 3, datapointsToAlarm: 3 };
const twoOfThree = { evaluationPeriods: 3, datapointsToAlarm: 2 };

describe('the state that follows from some datapoints, for missing, ignore, breaching and notBreaching', () => {
  it.each([
    ['0-X-X', ['OK', 'OK', 'OK', 'OK']],
    ['----0', ['OK', 'OK', 'OK', 'OK']],
    ['-----', ['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']],
    ['0XX-X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['--X--', ['ALARM', 'kept', 'ALARM', 'OK']],
    ['----X', ['kept', 'kept', 'ALARM', 'OK']],
    ['00XXX', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['XXXX0', ['OK', 'OK', 'OK', 'OK']],
  ])('three of three: %s', (range, expected) => {
    expect(states(range, threeOfThree)).toEqual(expected);
  });

  it.each([
    ['0-X-X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['00X0X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0-X--', ['OK', 'OK', 'ALARM', 'OK']],
    ['00X00', ['OK', 'OK', 'OK', 'OK']],
    ['----0', ['OK', 'OK', 'ALARM', 'OK']],
    ['---X-', ['ALARM', 'kept', 'ALARM', 'OK']],
  ])('two of three: %s', (range, expected) => {
    expect(states(range, twoOfThree)).toEqual(expected);
  });

  it.each([
    ['GreaterThanThreshold', 5, 'OK'],
    ['GreaterThanOrEqualToThreshold', 5, 'ALARM'],
    ['LessThanThreshold', 5, 'OK'],
    ['LessThanOrEqualToThreshold', 5, 'ALARM'],
    ['LessThanThreshold', 4.9, 'ALARM'],
  ] as const)('%s of 5 at %d is %s', (comparison, value, expected) => {
    const judgement: Judgement = {
      threshold: 5,
      comparison,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      missing: 'missing',
    };
    expect(verdict(judgement, [value])).toBe(expected);
  });
});
