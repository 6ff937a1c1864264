import { duration } from '../../terminal/ago.ts';
import type { StoredImage } from '../repository/stored-image.ts';
import { inUse } from '../use/in-use.ts';
import { indexesOf } from '../use/kin.ts';
import { spread, spreadToIndexes } from '../use/spread.ts';
import type { Look } from './found.ts';
import type { PruneWishes } from './wishes.ts';

/** An image that stays, and why, as a clause. */
export interface StayingImage {
  readonly image: StoredImage;
  readonly why: string;
}

export interface JudgedImages {
  /** The newest first. */
  readonly doomed: readonly StoredImage[];
  readonly staying: readonly StayingImage[];
}

/** Milliseconds in which an image that was just pushed may be about to be deployed. */
const day = 24 * 3600_000;

/**
 * Decides which images go: those that nothing needs, that were not pushed within the last day, and that the wishes let go. What
 * an index names, and what was added to an image, stays and goes with it.
 */
export function judgeImages(look: Look, wishes: PruneWishes): JudgedImages {
  const { images } = look;
  const own = spreadToIndexes(ownReasons(look, wishes), images, 'which stays');
  const reasons = spread(own, images);
  return {
    doomed: images.filter(({ digest }) => !reasons.has(digest)),
    staying: images.flatMap((image) => {
      const why = reasons.get(image.digest);
      return why === undefined ? [] : [{ image, why }];
    }),
  };
}

/** Why images stay for their own sake. Additions to an image are not counted, nor do they stay for their tags. */
function ownReasons({ images, uses, repository, now }: Look, wishes: PruneWishes): Map<string, string> {
  const used = inUse(uses, repository, images);
  const parts = indexesOf(images);
  const tagged = images.filter(({ tags, subject }) => tags.length > 0 && subject === undefined);
  const releases = tagged.filter(({ digest }) => !parts.has(digest));
  const newest = new Set(releases.slice(0, wishes.keep ?? 0));
  const withTag = new Set(wishes.keep === undefined ? tagged : []);
  const reasons = new Map<string, string>();
  for (const image of images) {
    const why =
      used.get(image.digest) ??
      lasting(image, now, wishes) ??
      (newest.has(image) ? whyNewest(wishes) : undefined) ??
      (withTag.has(image) ? 'it has a tag' : undefined);
    if (why !== undefined) reasons.set(image.digest, why);
  }
  return reasons;
}

/** What is so of an image whatever it belongs to. */
function lasting(
  { pushedAt, isArchived }: StoredImage,
  now: Date,
  { olderThan }: PruneWishes,
): string | undefined {
  const age = now.getTime() - pushedAt.getTime();
  if (isArchived) return 'it is archived';
  if (age < day) return 'it was pushed within the last day';
  if (olderThan !== undefined && age < olderThan * 1000)
    return `it was pushed less than ${duration(olderThan)} ago`;
  return undefined;
}

function whyNewest({ keep }: PruneWishes): string {
  return keep === 1 ? 'it is the newest with a tag' : `it is among the newest ${keep} with a tag`;
}
