import type { Region } from '../../../world/region.ts';
import { listOf, recordOf, type TagSource } from './source.ts';

export const balancerTags: TagSource = {
  *resources(region) {
    for (const [arn, tags] of region.elbv2.tags)
      if (isThere(region, arn)) yield { arn, tags: recordOf(tags) };
  },
  keeps: isThere,
  read: ({ elbv2 }, arn) => recordOf(elbv2.tags.get(arn) ?? []),
  write: ({ elbv2 }, arn, wanted) => elbv2.tags.set(arn, listOf(wanted)),
};

function isThere({ elbv2 }: Region, arn: string): boolean {
  return [elbv2.loadBalancers, elbv2.targetGroups, elbv2.listeners, elbv2.rules].some((kind) =>
    kind.has(arn),
  );
}
