import type { Container, Task } from '@aws-sdk/client-ecs';
import { counted } from '../../terminal/number.ts';

/** Reasons that are told in full; more of them would bury the first. */
const mostReasons = 2;

/** Why tasks of a deployment stopped, the most frequent reason first: `3 tasks stopped: …`; undefined where none did. */
export function stopReasons(tasks: readonly Task[]): string | undefined {
  const reasons = reasonsOf(tasks).slice(0, mostReasons);
  if (reasons.length === 0) return undefined;
  return reasons.map(([reason, count]) => `${counted(count, 'task')} stopped: ${reason}`).join('; ');
}

/** Whether AWS has no machines for the tasks at the moment, which nobody can mend. */
export function lacksCapacity(tasks: readonly Task[], problem = ''): boolean {
  const reasons = reasonsOf(tasks).map(([reason]) => reason);
  return [...reasons, problem].some((text) => /capacity is unavailable/i.test(text));
}

function reasonsOf(tasks: readonly Task[]): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    const reason = task.lastStatus === 'STOPPED' ? reasonOf(task) : undefined;
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** The task's own reason, and where that says only that a container failed, what went wrong with it. */
function reasonOf({ stoppedReason = '', containers = [] }: Task): string | undefined {
  if (stoppedReason === '' || stoppedReason.startsWith('Scaling activity initiated by')) return undefined;
  const details = containers.flatMap((container) => detailOf(container, stoppedReason));
  return [firstSentence(stoppedReason), ...details].join(', ');
}

function detailOf({ name = 'container', reason, exitCode = 0 }: Container, told: string): string[] {
  if (reason !== undefined && !told.includes(reason)) return [`${name}: ${firstSentence(reason)}`];
  return exitCode === 0 ? [] : [`${name} with exit code ${exitCode}`];
}

/** What follows in AWS's words is advice, or a page to read. */
function firstSentence(text: string): string {
  return (text.split(/\. (?=[A-Z])/)[0] ?? text).replace(/\.$/, '');
}
