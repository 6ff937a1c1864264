import type { AwsCli } from './aws-cli.ts';
import { type EcsctlResult, ecsctl } from './ecsctl.ts';
import { mustMatch, type Pattern } from './matches.ts';
import { cluster, type Estate, taskDefinition } from './seed.ts';
import { must, type Site } from './site.ts';
import { startWitness, type Write } from './witness.ts';

/** A service of its own for one case, and the tools to work on it. */
export interface Room {
  readonly site: Site;
  readonly estate: Estate;
  /** `lab/NAME` */
  readonly service: string;
  /** `service/lab/NAME`, as Application Auto Scaling names it. */
  readonly resourceId: string;
  /** Runs a command that must end with `code`, 0 where it is not given. */
  ecsctl(argv: readonly string[], code?: number): Promise<EcsctlResult>;
  /** Prepares and reads back, with the aws command line. */
  aws<Answer = unknown>(...words: readonly string[]): Promise<Answer>;
  /** The requests of ecsctl since the last call that could have changed something. */
  takeWrites(): Write[];
  /** Lets ecsctl believe that it is so many days later: what was made here is that old then, which no site can make it. */
  postdate(days: number): void;
}

/** Makes a service for a case, runs it there, and lets go of everything but the service. */
export async function withRoom(
  { aws, site, estate }: { aws: AwsCli; site: Site; estate: Estate },
  name: string,
  use: (room: Room) => Promise<void>,
): Promise<void> {
  const ask = <Answer>(...words: readonly string[]) => must<Answer>(aws, site, words);
  await ask(
    ...['ecs', 'create-service', '--cluster', cluster, '--service-name', name, '--launch-type', 'FARGATE'],
    ...[
      '--task-definition',
      taskDefinition,
      '--desired-count',
      '2',
      '--network-configuration',
      estate.network,
    ],
    ...['--load-balancers', `targetGroupArn=${estate.targetGroup},containerName=app,containerPort=80`],
  );
  const witness = await startWitness(site.url);
  const run = async (argv: readonly string[], code = 0) => {
    const result = await ecsctl(witness.url, argv);
    if (result.code === code) return result;
    throw new Error(
      `ecsctl ${argv.join(' ')} ended with ${result.code}, not ${code}: ${result.stderr.trim()}`,
    );
  };
  const service = `${cluster}/${name}`;
  const { takeWrites, postdate } = witness;
  const resourceId = `service/${service}`;
  try {
    await use({ site, estate, service, resourceId, ecsctl: run, aws: ask, takeWrites, postdate });
  } finally {
    witness.close();
  }
}

/**
 * What holds of every verb that writes: a dry run finds something to do and writes nothing, the run proper makes these
 * writes and no others that AWS takes, and a second run finds nothing to do and writes nothing.
 */
export async function changes(room: Room, argv: readonly string[], writes: readonly string[]): Promise<void> {
  await changesOnce(room, argv, writes);
  await changesNothing(room, argv);
}

/** The dry run and the run of {@link changes}, for what cannot be done a second time. */
export async function changesOnce(
  room: Room,
  argv: readonly string[],
  writes: readonly string[],
): Promise<void> {
  room.takeWrites();
  const dry = await room.ecsctl([...argv, '--dry-run', '--detailed-exitcode'], 3);
  mustMatch(dry.value, { dryRun: true, changed: true }, 'dry run');
  mustMatch(room.takeWrites(), [], 'writes of the dry run');
  const done = await room.ecsctl([...argv, '--yes']);
  mustMatch(done.value, { dryRun: false, changed: true }, 'run');
  const taken = room.takeWrites().filter(({ isDone }) => isDone);
  mustMatch(taken.map(({ operation }) => operation).sort(), [...writes].sort(), 'writes of the run');
}

/** A command that finds all as it should be: it says so, and writes nothing. */
async function changesNothing(room: Room, argv: readonly string[]): Promise<void> {
  const again = await room.ecsctl([...argv, '--yes']);
  mustMatch(again.value, { changed: false, plan: { steps: [] } }, 'second run');
  mustMatch(room.takeWrites(), [], 'writes of the second run');
}

/** A command that is refused with this exit code, by a message that holds these words, and writes nothing. */
export async function isRefused(
  room: Room,
  argv: readonly string[],
  code: number,
  words: RegExp,
): Promise<void> {
  room.takeWrites();
  const { stderr } = await room.ecsctl(argv, code);
  mustMatch(stderr, words, 'message');
  mustMatch(room.takeWrites(), [], 'writes');
}

/** What is at the service now, as the aws command line reads it, must be as the patterns say. */
export async function readsBack(
  { aws, resourceId }: Room,
  {
    target,
    policies,
    actions,
  }: { target?: Pattern; policies?: readonly Pattern[]; actions?: readonly Pattern[] },
): Promise<void> {
  const of = ['--service-namespace', 'ecs', '--resource-id', resourceId];
  const [targets, found, scheduled] = await Promise.all([
    aws(
      'application-autoscaling',
      'describe-scalable-targets',
      '--service-namespace',
      'ecs',
      '--resource-ids',
      resourceId,
    ),
    policies && aws('application-autoscaling', 'describe-scaling-policies', ...of),
    actions && aws('application-autoscaling', 'describe-scheduled-actions', ...of),
  ]);
  mustMatch(targets, { ScalableTargets: target === undefined ? [] : [target] }, 'scalable target');
  if (policies) mustMatch(sorted(found, 'ScalingPolicies', 'PolicyName'), policies, 'policies');
  if (actions) mustMatch(sorted(scheduled, 'ScheduledActions', 'ScheduledActionName'), actions, 'actions');
}

/** The entries of a list in an answer, by name: sites list in orders of their own. */
export function sorted(answer: unknown, list: string, name: string): unknown[] {
  const entries = (answer as Record<string, Record<string, string>[]>)[list] ?? [];
  return entries.toSorted((one, other) => ((one[name] ?? '') < (other[name] ?? '') ? -1 : 1));
}
