import { describe, expect, it } from 'vitest';
import {
  type Decision,
  decide,
  type Situation,
} from '../../../../../src/sandbox/services/application-auto-scaling/decision.ts';
import type { Proposal } from '../../../../../src/sandbox/services/application-auto-scaling/proposals.ts';
import {
  capacityOnTarget,
  stepDown,
} from '../../../../../src/sandbox/services/application-auto-scaling/target-tracking.ts';

const at = 1_000_000_000;

function situation(changed: Partial<Situation> = {}): Situation {
  const calm = { outSuspended: false, inSuspended: false, rollingOut: false };
  return {
    at,
    desired: 4,
    running: 4,
    min: 2,
    max: 10,
    lastOut: undefined,
    lastIn: undefined,
    ...calm,
    ...changed,
  };
}

function out(capacity: number): Proposal {
  return { direction: 'out', capacity, cause: 'high', cooldown: 300 };
}

function less(capacity: number, flapping = false): Proposal {
  return { direction: 'in', capacity, cause: 'low', cooldown: 300, flapping };
}

function told(decision: Decision): string {
  if (decision.kind === 'scale') return `to ${decision.capacity}`;
  return decision.kind === 'wait' ? 'wait' : (decision.reason.Code ?? '');
}

const justNow = { at: at - 60_000, cooldown: 300 };

describe('a decision', () => {
  it.each<[string, Situation, Proposal[], string]>([
    ['follows a scale-out', situation(), [out(7)], 'to 7'],
    ['takes the largest of several', situation(), [out(5), out(8), out(6)], 'to 8'],
    ['prefers more to less', situation(), [less(3), out(5)], 'to 5'],
    ['stops at the maximum', situation(), [out(25)], 'to 10'],
    [
      'says when the maximum is reached',
      situation({ desired: 10, running: 10 }),
      [out(12)],
      'AlreadyAtMaxCapacity',
    ],
    ['says when nothing would change', situation(), [out(4)], 'AlreadyAtDesiredCapacity'],
    ['waits for tasks that are starting', situation({ desired: 8 }), [out(8)], 'wait'],
    ['raises a count below the minimum', situation({ desired: 1, running: 1 }), [out(2)], 'to 2'],
    ['waits while scaling out is suspended', situation({ outSuspended: true }), [out(7)], 'wait'],
    ['waits in a cooldown', situation({ lastOut: { ...justNow, from: 2, to: 4 } }), [out(6)], 'wait'],
    [
      'goes on in a cooldown when more is needed',
      situation({ lastOut: { ...justNow, from: 2, to: 4 } }),
      [out(7)],
      'to 7',
    ],
    [
      'goes on after a cooldown',
      situation({ lastOut: { at: at - 300_000, cooldown: 300, from: 2, to: 4 } }),
      [out(5)],
      'to 5',
    ],
    ['follows a scale-in', situation(), [less(3)], 'to 3'],
    ['takes the most careful of several', situation(), [less(2), less(3)], 'to 3'],
    ['stops at the minimum', situation({ desired: 3 }), [less(1)], 'to 2'],
    ['says when the minimum is reached', situation({ desired: 2 }), [less(1)], 'AlreadyAtMinCapacity'],
    [
      'says when it would have to scale out again',
      situation(),
      [less(4, true)],
      'AutoScalingAnticipatedFlapping',
    ],
    ['takes nothing away during a deployment', situation({ rollingOut: true }), [less(3)], 'wait'],
    ['adds during a deployment', situation({ rollingOut: true }), [out(5)], 'to 5'],
    ['waits while scaling in is suspended', situation({ inSuspended: true }), [less(3)], 'wait'],
    ['takes away slowly', situation({ lastIn: { ...justNow, from: 5, to: 4 } }), [less(3)], 'wait'],
    ['lowers a count above the maximum', situation({ desired: 14, running: 14 }), [less(13)], 'to 10'],
    ['waits without a proposal', situation(), [], 'wait'],
  ])('%s', (_name, seen, asked, expected) => {
    expect(told(decide(seen, asked))).toBe(expected);
  });
});

describe('target tracking', () => {
  it.each([
    { running: 3, value: 90, target: 60, expected: 5 },
    { running: 4, value: 60, target: 60, expected: 4 },
    { running: 10, value: 6, target: 60, expected: 1 },
    { running: 3, value: 70, target: 70, expected: 3 },
    { running: 0, value: 500, target: 100, expected: 5 },
    { running: 3, value: 0.1 + 0.2, target: 0.3, expected: 3 },
  ])('wants $expected tasks for $value on $running with a target of $target', ({ expected, ...tracked }) => {
    expect(capacityOnTarget(tracked)).toBe(expected);
  });

  it('wants nothing without a value', () => {
    expect(capacityOnTarget({ running: 3, value: undefined, target: 60 })).toBeUndefined();
  });

  it.each([
    [4, 1, 3],
    [50, 10, 45],
    [4, 4, 4],
    [10, 9, 9],
  ])('goes from %d towards %d by way of %d', (current, goal, next) => {
    expect(stepDown(current, goal)).toBe(next);
  });
});
