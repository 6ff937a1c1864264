import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { listStacks, readStackTree } from './read-stacks.ts';
import { livingStacks } from './read-subject.ts';
import type { Subject } from './subject.ts';
import { stackTag, type TagIndex } from './tag-index.ts';

/**
 * All stacks that are gone as one subject: whatever carries the id of one of them is an orphan. The lists of those that
 * AWS remembers tell what a deletion policy has kept.
 */
export async function readOrphanage(aws: Aws, region: string, tags: TagIndex): Promise<Subject> {
  const listed = await listStacks(aws);
  const others = livingStacks(listed, new Set());
  const tagged = [...tags.values()].flatMap((all) => all[stackTag.id] ?? []);
  const ids = new Set(tagged.filter((id) => !others.has(id)));
  const known = listed.flatMap(({ StackId = '' }) => (ids.has(StackId) ? StackId : []));
  const trees = await eachAtOnce(known, (id) => readStackTree(aws, id));
  return {
    name: region,
    title: `stacks that are gone, in ${region}`,
    stacks: [...new Map(trees.flat().map((stack) => [stack.id, stack])).values()],
    ids,
    exportsInUse: [],
    others,
    namesakes: [],
  };
}
