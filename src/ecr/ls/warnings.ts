import { compactIds } from '../../plan/compact-ids.ts';
import type { ImagesValue, RepositoriesValue } from './value.ts';

/** That nothing can be said of what is in use; none where it can. */
export function unknownUses({ usesUnknown }: Pick<ImagesValue, 'usesUnknown'>): string[] {
  return usesUnknown === undefined ? [] : [`what ECS uses is not known: ${usesUnknown}`];
}

/** Which repositories could not be looked into, in one line with why; none where all could. */
export function unknownContents({ repositories }: RepositoriesValue): string[] {
  const closed = repositories.filter(({ contentsUnknown }) => contentsUnknown !== undefined);
  const [first] = closed;
  if (!first) return [];
  const names = compactIds(
    closed.map(({ name }) => name),
    6,
  );
  return [`the images of ${names} are not told: ${first.contentsUnknown}`];
}
