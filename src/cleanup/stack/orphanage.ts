import type { Aws } from '../../aws/aws.ts';
import { listStacks } from './read-stacks.ts';
import { livingStacks } from './read-subject.ts';
import type { Subject } from './subject.ts';
import { stackTag, type TagIndex } from './tag-index.ts';

/** All stacks that are gone as one subject: whatever carries the id of one of them is an orphan. */
export async function readOrphanage(aws: Aws, region: string, tags: TagIndex): Promise<Subject> {
  const others = livingStacks(await listStacks(aws), new Set());
  const tagged = [...tags.values()].flatMap((all) => all[stackTag.id] ?? []);
  return {
    name: region,
    title: `stacks that are gone, in ${region}`,
    stacks: [],
    ids: new Set(tagged.filter((id) => !others.has(id))),
    exportsInUse: [],
    others,
    namesakes: [],
  };
}
