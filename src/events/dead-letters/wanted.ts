import { parseArn } from '../../aws/arn.ts';
import { Failure, usage } from '../../failure.ts';
import type { Flags, FlagValues } from '../../verb/flags.ts';
import { type Place, queueArn } from '../place.ts';

/** The flags that say where what could not be delivered goes. */
export const deadLetterFlags = {
  dlq: { kind: 'text', help: 'queue for what could not be delivered', placeholder: 'ARN' },
  createDlq: { kind: 'switch', help: 'make such a queue, which keeps it for 14 days' },
} as const satisfies Flags;

/** Which queue is wanted: one that is there by its ARN, one that is made, or what the target has already. */
export type WantedDeadLetters =
  | { readonly kind: 'named'; readonly arn: string; readonly queue: string }
  | { readonly kind: 'made'; readonly queue: string };

/** The queue that `--create-dlq` makes. */
export function deadLetterName(name: string): string {
  return `ecsctl-${name}-dead-letters`;
}

/**
 * The queue that the flags ask for; undefined where they ask for none.
 * @throws a usage failure for two of them, for what is no ARN of a standard queue, and for a name that SQS would not take.
 */
export function readDeadLetters(
  name: string,
  { dlq, createDlq }: FlagValues<typeof deadLetterFlags>,
): WantedDeadLetters | undefined {
  if (dlq !== undefined && createDlq)
    throw usage('--dlq and --create-dlq name two queues', 'leave one of them out');
  if (createDlq) return { kind: 'made', queue: madeName(name) };
  return dlq === undefined ? undefined : named(dlq);
}

function madeName(name: string): string {
  if (!name.includes('.')) return deadLetterName(name);
  throw usage(
    `--create-dlq: the name "${name}" has a dot, and the name of a queue has none`,
    'choose a name without one, or make the queue and name it with --dlq',
  );
}

function named(text: string): WantedDeadLetters {
  const arn = parseArn(text);
  const isQueue = arn?.service === 'sqs' && /^[\w-]{1,80}$/.test(arn.resource);
  if (isQueue && /^\d{12}$/.test(arn.account) && arn.region !== '')
    return { kind: 'named', arn: text, queue: arn.resource };
  if (arn?.service === 'sqs' && text.endsWith('.fifo'))
    throw usage(`--dlq "${text}" is a FIFO queue, which EventBridge does not take`, 'name a standard queue');
  throw usage(
    `--dlq "${text}" is not the ARN of a queue`,
    'write it like arn:aws:sqs:us-east-1:123456789012:dead-letters',
  );
}

/**
 * The ARN of the queue.
 * @throws Failure `refused` for a queue of another region, which EventBridge cannot use, or of another account, whose
 * policy cannot be changed from here.
 */
export function deadLetterArn(wanted: WantedDeadLetters, place: Place): string {
  if (wanted.kind === 'made') return queueArn(place, wanted.queue);
  const { region, account } = parseArn(wanted.arn) ?? { region: '', account: '' };
  if (region === place.region && account === place.account) return wanted.arn;
  const [what, theirs, ours] =
    region === place.region ? ['account', account, place.account] : ['region', region, place.region];
  throw new Failure('refused', `queue ${wanted.queue} is in ${what} ${theirs}, and this is ${ours}`, {
    hint: `name a queue of the same region and account, or use --create-dlq`,
  });
}
