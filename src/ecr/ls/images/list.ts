import { isAttestation } from '../../image/manifest.ts';
import { platformName } from '../../image/platform.ts';
import { isIndex } from '../../repository/stored-image.ts';
import type { ImagesValue, ListedImage, ListedPart, ListedScan, Use } from '../value.ts';
import { type KnownUses, usersOf } from './choose.ts';
import type { ImageGroup, Part } from './group.ts';
import type { FoundImages } from './read.ts';
import { scanOfPlatforms } from './scan.ts';

/** The images that were asked for, the newest first, each with all that is part of it. */
export function listImages(found: FoundImages): ImagesValue {
  const { region, repository, images, groups, chosen, uses } = found;
  const isKnown = 'byDigest' in uses;
  return {
    region,
    repository: repository.repositoryName ?? '',
    uri: repository.repositoryUri ?? '',
    imageCount: groups.length,
    size: images.filter((image) => !isIndex(image)).reduce((sum, { size }) => sum + size, 0),
    ...(isKnown && { inUseCount: groups.filter((group) => usersIn(group, uses).length > 0).length }),
    images: chosen.map((group) => listedImage(group, found)),
    ...(!isKnown && { usesUnknown: uses.unknown }),
  };
}

function usersIn(group: ImageGroup, uses: KnownUses): Use[] {
  return 'byDigest' in uses ? usersOf(group, uses.byDigest) : [];
}

function listedImage(group: ImageGroup, found: FoundImages): ListedImage {
  const { image, attached, partOf } = group;
  const { digest, tags, size, pushedAt, pulledAt, mediaType, isArchived } = image;
  const parts = group.parts.map((part) => listedPart(part, found));
  const users = usersIn(group, found.uses);
  return {
    ...{ tags, digest, size, pushedAt },
    ...(pulledAt && { pulledAt }),
    ...{ mediaType, archived: isArchived },
    platforms: platformsOf(group, found),
    scan: isArchived ? archived : scanOf(group, parts, found),
    ...('byDigest' in found.uses && { inUse: users.length > 0 }),
    inUseBy: users,
    parts,
    attached: attached.map((one) => ({ digest: one.digest, tags: one.tags, size: one.size })),
    partOf,
  };
}

/** ECR scans nothing that is archived, and gives out no findings of it. */
const archived: ListedScan = { state: 'no answer', status: 'IMAGE_ARCHIVED', why: 'archived' };
const notAsked: ListedScan = { state: 'not asked' };

function scanOf({ image }: ImageGroup, parts: readonly ListedPart[], { scans }: FoundImages): ListedScan {
  if (!isIndex(image)) return scans.get(image.digest) ?? notAsked;
  return scanOfPlatforms(parts.flatMap(({ scan }) => scan ?? []));
}

function listedPart({ descriptor, image }: Part, { scans }: FoundImages): ListedPart {
  const platform = platformName(descriptor.platform);
  const attestation = isAttestation(descriptor);
  const isScanned = image !== undefined && !attestation && !isIndex(image);
  return {
    digest: descriptor.digest,
    ...(platform !== undefined && { platform }),
    attestation,
    missing: image === undefined,
    ...(image && { size: image.size }),
    ...(isScanned && {
      scan: image.isArchived ? archived : (scans.get(descriptor.digest) ?? notAsked),
    }),
  };
}

/** Of an index those that it names; a plain image has one, where that was read. */
function platformsOf({ image, parts }: ImageGroup, { platforms }: FoundImages): string[] {
  const own = platforms.get(image.digest);
  const named = parts.flatMap(({ descriptor }) => platformName(descriptor.platform) ?? []);
  return [...new Set(own === undefined ? named : [own, ...named])];
}
