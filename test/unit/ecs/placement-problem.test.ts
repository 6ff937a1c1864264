import { describe, expect, it } from 'vitest';
import { placementProblem } from '../../../src/ecs/placement-problem.ts';

const at = new Date('2026-03-02T09:30:00Z');
const ago = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
const event = (minutes: number, text: string) => ({
  id: text,
  createdAt: ago(minutes),
  message: `(service api) ${text}.`,
});
const unplaced = 'was unable to place a task because no container instance met all of its requirements';
const steady = 'has reached a steady state';
const started = 'has started 1 tasks: (task 1)';

describe('what ECS said of tasks that it cannot place', () => {
  it.each([
    ['is what it said lately', [event(3, unplaced)], unplaced],
    ['is nothing where it said nothing', [event(3, steady)], undefined],
    ['is what it said long ago and has not taken back', [event(90, unplaced), event(100, steady)], unplaced],
    ['is over when something better came, after a while', [event(5, steady), event(20, unplaced)], undefined],
    [
      'is not over at once when one of several tasks started',
      [event(1, started), event(2, unplaced)],
      unplaced,
    ],
    [
      'is the last word of several',
      [event(2, 'was unable to start'), event(3, unplaced)],
      'was unable to start',
    ],
  ])('%s', (_, events, said) => {
    expect(placementProblem({ events }, at)).toBe(said);
    expect(placementProblem({ events: events.toReversed() }, at)).toBe(said);
  });

  it('is nothing without events', () => {
    expect(placementProblem({}, at)).toBeUndefined();
  });
});
