import { usage } from '../failure.ts';

/** What is to be cleaned up. */
export type Job = 'stack' | 'orphans' | 'taskDefinitions';

const flagOf: Readonly<Record<Job, string>> = {
  stack: '--stack NAME',
  orphans: '--orphans',
  taskDefinitions: '--task-definitions',
};

/**
 * The one thing that is asked for.
 * @throws a usage failure for none, and for two at once.
 */
export function onlyOneOf({
  stack,
  orphans,
  taskDefinitions,
}: {
  stack: string | undefined;
  orphans: boolean;
  taskDefinitions: boolean;
}): Job {
  const asked = { stack: stack !== undefined, orphans, taskDefinitions };
  const jobs = (Object.keys(flagOf) as Job[]).filter((job) => asked[job]);
  const [job, other] = jobs;
  const choice = `write one of ${Object.values(flagOf).join(', ')}`;
  if (job === undefined) throw usage('nothing is named to be cleaned up', choice);
  if (other !== undefined) throw usage(`${flagOf[job]} and ${flagOf[other]} exclude each other`, choice);
  if (job === 'stack' && stack?.trim() === '') throw usage('--stack: a stack has a name', choice);
  return job;
}

/** The flags that only some of the jobs know. */
const jobsOf: Readonly<Record<string, readonly Job[]>> = {
  allRegions: ['orphans'],
  check: ['stack', 'orphans'],
  also: ['stack', 'orphans'],
  retained: ['stack', 'orphans'],
  deleteData: ['stack', 'orphans'],
  keepTaskDefinitions: ['stack', 'orphans'],
  deleteTaskDefinitions: ['stack', 'orphans'],
  prices: ['stack', 'orphans'],
  family: ['taskDefinitions'],
  olderThan: ['taskDefinitions'],
  delete: ['taskDefinitions'],
};

/**
 * Holds that every flag says something about the job: one that is not heeded would be believed to be.
 * @throws a usage failure that names the flag.
 */
export function refuseForeign(job: Job, given: ReadonlySet<string>): void {
  for (const flag of given) {
    const jobs = jobsOf[flag];
    if (jobs === undefined || jobs.includes(job)) continue;
    const written = `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw usage(
      `${written} says nothing about ${flagOf[job]}`,
      `it goes with ${jobs.map((one) => flagOf[one]).join(' or ')}`,
    );
  }
}

/** `a,b` and `a` `b` are the same list. */
export function wordsOf(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((word) => word.trim())
    .filter(Boolean);
}
