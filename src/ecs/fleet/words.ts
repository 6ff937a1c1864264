import { counted, quantity } from '../../terminal/number.ts';
import type { FleetGroup, Waiting } from './value.ts';

/** `3 tasks of api`. */
export function waitingTasks({ count, of }: Pick<Waiting, 'count' | 'of'>): string {
  return `${counted(count, 'task')} of ${of}`;
}

/** What keeps these tasks, and what comes of it, as one sentence without its stop. */
export function waitingSentence(waiting: Waiting): string {
  const { code, count, isTooLarge, why, next } = waiting;
  const tasks = waitingTasks(waiting);
  const one = count === 1;
  if (code === 'instances-come') return `${tasks} ${one ? 'waits' : 'wait'}: ${next}`;
  if (code === 'room') return `${tasks} ${one ? 'waits' : 'wait'}: ${why}, ${next}`;
  if (isTooLarge) return `${tasks} ${one ? 'fits' : 'fit'} nowhere: ${why}; ${next}`;
  return `${tasks} ${one ? 'waits' : 'wait'} for room: ${next}; ${why}`;
}

/** `2 instances of 2 to 6`. */
export function groupSize({ present, min, max }: FleetGroup): string {
  return `${counted(present, 'instance')} of ${quantity(min)} to ${quantity(max)}`;
}
