import type { Filter } from '@aws-sdk/client-ec2';
import type { Region } from '../../world/region.ts';
import { invalidValue } from './kinds.ts';
import { tagsOf } from './resource-tags.ts';

type Value = string | number | boolean | undefined;

/** By a filter's name what a resource has for it; one of several values is enough. */
export type FilterTable<Item> = Readonly<Record<string, (item: Item) => Value | readonly Value[]>>;

/**
 * Whether an item passes every filter. Filters are joined by "and", the values of one by "or"; values may hold `*` and
 * `?`, and `tag:KEY`, `tag-key` and `tag-value` look at the tags of the id that `idOf` gives. Throws
 * InvalidParameterValue for a filter that the table does not have.
 */
export function filtering<Item>(
  region: Region,
  filters: readonly Filter[],
  table: FilterTable<Item>,
  idOf: (item: Item) => string,
): (item: Item) => boolean {
  const tests = filters.map(({ Name = '', Values = [] }) => {
    const valuesOf = tagFilter(region, Name, idOf) ?? (Object.hasOwn(table, Name) ? table[Name] : undefined);
    if (!valuesOf) throw invalidValue(`The filter '${Name}' is invalid`);
    const accepts = acceptor(Values);
    return (item: Item) =>
      [valuesOf(item)].flat().some((value) => value !== undefined && accepts(`${value}`));
  });
  return (item) => tests.every((test) => test(item));
}

function tagFilter<Item>(
  region: Region,
  name: string,
  idOf: (item: Item) => string,
): FilterTable<Item>[string] | undefined {
  const tags = (item: Item) => tagsOf(region, idOf(item));
  if (name === 'tag-key') return (item) => tags(item).map(({ Key }) => Key);
  if (name === 'tag-value') return (item) => tags(item).map(({ Value: value }) => value);
  if (!name.startsWith('tag:')) return undefined;
  const key = name.slice('tag:'.length);
  return (item) => tags(item).flatMap((tag) => (tag.Key === key ? [tag.Value] : []));
}

/** A test for one of the values, by a set where none has a wildcard: lists of hundreds of ids are common. */
function acceptor(values: readonly string[]): (value: string) => boolean {
  const exact = new Set(values.filter((value) => !/[*?\\]/.test(value)));
  const patterns = values.filter((value) => /[*?\\]/.test(value)).map(wildcard);
  return (value) => exact.has(value) || patterns.some((pattern) => pattern.test(value));
}

/** `*` is any text, `?` any character, and a backslash takes the meaning from the character behind it. */
function wildcard(value: string): RegExp {
  const source = value.replaceAll(/\\?[\s\S]/g, (part) => {
    if (part === '*') return '[\\s\\S]*';
    if (part === '?') return '[\\s\\S]';
    return (part.at(-1) ?? '').replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
  });
  return new RegExp(`^${source}$`);
}
