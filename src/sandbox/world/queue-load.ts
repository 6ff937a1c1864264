import type { StandardUnit } from '@aws-sdk/client-cloudwatch';
import { samples } from '../services/cloudwatch/datum.ts';
import { expire } from '../services/sqs/expiry.ts';
import type { Queue } from '../services/sqs/state.ts';
import type { QueueDemand } from './demand.ts';
import { meterOf } from './meter.ts';
import type { Region } from './region.ts';
import type { Load } from './request-load.ts';
import type { Utilization } from './service-metrics.ts';
import { ends, type Tick } from './tick.ts';

/**
 * Lets messages arrive and tasks work them off for the length of the tick, and SQS count them each minute.
 */
export function followQueue(region: Region, demand: QueueDemand, load: Load, tick: Tick): Utilization {
  const queue = region.sqs.queues.get(demand.queue);
  const arrived = load.rate * tick.seconds;
  const possible = load.running * demand.messagesPerTask * tick.seconds;
  const waiting = (queue?.backlog ?? 0) + arrived;
  const worked = Math.min(waiting, possible);
  if (queue) {
    queue.backlog = waiting - worked;
    // A task holds the message that it is working on.
    queue.inFlight = Math.min(load.running, Math.ceil(worked));
    if (ends(tick, 60))
      measureQueue(region, queue, load, { at: tick.at - 60_000, possible, seconds: tick.seconds });
  }
  const busy = possible > 0 ? worked / possible : 0;
  return {
    cpu: demand.idleCpu + busy * (demand.busyCpu - demand.idleCpu),
    memory: demand.idleMemory + busy * demand.busyMemory,
  };
}

function measureQueue(
  region: Region,
  queue: Queue,
  load: Load,
  { at, possible, seconds }: { at: number; possible: number; seconds: number },
): void {
  const meter = meterOf(queue, region, 'AWS/SQS', () => [{ Name: 'QueueName', Value: queue.name }]);
  const write = (name: string, value: number, unit: StandardUnit = 'Count') =>
    meter.write(name, unit, samples(at, value));
  expire(queue, at);
  const visible = visibleMessages(queue, at);
  const perSecond = possible / seconds;
  write('ApproximateNumberOfMessagesVisible', visible);
  write('ApproximateNumberOfMessagesNotVisible', queue.inFlight);
  write('NumberOfMessagesSent', Math.round(load.rate * 60));
  write(
    'ApproximateAgeOfOldestMessage',
    perSecond > 0 ? Math.round(visible / perSecond) : visible,
    'Seconds',
  );
}

/** Messages that could be received at that instant: the simulated ones and those that a client has sent. */
export function visibleMessages(queue: Queue, at: number): number {
  return Math.floor(queue.backlog) + queue.messages.filter(({ visibleAt }) => visibleAt <= at).length;
}
