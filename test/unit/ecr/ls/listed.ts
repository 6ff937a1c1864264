import type { Repository } from '@aws-sdk/client-ecr';
import type { Descriptor } from '../../../../src/ecr/image/manifest.ts';
import { mediaTypes } from '../../../../src/ecr/image/media-types.ts';
import { chooseGroups, type KnownUses } from '../../../../src/ecr/ls/images/choose.ts';
import { groupImages } from '../../../../src/ecr/ls/images/group.ts';
import { listImages } from '../../../../src/ecr/ls/images/list.ts';
import type { ListedScan } from '../../../../src/ecr/ls/value.ts';
import type { ListWishes } from '../../../../src/ecr/ls/wishes.ts';
import type { StoredImage } from '../../../../src/ecr/repository/stored-image.ts';
import type { ImageUse, ImageUser } from '../../../../src/ecr/use/image-use.ts';
import { usesByDigest } from '../../../../src/ecr/use/in-use.ts';
import { now } from '../../terminal/screens.ts';

export const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

/** An image named by a letter, pushed so many days ago. */
export function image(letter: string, days: number, more: Partial<StoredImage> = {}): StoredImage {
  return {
    ...{ digest: digest(letter), tags: [], pushedAt: new Date(now.getTime() - days * 86_400_000) },
    ...{
      size: 20_000_000,
      mediaType: mediaTypes.ociManifest,
      isArchived: false,
      children: [],
      isReferrer: false,
    },
    ...more,
  };
}

/** What an index names. */
export interface Child {
  readonly letter: string;
  readonly platform?: string;
}

export function index(letter: string, days: number, tag: string, children: readonly Child[]): StoredImage {
  return image(letter, days, {
    ...{
      tags: [tag],
      mediaType: mediaTypes.ociIndex,
      children: children.map((child) => digest(child.letter)),
    },
  });
}

function descriptor({ letter, platform = 'unknown/unknown' }: Child): Descriptor {
  const [os = '', architecture = ''] = platform.split('/');
  return {
    ...{
      mediaType: mediaTypes.ociManifest,
      digest: digest(letter),
      size: 500,
      platform: { os, architecture },
    },
  };
}

export interface Estate {
  readonly images: readonly StoredImage[];
  /** By the letters of indexes. */
  readonly children?: Readonly<Record<string, readonly Child[]>>;
  readonly uses?: readonly ImageUse[];
  readonly usesUnknown?: string;
  /** By the letters of images. */
  readonly scans?: Readonly<Record<string, ListedScan>>;
  readonly platforms?: Readonly<Record<string, string>>;
}

export const use = (letter: string, kind: ImageUser['kind'], name: string): ImageUse => ({
  ...{ repository: 'web', digest: digest(letter), user: { kind, name }, why: `${kind} ${name} needs it` },
});

const repository: Repository = {
  repositoryName: 'web',
  repositoryUri: '1.dkr.ecr.us-east-1.amazonaws.com/web',
};

/** What is listed of an estate. */
export function listed(estate: Estate, wishes: Partial<ListWishes> = {}) {
  const { images, children = {}, uses = [], usesUnknown, scans = {}, platforms = {} } = estate;
  const byDigest = new Map(
    Object.entries(children).map(([letter, own]) => [digest(letter), own.map(descriptor)]),
  );
  const groups = groupImages(images, (of) => byDigest.get(of) ?? []);
  const known: KnownUses =
    usesUnknown === undefined ? { byDigest: usesByDigest(uses, 'web', images) } : { unknown: usesUnknown };
  const letters = <Value>(record: Readonly<Record<string, Value>>) =>
    new Map(Object.entries(record).map(([letter, value]) => [digest(letter), value]));
  return listImages({
    ...{ region: 'us-east-1', repository, images, groups, uses: known },
    chosen: chooseGroups(groups, { platforms: false, ...wishes }, known),
    ...{ scans: letters(scans), platforms: letters(platforms) },
  });
}
