import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import type { StepOutcome } from '../../../src/plan/apply.ts';
import { incomplete } from '../../../src/plan/outcome.ts';
import { aPlan, aStep } from '../../support/plans.ts';

const series = 'deregister task definitions of web';

function outcomes(count: number, status: StepOutcome['status'], from = 1): StepOutcome[] {
  return Array.from({ length: count }, (_, index) => ({
    step: aStep(`r${from + index}`, {
      series,
      resource: { type: 'task definition', id: `web:${from + index}` },
    }),
    status,
    ...(status === 'failed' && { error: new Error('no luck') }),
  }));
}

describe('what is said of a run that was not done', () => {
  it('names each step that failed, and those of a series that were not tried in one line', () => {
    const { message } = incomplete(
      aPlan([]),
      [
        ...outcomes(2, 'failed'),
        ...outcomes(4998, 'not tried', 3),
        { step: aStep('a'), status: 'not tried' },
        { step: aStep('b'), status: 'done' },
      ],
      {},
      undefined,
    );
    expect(message).toBe(
      [
        'prod/web: 1 of 5002 steps done',
        `  failed     ${series}: web:1: no luck`,
        `  failed     ${series}: web:2: no luck`,
        `  not tried  ${series}: web:3 … web:5000`,
        '  not tried  create thing a',
      ].join('\n'),
    );
  });

  it('has the way out of a step that knows one', () => {
    const error = new Failure('refused', 'the role may not', { hint: 'allow it' });
    const { message } = incomplete(aPlan([]), [{ step: aStep('a'), status: 'failed', error }], {}, undefined);
    expect(message).toContain('create thing a: the role may not; allow it');
  });

  it('does not go on and on', () => {
    const { message } = incomplete(aPlan([]), outcomes(5000, 'failed'), {}, undefined);
    expect(message.split('\n')).toHaveLength(22);
    expect(message.split('\n').at(-1)).toBe('  failed     and 4,980 more');
  });

  it('has all of it in its value', () => {
    const value = { outcome: outcomes(5000, 'failed') };
    expect(incomplete(aPlan([]), value.outcome, value, undefined).value).toBe(value);
  });
});
