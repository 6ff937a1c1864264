import { Failure } from '../../../failure.ts';
import type { ImageUse } from '../../use/image-use.ts';
import type { Use } from '../value.ts';
import type { ListWishes } from '../wishes.ts';
import type { ImageGroup } from './group.ts';

/** The uses of each image by its digest, or why they are not known. */
export type KnownUses =
  | { readonly byDigest: ReadonlyMap<string, readonly ImageUse[]> }
  | { readonly unknown: string };

/**
 * The images that were asked for.
 * @throws Failure `no-verdict` where it is to be told by its use, and that is not known: what is unknown is not unused.
 */
export function chooseGroups(
  groups: readonly ImageGroup[],
  { tagged, inUse, limit }: ListWishes,
  uses: KnownUses | undefined,
): ImageGroup[] {
  const chosen = groups.filter(
    (group) =>
      (tagged === undefined || tagged === group.image.tags.length > 0) &&
      (inUse === undefined || inUse === isUsed(group, uses)),
  );
  return chosen.slice(0, limit);
}

function isUsed(group: ImageGroup, uses: KnownUses | undefined): boolean {
  if (uses && 'byDigest' in uses) return usersOf(group, uses.byDigest).length > 0;
  throw new Failure('no-verdict', `what ECS uses is not known: ${uses?.unknown ?? 'it was not read'}`, {
    hint: 'leave --in-use and --unused out, or run it as somebody who may look into ECS',
  });
}

/** Whoever needs the image or one of its parts, each once: an index is pulled by its own name. */
export function usersOf(
  { image, parts }: ImageGroup,
  byDigest: ReadonlyMap<string, readonly ImageUse[]>,
): Use[] {
  const digests = [image.digest, ...parts.map(({ descriptor }) => descriptor.digest)];
  const users = new Map<string, Use>();
  for (const { user, why } of [...new Set(digests)].flatMap((digest) => byDigest.get(digest) ?? [])) {
    const key = `${user.kind} ${user.name}`;
    if (!users.has(key)) users.set(key, { ...user, why });
  }
  return [...users.values()];
}
