import type { Region } from '../../world/region.ts';
import { alarmTags } from './sources/alarms.ts';
import { balancerTags } from './sources/balancers.ts';
import { ecsTags } from './sources/ecs.ts';
import { queueTags } from './sources/queues.ts';
import type { TaggedResource, TagSource } from './sources/source.ts';
import { storedTags } from './sources/stored.ts';

/** Where tags are kept: the region's own store, and the services that keep theirs themselves. */
const sources: readonly TagSource[] = [storedTags, ecsTags, balancerTags, alarmTags, queueTags];

/**
 * Every resource of the region that has or had tags, by ARN: those that are there, and the ghosts of those deleted less
 * than `rules.ghostSeconds` ago. AWS gives neither Auto Scaling groups nor IAM's users and roles.
 */
export function taggedResources(region: Region, now: Date): TaggedResource[] {
  const found = new Map<string, TaggedResource>();
  for (const ghost of ghosts(region, now)) found.set(ghost.arn, ghost);
  for (const { resources } of sources) for (const one of resources(region)) found.set(one.arn, one);
  return [...found.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** The source that keeps the tags of the resource with that ARN; undefined where there is none. */
export function sourceOf(region: Region, arn: string): TagSource | undefined {
  return sources.find(({ keeps }) => keeps(region, arn));
}

function* ghosts({ tags, rules }: Region, now: Date): Generator<TaggedResource> {
  for (const { arn, tags: left, wasTagged, deletedAt } of tags.entries()) {
    if (!wasTagged || !deletedAt) continue;
    if (now.getTime() - deletedAt.getTime() < rules.ghostSeconds * 1000) yield { arn, tags: left };
  }
}
