import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runsFolder } from '../plan/record.ts';
import type { VerbContext } from '../verb/verb.ts';
import type { Finding } from './judge/finding.ts';
import type { Thing } from './thing.ts';
import { type Unfinished, unfinishedOf } from './unfinished.ts';

type Details = Pick<Thing, 'name' | 'arn' | 'tags' | 'definition'>;

/** A run's inventory: the ids of the stacks that it was about, and what was to go. */
interface RecordedInventory {
  readonly stacks: readonly string[];
  readonly things: readonly (Unfinished & Details)[];
}

/** What is written down before the first deletion: of each thing why it goes, and all that AWS says of it. */
export function recordedInventory(stacks: Iterable<string>, doomed: readonly Finding[]): RecordedInventory {
  const things = doomed.map((finding) => {
    const { name, arn, tags, definition } = finding.thing;
    return { ...unfinishedOf(finding), name, ...(arn && { arn }), tags, definition };
  });
  return { stacks: [...stacks], things };
}

/** What this run and earlier ones of the same stacks were to delete. */
export function earlierRuns(
  { env, clock }: Pick<VerbContext, 'env' | 'clock'>,
  unfinished: readonly Unfinished[],
): (stacks: ReadonlySet<string>) => Promise<readonly Unfinished[]> {
  return async (stacks) => [...unfinished, ...(await readUnfinished(env, stacks, clock.now()))];
}

/** Days for which AWS remembers a deleted stack, and a run of ours is of interest. */
const memoryDays = 90;
/** Days for which a name of which AWS tells no time of birth is taken to mean the same thing. */
const nameDays = 1;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What earlier runs about any of these stacks were to delete and did not see to its end: they were stopped, or
 * something failed. Empty where the last one came through. What was deleted only because somebody named it is not
 * among them.
 */
async function readUnfinished(
  env: Environment,
  stacks: ReadonlySet<string>,
  now: Date,
): Promise<Unfinished[]> {
  const folder = runsFolder(env);
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000).toISOString();
  const runs = (await readdir(folder).catch(() => [] as string[]))
    .filter((name) => name.includes('-cleanup-') && name > daysAgo(memoryDays))
    .sort()
    .reverse();
  const unfinished: Unfinished[] = [];
  for (const run of runs) {
    const inventory = await readJson<RecordedInventory>(join(folder, run, 'inventory.json'));
    if (!inventory?.stacks?.some((id) => stacks.has(id))) continue;
    if (await isWhole(join(folder, run))) break;
    const isRecent = run > daysAgo(nameDays);
    unfinished.push(
      ...inventory.things
        .filter(({ evidence }) => evidence !== 'suspected')
        .filter((thing) => isRecent || isUnique(thing)),
    );
  }
  return unfinished;
}

/** Whether nothing else can ever be taken for it: AWS tells when it was made, or has made up its id. */
function isUnique({ id, createdAt }: Unfinished): boolean {
  return createdAt !== undefined || /[0-9a-f]{8}/.test(id);
}

interface Outcome {
  readonly step: string;
  readonly status: string;
}

/** Whether the last word on each step of a run is that it was done. */
async function isWhole(folder: string): Promise<boolean> {
  const outcomes = await readJson<readonly Outcome[]>(join(folder, 'outcome.json'));
  if (!outcomes) return false;
  const last = new Map(outcomes.map(({ step, status }) => [step, status]));
  return [...last.values()].every((status) => status === 'done');
}

/** Undefined for a file that is not there or not whole: a run may end while it is being written. */
async function readJson<Content>(path: string): Promise<Content | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
