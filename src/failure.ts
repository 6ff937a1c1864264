/**
 * What can go wrong in a way that its reader can do something about. Anything thrown that is neither a
 * `Failure` nor an error answered by AWS is a bug, and is the only thing ever shown with a stack.
 */
export type FailureKind =
  /** The command line or a file named on it is wrong. */
  | 'usage'
  /** A service, cluster, queue, alarm … that was named does not exist. */
  | 'not-found'
  /** AWS, or the state in which AWS's resources are, does not allow what was asked. */
  | 'refused'
  /** Some steps were done, others failed. */
  | 'partial'
  /** The person at the terminal said no. */
  | 'declined'
  | 'timed-out'
  /** A check could not be made, so that nothing may be concluded from it. */
  | 'no-verdict'
  | 'interrupted';

export interface FailureOptions {
  /** What to type or do instead; printed under the message. */
  hint?: string;
  cause?: unknown;
  /** The result value to print all the same, for those who read JSON. */
  value?: unknown;
}

export class Failure extends Error {
  readonly kind: FailureKind;
  readonly hint: string | undefined;
  readonly value: unknown;

  constructor(kind: FailureKind, message: string, options: FailureOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.hint = options.hint;
    this.value = options.value;
  }
}

/** A usage failure: `message` names the value and what is wrong with it, `hint` the right form. */
export function usage(message: string, hint?: string): Failure {
  return new Failure('usage', message, { hint });
}
