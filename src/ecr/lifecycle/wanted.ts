import { usage } from '../../failure.ts';
import type { Flags, FlagValues } from '../../verb/flags.ts';
import { parsePolicy } from './parse-policy.ts';
import type { LifecyclePolicy } from './policy.ts';
import { expireUntagged, keepNewest, policyOf } from './rules.ts';

const dayInSeconds = 86_400;

/** The flags that say what a policy is to do. */
export const policyFlags = {
  keep: {
    kind: 'integer',
    help: 'of images with a tag all but the newest N expire',
    placeholder: 'N',
    min: 1,
    max: 1_000_000,
  },
  untagged: {
    kind: 'duration',
    help: 'images without a tag expire so many days after they were pushed',
    placeholder: 'DAYS',
    min: dayInSeconds,
  },
  file: { kind: 'file', help: 'the policy as JSON, as AWS documents it', placeholder: 'FILE' },
} as const satisfies Flags;

/**
 * The policy that the flags ask for; undefined where they ask for none.
 * @throws Failure `usage`.
 */
export function wantedPolicy({
  keep,
  untagged,
  file,
}: FlagValues<typeof policyFlags>): LifecyclePolicy | undefined {
  const isWritten = keep !== undefined || untagged !== undefined;
  if (file !== undefined && isWritten) {
    throw usage(
      '--file is a whole policy',
      `leave ${keep !== undefined ? '--keep' : '--untagged'} out, or --file`,
    );
  }
  if (file !== undefined) return parsePolicy(file, '--file');
  if (!isWritten) return undefined;
  return policyOf([
    ...(untagged === undefined ? [] : [expireUntagged(daysOf(untagged))]),
    ...(keep === undefined ? [] : [keepNewest(keep)]),
  ]);
}

/** @throws Failure `usage` for what are no whole days. */
function daysOf(seconds: number): number {
  if (seconds % dayInSeconds === 0) return seconds / dayInSeconds;
  throw usage('--untagged: ECR counts in whole days', 'write it like 1d, 7d or 14d');
}
