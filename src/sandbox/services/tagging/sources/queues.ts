import type { Region } from '../../../world/region.ts';
import type { Queue } from '../../sqs/state.ts';
import type { TagSource } from './source.ts';

export const queueTags: TagSource = {
  *resources({ sqs }) {
    for (const { arn, tags } of sqs.queues.values()) {
      if (tags.size > 0) yield { arn, tags: Object.fromEntries(tags) };
    }
  },
  keeps: (region, arn) => queueOf(region, arn) !== undefined,
  read: (region, arn) => Object.fromEntries(queueOf(region, arn)?.tags ?? []),
  write(region, arn, wanted) {
    const tags = queueOf(region, arn)?.tags;
    tags?.clear();
    for (const [key, value] of Object.entries(wanted)) tags?.set(key, value);
  },
};

function queueOf({ sqs }: Region, arn: string): Queue | undefined {
  return [...sqs.queues.values()].find((queue) => queue.arn === arn);
}
