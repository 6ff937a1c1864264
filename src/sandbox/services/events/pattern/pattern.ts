import { AwsError } from '../../../service.ts';
import type { Scalar } from './json.ts';

/**
 * An event pattern as it is matched: one of the alternatives must hold, more than one where the pattern has `$or`.
 */
export interface Pattern {
  readonly alternatives: readonly Alternative[];
}

/** Fields that must all hold, in the order of their paths. */
export type Alternative = readonly Field[];

export interface Field {
  /** The keys on the way, joined by dots; a key with a dot in it is not told apart from two keys, as on AWS. */
  readonly path: string;
  /** One of these must hold. */
  readonly matchers: readonly Matcher[];
}

/** What is asked of one value: a test that a value has to pass, or that there is none. */
export type Matcher = Accepts | 'absent';

export type Accepts = (value: Scalar) => boolean;

export function invalidPattern(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}
