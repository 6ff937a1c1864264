import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Failure, usage } from '../../failure.ts';
import { carryOut, type PlanAnswer } from '../../plan/carry-out.ts';
import { duration } from '../../terminal/ago.ts';
import { byteSize } from '../../terminal/number.ts';
import type { Answer, VerbContext } from '../../verb/verb.ts';
import { openSource, type Source } from '../source/open-source.ts';
import { type Location, locate } from '../source/specification.ts';
import { Delivery, type Look } from './delivery.ts';
import type { Target } from './found.ts';
import { prepareTarget } from './open-target.ts';
import { operationsFor } from './operations.ts';
import { planPush } from './plan-push.ts';
import type { PushAnswer } from './value.ts';
import type { WantedPush } from './wanted.ts';

/** Pushes an image that ecsctl itself can read. */
export async function pushImage(context: VerbContext, wanted: WantedPush): Promise<Answer> {
  const beganAt = performance.now();
  checkQuestion(context, wanted);
  const { source, target } = await open(context, wanted);
  try {
    const delivery = new Delivery(context, wanted, source, target);
    let last: Look | undefined;
    const answer = await carryOut(context, {
      read: async () => {
        last = await delivery.look();
        return last;
      },
      plan: ({ found, prepared }) => planPush(wanted, target, prepared, found),
      operations: await operationsFor(target, delivery),
    });
    if (!last) throw new Error('A push that never looked');
    const value = answerOf(answer.value, wanted, { last, delivery, target, beganAt });
    return await conclude(context, wanted, { ...answer, value });
  } finally {
    target.registry.close();
    await source.close();
  }
}

/** What comes out of a pipe cannot be asked, too; and it would all be read before that was found out. */
function checkQuestion({ global, terminal }: VerbContext, { source }: WantedPush): void {
  if (source.kind !== 'standard input' || global.yes || global.dryRun || terminal.interactive) return;
  throw usage(
    'the image comes from standard input, so that nothing can be asked',
    'add --yes, or --dry-run to see the plan',
  );
}

/** Both at once; whichever opens although the other does not is closed again. */
async function open(context: VerbContext, wanted: WantedPush): Promise<{ source: Source; target: Target }> {
  const connect = await prepareTarget(context, wanted);
  const location = wanted.source.kind === 'file' ? locate(wanted.source.text) : undefined;
  const [source, target] = await Promise.allSettled([read(context, wanted, location), connect()]);
  if (source.status === 'fulfilled' && target.status === 'fulfilled') {
    return { source: source.value, target: target.value };
  }
  if (source.status === 'fulfilled') await source.value.close();
  if (target.status === 'fulfilled') target.value.registry.close();
  throw source.status === 'rejected' ? source.reason : (target as PromiseRejectedResult).reason;
}

/** What has to be kept in a file first can take its time, and is told of. */
async function read(
  { terminal, signal, stdin, env }: VerbContext,
  { platform }: WantedPush,
  location: Location | undefined,
): Promise<Source> {
  const name = location?.path ?? 'standard input';
  let telling: ReturnType<typeof terminal.progress> | undefined;
  let told = 0;
  const onKept = (bytes: number) => {
    telling ??= terminal.progress(`reading ${name}`);
    if (bytes - told < 10_000_000) return;
    told = bytes;
    void telling.then((line) => line.update(`reading ${name}: ${byteSize(bytes)}`));
  };
  const options = { choice: { platform }, folder: env.TMPDIR || tmpdir(), signal, stdin, onKept };
  try {
    return await openSource(location, options);
  } finally {
    (await telling)?.clear();
  }
}

interface Outcome {
  readonly last: Look;
  readonly delivery: Delivery;
  readonly target: Target;
  readonly beganAt: number;
}

function answerOf(
  plan: PlanAnswer,
  { tags }: WantedPush,
  { last, delivery, target, beganAt }: Outcome,
): PushAnswer {
  const { prepared } = last;
  const { sent, mounted, bytesSent, retries } = delivery.tally;
  const digest = delivery.digestOf(last);
  const isToBe = plan.dryRun && plan.changed;
  const known = isToBe ? prepared.manifests.at(-1)?.digest : digest;
  return {
    ...(known !== undefined && { reference: `${target.name()}@${known}`, digest: known }),
    tags,
    platforms: prepared.platforms,
    blobs: { sent, skipped: isToBe ? 0 : prepared.blobs.length - sent - mounted, mounted },
    bytesSent,
    seconds: Math.round(performance.now() - (delivery.beganAt ?? beganAt)) / 1000,
    retries,
    ...plan,
  };
}

/** The reference alone goes to stdout, so that a script can take it from there. */
export async function conclude(
  context: VerbContext,
  { digestFile, scan, registry, repository, tags: [tag] }: WantedPush,
  answer: Answer<PushAnswer>,
): Promise<Answer<PushAnswer>> {
  const { value } = answer;
  if (value.dryRun && value.changed) return answer;
  const { digest, reference = '' } = value;
  if (digestFile !== undefined) await writeDigest(digestFile, `${digest}\n`);
  await context.terminal.say(value.changed ? summary(value) : unchanged(value));
  if (!scan || digest === undefined) return { ...answer, text: () => reference };
  const { withScan } = await import('./pushed-scan.ts');
  return withScan(context, scan, { registry, repository, digest, ...(tag && { tag }) }, answer);
}

async function writeDigest(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: Error) => {
    throw new Failure('refused', `--digest-file: "${file}" could not be written: ${error.message}`, {
      hint: `the image is pushed all the same; its digest is ${text.trim()}`,
      cause: error,
    });
  });
}

function summary({ subject, blobs, bytesSent, seconds, retries }: PushAnswer): string {
  const all = blobs.sent + blobs.skipped + blobs.mounted;
  const parts = [
    bytesSent > 0 ? `${byteSize(bytesSent)} in ${duration(seconds)}` : 'nothing had to be sent',
    ...(blobs.sent > 0 && blobs.sent < all ? [`${blobs.sent} of ${all} blobs`] : []),
    ...(blobs.mounted > 0 ? [`${blobs.mounted} taken over`] : []),
    ...(retries > 0 ? [`after ${retries} failed ${retries === 1 ? 'try' : 'tries'}`] : []),
  ];
  return `${subject}: pushed, ${parts.join(', ')}.`;
}

function unchanged({ subject, plan }: PushAnswer): string {
  const left = plan.kept.map(({ resource, reason }) => `${resource.id} is left as it is: ${reason}`);
  return left.length > 0 ? left.join('\n') : `${subject}: there already, nothing to do.`;
}
