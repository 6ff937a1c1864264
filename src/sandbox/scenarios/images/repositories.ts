import type { Call } from '../../service.ts';
import { type PlantedImage, plantImage } from '../../services/ecr/plant.ts';
import { CreateRepository } from '../../services/ecr/repositories.ts';

const DAY_MS = 24 * 3600_000;

/** The images that services and schedules name, by what they are called here. */
export interface Digests {
  /** The release of `web` that is running, three behind the newest. */
  readonly runningWeb: string;
}

/** Layers of a size such as they have; the lower ones are the same in all images on them. */
const debian12 = { content: 'debian 12', size: 29_150_000 };
const node20 = { content: 'node 20', size: 44_310_000 };
const alpine = { content: 'alpine 3.18', size: 3_402_000 };
const python311 = { content: 'python 3.11', size: 17_120_000 };
const debian10 = { content: 'debian 10', size: 50_440_000 };

/** Builds of many months in five repositories. */
export function fillRepositories(call: Call): Digests {
  const make = (repositoryName: string, scanOnPush: boolean, imageTagMutability?: 'IMMUTABLE') =>
    CreateRepository(
      { repositoryName, imageTagMutability, imageScanningConfiguration: { scanOnPush } },
      { ...call, now: daysAgo(call, 400) },
    );
  make('web', true);
  make('worker', true);
  make('batch', false, 'IMMUTABLE');
  make('legacy', true);
  make('cache', false);
  fillWorker(call);
  fillBatch(call);
  fillLegacy(call);
  fillCache(call);
  return { runningWeb: fillWeb(call) };
}

/** Twelve releases in 120 days, `1.0` to `1.11`, and the digest of the one that runs. */
function fillWeb(call: Call): string {
  const releases = Array.from({ length: 12 }, (_, index) => {
    const age = 120 - index * 10.5;
    const app = { content: `web 1.${index}`, size: 18_200_000 + index * 137_000 };
    return plantImage(
      {
        ...{ repositoryName: 'web', content: `web 1.${index}`, base: 'debian:12' },
        tags: index === 11 ? ['1.11', 'latest'] : [`1.${index}`],
        layers: [debian12, node20, app],
        ...{ pushedAt: daysAgo(call, age), lastPulledAt: daysAgo(call, index === 8 ? 1 : age - 1) },
      },
      call,
    );
  });
  return releases[8] ?? '';
}

/** Five releases for two platforms each: of an image the tag stands for the index, and its platforms have none. */
function fillWorker(call: Call): void {
  for (let index = 0; index < 5; index += 1) {
    const app = { content: `worker 3.${index}`, size: 9_400_000 + index * 52_000 };
    plantImage(
      {
        ...{ repositoryName: 'worker', content: `worker 3.${index}`, base: 'alpine:3.18' },
        ...{ tags: [`3.${index}`], platforms: ['linux/amd64', 'linux/arm64'] },
        ...{ layers: [alpine, python311, app], pushedAt: daysAgo(call, 75 - index * 14) },
      },
      call,
    );
  }
}

/** A build a month, under tags that stay. */
function fillBatch(call: Call): void {
  for (let index = 0; index < 6; index += 1) {
    const app = { content: `batch ${index}`, size: 31_000_000 + index * 410_000 };
    plantImage(
      {
        ...{ repositoryName: 'batch', content: `batch ${index}`, tags: [`build-${41 + index}`] },
        ...{
          base: 'debian:12',
          layers: [debian12, python311, app],
          pushedAt: daysAgo(call, 170 - index * 30),
        },
      },
      call,
    );
  }
}

/** Nobody has built it for a year. */
function fillLegacy(call: Call): void {
  const plant = (tag: string, age: number, more: Partial<PlantedImage> = {}) =>
    plantImage(
      {
        ...{ repositoryName: 'legacy', content: `legacy ${tag}`, tags: [tag], base: 'debian:10' },
        layers: [debian10, { content: `legacy ${tag}`, size: 212_000_000 }],
        ...{ pushedAt: daysAgo(call, age), ...more },
      },
      call,
    );
  plant('4.1', 395, { scanEnds: 'FAILED' });
  plant('4.2', 372);
}

/** What builds leave behind: each takes the tag from the one before it. */
function fillCache(call: Call): void {
  for (let index = 0; index < 14; index += 1) {
    const layers = [debian12, { content: `cache ${index}`, size: 260_000_000 + index * 3_000_000 }];
    plantImage(
      {
        ...{ repositoryName: 'cache', content: `cache ${index}`, tags: ['buildcache'] },
        ...{ base: 'debian:12', layers, pushedAt: daysAgo(call, 56 - index * 4) },
      },
      call,
    );
  }
}

function daysAgo({ now }: Call, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
