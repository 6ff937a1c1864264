import { ECRClient, type Repository } from '@aws-sdk/client-ecr';
import type { Aws } from '../../../aws/aws.ts';
import type { EcrName } from '../../repository/name.ts';
import { ImageReader } from '../../repository/read-images.ts';
import { readRepository } from '../../repository/read-repository.ts';
import type { StoredImage } from '../../repository/stored-image.ts';
import { usesByDigest } from '../../use/in-use.ts';
import { readUses } from '../read-uses.ts';
import type { ListedScan } from '../value.ts';
import type { ListWishes } from '../wishes.ts';
import { chooseGroups, type KnownUses } from './choose.ts';
import { groupImages, type ImageGroup } from './group.ts';
import { readPlatforms } from './read-platforms.ts';
import { readScans } from './read-scans.ts';

/** What is known of a repository and of those of its images that were asked for. */
export interface FoundImages {
  readonly region: string;
  readonly repository: Repository;
  /** All of them, the newest first. */
  readonly images: readonly StoredImage[];
  readonly groups: readonly ImageGroup[];
  readonly chosen: readonly ImageGroup[];
  readonly uses: KnownUses;
  /** By digest. */
  readonly scans: ReadonlyMap<string, ListedScan>;
  readonly platforms: ReadonlyMap<string, string>;
}

/**
 * Reads a repository. What ECS uses takes the longest by far: it is asked for from the first moment on, and the scans of the
 * images meanwhile, unless it is by their use that they are chosen.
 * @throws Failure `not-found` for a repository that there is not.
 */
export async function readImages(aws: Aws, name: EcrName, wishes: ListWishes): Promise<FoundImages> {
  const reader = new ImageReader(aws, name.repository);
  const repository = readRepository(aws, name);
  const region = aws.client(ECRClient).config.region();
  const home = Promise.all([repository, region]).then(([{ registryId: account = '' }, own]) => ({
    account,
    region: own,
  }));
  const told = readUses(aws, home);
  const images = repository.then(() => reader.read());
  const groups = images.then((all) => groupImages(all, (digest) => reader.childrenOf(digest)));
  const uses = Promise.all([told, images]).then(([known, all]): KnownUses => {
    if ('unknown' in known) return known;
    return { byDigest: usesByDigest(known.uses, name.repository, all) };
  });
  const chosen = groups.then(async (all) =>
    chooseGroups(all, wishes, wishes.inUse === undefined ? undefined : await uses),
  );
  const [foundRepository, ownRegion, all, allGroups, known, some, scans, platforms] = await Promise.all([
    repository,
    region,
    images,
    groups,
    uses,
    chosen,
    chosen.then((list) => readScans(aws, name.repository, list)),
    chosen.then((list) =>
      wishes.platforms ? readPlatforms(aws, reader, name.repository, list) : new Map<string, string>(),
    ),
  ]);
  return {
    ...{ region: ownRegion, repository: foundRepository, images: all, groups: allGroups },
    ...{ chosen: some, uses: known, scans, platforms },
  };
}
