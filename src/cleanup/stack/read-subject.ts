import type { StackSummary } from '@aws-sdk/client-cloudformation';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { Failure } from '../../failure.ts';
import { readExportsInUse } from './read-exports.ts';
import { listStacks, readStackTree } from './read-stacks.ts';
import { isAlive, type Subject, stackNameOf } from './subject.ts';
import { stackTag, type TagIndex } from './tag-index.ts';

/**
 * The stack of that name or id, whatever has become of it: alive, half deleted, deleted within the ninety days for
 * which AWS remembers, or forgotten and known only by the tags of what it left.
 * @throws Failure `not-found` for a name of which there is no trace, `refused` for a nested stack.
 */
export async function readSubject(aws: Aws, asked: string, tags: TagIndex): Promise<Subject> {
  const listed = await listStacks(aws);
  const ids = idsOf(asked, listed, tags);
  if (ids.length === 0) {
    throw notFound('stack', asked, [...new Set(listed.flatMap(({ StackName }) => StackName ?? []))]);
  }
  const known = ids.filter((id) => listed.some(({ StackId }) => StackId === id));
  refuseNested(known, listed);
  const stacks = (await Promise.all(known.map((id) => readStackTree(aws, id)))).flat();
  const own = new Set([...ids, ...stacks.map(({ id }) => id)]);
  const alive = stacks.filter(isAlive);
  const name = stackNameOf(ids[0] ?? asked);
  return {
    name,
    title: `stack ${name}`,
    stacks,
    ids: own,
    exportsInUse: await readExportsInUse(aws, alive),
    others: livingStacks(listed, own),
    namesakes: namesakesOf(asked, own, tags),
  };
}

/** The living stack of a name, or else all dead ones of it: names are used again, ids are not. */
function idsOf(asked: string, listed: readonly StackSummary[], tags: TagIndex): string[] {
  if (asked.startsWith('arn:')) {
    const isKnown = listed.some(({ StackId }) => StackId === asked);
    return isKnown || taggedIds(tags, stackTag.id, asked).length > 0 ? [asked] : [];
  }
  const named = listed.filter(({ StackName }) => StackName === asked);
  const living = named.find(({ StackStatus = '' }) => isAlive({ status: StackStatus }));
  if (living?.StackId) return [living.StackId];
  const dead = named.flatMap(({ StackId }) => StackId ?? []);
  return [...new Set([...dead, ...taggedIds(tags, stackTag.name, asked)])];
}

function taggedIds(tags: TagIndex, key: string, value: string): string[] {
  const ids = [...tags.values()].flatMap((all) => (all[key] === value ? (all[stackTag.id] ?? []) : []));
  return [...new Set(ids)];
}

/** CloudFormation deletes nested stacks with the one that they are nested in, and only so. */
function refuseNested(ids: readonly string[], listed: readonly StackSummary[]): void {
  const byId = new Map(listed.map((stack) => [stack.StackId, stack]));
  for (const id of ids) {
    const root = byId.get(byId.get(id)?.RootId);
    if (!root || root.StackId === id || !isAlive({ status: root.StackStatus ?? '' })) continue;
    if (!isAlive({ status: byId.get(id)?.StackStatus ?? '' })) continue;
    throw new Failure('refused', `stack ${stackNameOf(id)} is nested in stack ${root.StackName}`, {
      hint: `clean up the whole: ecsctl cleanup --stack ${root.StackName}`,
    });
  }
}

/** All living stacks but those of the subject itself: id → name. */
export function livingStacks(listed: readonly StackSummary[], own: ReadonlySet<string>): Map<string, string> {
  return new Map(
    listed
      .filter(({ StackStatus = '' }) => isAlive({ status: StackStatus }))
      .flatMap(({ StackId = '', StackName = '' }): [string, string][] =>
        own.has(StackId) ? [] : [[StackId, StackName]],
      ),
  );
}

function namesakesOf(asked: string, own: ReadonlySet<string>, tags: TagIndex): string[] {
  return taggedIds(tags, stackTag.name, asked).filter((id) => !own.has(id));
}
