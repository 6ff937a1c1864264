import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { usage } from '../../failure.ts';
import { type Platform, parsePlatform } from '../image/platform.ts';
import { parseDestination, parseImageReference, type RegistryName } from '../reference.ts';
import { parseSpecification, type Specification } from '../source/specification.ts';
import { type PushScanFlags, readWantedScan, type WantedScan } from './wanted-scan.ts';

/** What to do where a tag stands for another image already. */
export type IfExists = 'fail' | 'skip' | 'overwrite';

/** What was asked for. */
export interface WantedPush {
  readonly source: Specification;
  /** The source as it was typed. */
  readonly sourceText: string;
  readonly registry: RegistryName;
  readonly repository: string;
  /** None for an image that is to be there by its digest alone. */
  readonly tags: readonly string[];
  /** What the image's digest must be. */
  readonly digest?: string;
  readonly platform?: Platform;
  /** Undefined: tags that may move are moved. */
  readonly ifExists?: IfExists;
  readonly create: boolean;
  readonly mountFrom?: string;
  readonly jobs: number;
  readonly digestFile?: string;
  /** The scan that is to follow. */
  readonly scan?: WantedScan;
}

interface PushFlags extends PushScanFlags {
  readonly platform?: string | undefined;
  readonly ifExists?: string | undefined;
  readonly create: boolean;
  readonly mountFrom?: string | undefined;
  readonly jobs?: number | undefined;
  readonly digestFile?: string | undefined;
  readonly public: boolean;
}

const usualJobs = 4;

/** @throws Failure `usage` for words that contradict each other, or mean nothing. */
export function readWanted(
  sourceText: string,
  destinations: readonly string[],
  flags: PushFlags,
): WantedPush {
  const source = parseSpecification(sourceText);
  const { registry, repository, tags, digest } = oneDestination(destinations);
  if (flags.digestFile !== undefined) checkFolder(flags.digestFile);
  if (source.kind === 'engine') checkEngine(tags, flags);
  const toRegistry = flags.public ? publicRegistry(registry) : registry;
  const scan = readWantedScan(flags, toRegistry);
  return {
    source,
    sourceText,
    registry: toRegistry,
    repository,
    tags,
    ...(digest !== undefined && { digest }),
    ...(flags.platform !== undefined && { platform: parsePlatform(flags.platform) }),
    ...(flags.ifExists !== undefined && { ifExists: flags.ifExists as IfExists }),
    create: flags.create,
    ...(flags.mountFrom !== undefined && { mountFrom: repositoryAlone(flags.mountFrom) }),
    jobs: flags.jobs ?? usualJobs,
    ...(flags.digestFile !== undefined && { digestFile: flags.digestFile }),
    ...(scan && { scan }),
  };
}

function checkEngine(tags: readonly string[], { platform, mountFrom }: PushFlags): void {
  const flag = platform !== undefined ? '--platform' : mountFrom !== undefined ? '--mount-from' : undefined;
  if (flag)
    throw usage(`${flag} is of archives and layouts`, 'the engine pushes as it does; leave the flag out');
  if (tags.length === 0)
    throw usage('an engine pushes by a tag, not by a digest', 'write the repository like web:1.2');
}

/** `web:1.2 web:latest` is `web:1.2,latest`. */
function oneDestination(texts: readonly string[]): ReturnType<typeof parseDestination> {
  const [first, ...others] = texts.map(parseDestination);
  if (!first) throw usage('there is no repository to push to', 'write it like web:1.2');
  const stray = others.findIndex(
    ({ registry, repository }) => repository !== first.repository || registry.kind !== first.registry.kind,
  );
  if (stray >= 0) {
    throw usage(
      `"${texts[0]}" and "${texts[stray + 1]}" are two repositories`,
      'push to one at a time, with any number of tags: web:1.2,latest',
    );
  }
  return { ...first, tags: [...new Set([first, ...others].flatMap(({ tags }) => tags))] };
}

function publicRegistry(registry: RegistryName): RegistryName {
  if (registry.kind === 'ecr-public') return registry;
  if (registry.kind === 'ecr' && !registry.host)
    return { kind: 'ecr-public', host: 'public.ecr.aws', isOwn: true };
  throw usage('--public is of ECR Public', 'name the repository alone, or as public.ecr.aws/ALIAS/NAME');
}

function repositoryAlone(text: string): string {
  const { repository, registry, tag, digest } = parseImageReference(text);
  const isAlone = registry.kind === 'ecr' && !registry.host && tag === undefined && digest === undefined;
  if (isAlone) return repository;
  throw usage(
    `--mount-from: "${text}" is more than a repository`,
    'name one of the same registry, such as team/base',
  );
}

/** Found out before anything is pushed rather than after it. */
function checkFolder(file: string): void {
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
    if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return;
  } catch {
    // What cannot be looked at cannot be written to.
  }
  throw usage(
    `--digest-file: "${file}" cannot be written`,
    'name a file in a folder that exists and can be written to',
  );
}
