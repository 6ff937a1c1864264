import { usage } from '../../failure.ts';

/**
 * Tags as they are typed, each once.
 * @throws Failure `usage`.
 */
export function checkTags(tags: readonly string[]): string[] {
  const bad = tags.find((tag) => !/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/.test(tag));
  if (bad === undefined) return [...new Set(tags)];
  throw usage(`"${bad}" is no tag`, 'a tag has letters, digits, dots, dashes and underscores, 128 at most');
}
