import type { Dimension } from '@aws-sdk/client-cloudwatch';
import { usage } from '../../failure.ts';
import { slug } from '../fitting-name.ts';

/** A metric that step scaling watches. */
export interface StepMetric {
  /** What stands for it in the names of policies and alarms: no two metrics have the same. */
  readonly label: string;
  /** As it was typed. */
  readonly text: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent for the service's own metrics, whose dimensions are its cluster and its name. */
  readonly dimensions?: readonly Dimension[];
  /** The queue whose length it is. */
  readonly queue?: string;
}

/** A `--dimension`. */
export interface DimensionPair {
  readonly key: string;
  readonly value: string;
}

const form = 'write cpu, memory, queue:NAME, or NAMESPACE/METRIC with its --dimension K=V';
const ownMetrics = new Map([
  ['cpu', 'CPUUtilization'],
  ['memory', 'MemoryUtilization'],
]);

/**
 * Reads `cpu`, `memory`, `queue:NAME` or `NAMESPACE/METRIC`; a namespace may have slashes of its own.
 *
 * @throws a usage failure naming the text, and for dimensions given to a metric that has its own.
 */
export function parseStepMetric(text: string, dimensions: readonly DimensionPair[] = []): StepMetric {
  const own = ownMetrics.get(text.toLowerCase());
  if (!own && !text.startsWith('queue:')) return customMetric(text, dimensions);
  if (dimensions.length > 0)
    throw usage(
      `--metric ${text} has its dimensions already`,
      'leave out --dimension, or name the metric in full',
    );
  if (!own) return queueMetric(text);
  return { label: text.toLowerCase(), text, namespace: 'AWS/ECS', name: own };
}

function queueMetric(text: string): StepMetric {
  const queue = text.slice('queue:'.length);
  if (queue.length > 80 || !/^[A-Za-z0-9_-]+(\.fifo)?$/.test(queue))
    throw usage(
      `--metric: '${queue}' is no name of a queue`,
      'write queue:NAME with 1 to 80 letters, digits, - and _, ending in .fifo for a FIFO queue',
    );
  return {
    label: `queue-${queue}`,
    text,
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    dimensions: [{ Name: 'QueueName', Value: queue }],
    queue,
  };
}

function customMetric(text: string, pairs: readonly DimensionPair[]): StepMetric {
  const [, namespace = '', name = ''] = /^([^:].*)\/([^/]+)$/s.exec(text) ?? [];
  if (namespace === '' || /\p{C}/u.test(text)) throw usage(`--metric: '${text}' is no metric`, form);
  if (namespace.length > 255 || name.length > 255)
    throw usage(
      `--metric: '${text.slice(0, 40)}…' is too long`,
      'a namespace and a metric have 255 characters each',
    );
  const dimensions = readDimensions(pairs);
  const identity = JSON.stringify([namespace, name, dimensions]);
  return {
    label: `metric-${slug(`${namespace}-${name}`, identity)}`,
    text,
    namespace,
    name,
    dimensions,
  };
}

/** Sorted by name, so that the order in which they are typed makes no other metric. */
function readDimensions(pairs: readonly DimensionPair[]): Dimension[] {
  if (pairs.length > 30)
    throw usage(
      `--dimension is given ${pairs.length} times`,
      'CloudWatch knows metrics by at most 30 dimensions',
    );
  for (const [index, { key, value }] of pairs.entries()) {
    if (key === '' || value === '')
      throw usage(`--dimension: '${key}=${value}' lacks a part`, 'write KEY=VALUE');
    if (pairs.findIndex((other) => other.key === key) < index)
      throw usage(`--dimension ${key} is given twice`, 'give each dimension once');
  }
  return pairs
    .map(({ key, value }) => ({ Name: key, Value: value }))
    .sort((a, b) => (a.Name < b.Name ? -1 : 1));
}
