import type { Aws } from '../aws/aws.ts';
import type { Kind, Search, Wishes } from './kind.ts';
import type { StackResource, Subject } from './stack/subject.ts';
import type { TagIndex } from './stack/tag-index.ts';
import type { Ref, Thing } from './thing.ts';

export interface SurveyOptions {
  readonly aws: Aws;
  readonly region: string;
  readonly kinds: readonly Kind[];
  readonly wishes: Wishes;
  readonly tags: TagIndex;
  /** Without a subject nothing is named by a stack's list. */
  readonly subject?: Subject;
  /** More that is to be found, though nothing may speak of it any more. */
  readonly named?: readonly Ref[];
}

/** Everything of every kind in the region: the kinds that can be listed at once, then those that must be named. */
export async function survey(options: SurveyOptions): Promise<Thing[]> {
  const { kinds, tags, subject, named = [] } = options;
  const listed = (subject?.stacks ?? []).flatMap(({ resources }) => resources);
  const names = namesOf([...named, ...listed.flatMap((resource) => refOf(resource, kinds) ?? [])]);
  const search: Search = {
    aws: options.aws,
    region: options.region,
    wishes: options.wishes,
    tagsOf: (arn) => tags.get(arn) ?? {},
    named: (kind) => names.get(kind) ?? new Set(),
  };
  const ask = (asked: readonly Kind[]) => Promise.all(asked.map((kind) => kind.find(search)));
  const first = (await ask(kinds.filter(({ wave }) => wave === undefined))).flat();
  for (const { to } of first.flatMap(({ ties }) => ties)) addName(names, to);
  const second = (await ask(kinds.filter(({ wave }) => wave === 2))).flat();
  return [...first, ...second];
}

/** What a stack's list calls a resource, as a kind of ours calls it; undefined for a type that no kind is of. */
export function refOf({ type, physicalId }: StackResource, kinds: readonly Kind[]): Ref | undefined {
  const kind = kinds.find(({ types }) => types.includes(type));
  if (!kind || physicalId === '') return undefined;
  return { kind: kind.name, id: kind.idOf?.(physicalId) ?? physicalId };
}

function namesOf(refs: readonly Ref[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const ref of refs) addName(names, ref);
  return names;
}

function addName(names: Map<string, Set<string>>, { kind, id }: Ref): void {
  const known = names.get(kind);
  if (known) known.add(id);
  else names.set(kind, new Set([id]));
}
