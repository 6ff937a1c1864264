import { ECRClient, GetRegistryScanningConfigurationCommand } from '@aws-sdk/client-ecr';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import type { VerbContext } from '../../verb/verb.ts';
import { isDenied } from '../denied.ts';
import { shortName } from './finding-words.ts';
import { followScan, type Scanned } from './follow.ts';
import type { ImageFound, ScanFound } from './judge.ts';
import { type PlatformImage, type Resolved, repositoryOf, resolveImage } from './resolve.ts';
import { readRunning } from './running.ts';
import type { ScanType } from './states.ts';
import type { Target } from './target.ts';
import { showWaiting } from './waiting.ts';
import type { Wanted } from './wanted.ts';

/** Scans waited for at once; each asks once in ten seconds. */
const scansAtOnce = 20;

type Context = Pick<VerbContext, 'aws' | 'terminal' | 'clock' | 'signal'>;

/** Everything that is to be judged: the images, their platforms, and what came of the scan of each. */
export async function readScans(context: Context, wanted: Wanted): Promise<ScanFound> {
  const { what } = wanted;
  if ('targets' in what) return { images: await scanAll(context, what.targets, wanted), unscannable: [] };
  const { cluster, service } = what.place;
  const where = service === undefined ? `cluster ${cluster}` : `service ${cluster}/${service}`;
  const { targets, unscannable } = await readRunning(context.aws, what.place);
  return { images: await scanAll(context, targets, wanted), unscannable, where };
}

interface Scan {
  readonly target: Target;
  readonly image: PlatformImage;
}

async function scanAll(context: Context, targets: readonly Target[], wanted: Wanted): Promise<ImageFound[]> {
  const roads = new Roads(context.aws);
  const resolved = await eachAtOnce(targets, (target) => resolveImage(roads.to(target).client, target));
  const scans = new Map<string, Scan>();
  for (const [index, target] of targets.entries()) {
    for (const image of platformsOf(resolved[index])) scans.set(keyOf(target, image), { target, image });
  }
  const waiting = showWaiting(context.terminal, scans.size);
  const follow = async ([key, { target, image }]: [string, Scan]): Promise<[string, Scanned]> => {
    const { client, registry, now } = roads.to(target);
    const name = `${shortName(target.name)}${image.platform === undefined ? '' : ` ${image.platform}`}`;
    const imageId = { imageDigest: image.digest };
    const scanned = await followScan(
      client,
      { ...repositoryOf(target), imageId },
      {
        ...{ mayStart: wanted.mayStart, patience: wanted.patience, now, registry: await registry() },
        ...{ clock: context.clock, signal: context.signal },
        onWaiting: (what) => waiting.on(key, `${name}: waiting for ${what}`),
      },
    );
    waiting.done(key);
    return [key, scanned];
  };
  try {
    const answers = new Map(await eachAtOnce([...scans], follow, scansAtOnce));
    return targets.map((target, index) => {
      const image = resolved[index] ?? { kind: 'untold', why: 'it was not looked at' };
      const scanned = platformsOf(image).flatMap((one) => answers.get(keyOf(target, one)) ?? []);
      return { target, resolved: image, scanned };
    });
  } finally {
    waiting.close();
  }
}

function platformsOf(resolved: Resolved | undefined): readonly PlatformImage[] {
  return resolved?.kind === 'there' ? resolved.platforms : [];
}

function keyOf({ account, region, repository }: Target, { digest }: PlatformImage): string {
  return JSON.stringify([account, region, repository, digest]);
}

interface Road {
  readonly client: ECRClient;
  /** How the registry scans; undefined where it may not be asked, or is another account's. */
  readonly registry: () => Promise<ScanType | undefined>;
  readonly now: () => Date;
}

/** The ways to the registries of several regions, each opened once. */
class Roads {
  readonly #aws: Aws;
  readonly #roads = new Map<string, Road>();

  constructor(aws: Aws) {
    this.#aws = aws;
  }

  to({ region, account }: Target): Road {
    const key = `${region} ${account}`;
    const known = this.#roads.get(key);
    if (known) return known;
    const aws = region === undefined ? this.#aws : this.#aws.inRegion(region);
    const client = aws.client(ECRClient);
    let asked: Promise<ScanType | undefined> | undefined;
    const registry = () => {
      asked ??= scanTypeOf(client, account);
      return asked;
    };
    const road = { client, registry, now: () => aws.now() };
    this.#roads.set(key, road);
    return road;
  }
}

/** Of the caller's own registry: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRegistryScanningConfiguration.html */
async function scanTypeOf(client: ECRClient, account: string | undefined): Promise<ScanType | undefined> {
  try {
    const answer = await client.send(new GetRegistryScanningConfigurationCommand({}));
    if (account !== undefined && answer.registryId !== account) return undefined;
    return answer.scanningConfiguration?.scanType === 'ENHANCED' ? 'enhanced' : 'basic';
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}
