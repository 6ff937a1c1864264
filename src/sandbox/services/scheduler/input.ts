import type { Region } from '../../world/region.ts';
import { eventTime } from '../events/bus-event.ts';

/** One time that a target is called for a schedule. */
export interface Execution {
  readonly id: string;
  readonly scheduleArn: string;
  readonly scheduledAt: Date;
  /** From 1. */
  readonly attempt: number;
}

/**
 * What a schedule's target gets: its input with the words for this execution put in, or the notification that
 * Scheduler sends where there is no input.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export function inputOf(region: Region, input: string | undefined, execution: Execution): string {
  if (input === undefined || input === '') return JSON.stringify(notification(region, execution));
  const words: Readonly<Record<string, string>> = {
    'schedule-arn': execution.scheduleArn,
    'scheduled-time': eventTime(execution.scheduledAt),
    'execution-id': execution.id,
    'attempt-number': String(execution.attempt),
  };
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (text, word: string) => words[word] ?? text);
}

function notification(region: Region, { id, scheduleArn, scheduledAt }: Execution): object {
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: region.accountId,
    time: eventTime(scheduledAt),
    region: region.name,
    resources: [scheduleArn],
    detail: '{}',
  };
}
