import { usage } from '../../failure.ts';
import type { Flags, FlagValues } from '../../verb/flags.ts';
import { parsePolicy } from './parse-policy.ts';
import type { LifecyclePolicy, LifecycleRule } from './policy.ts';

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
  return { rules: [...untaggedRule(untagged), ...keepRule(keep)].map(numbered) };
}

type Rule = Omit<LifecycleRule, 'rulePriority'>;

function numbered(rule: Rule, index: number): LifecycleRule {
  return { rulePriority: index + 1, ...rule };
}

function untaggedRule(seconds: number | undefined): Rule[] {
  if (seconds === undefined) return [];
  if (seconds % dayInSeconds !== 0) {
    throw usage('--untagged: ECR counts in whole days', 'write it like 1d, 7d or 14d');
  }
  const days = seconds / dayInSeconds;
  return [
    {
      description: `Images without a tag expire after ${days === 1 ? '1 day' : `${days} days`}`,
      selection: {
        tagStatus: 'untagged',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber: days,
      },
      action: { type: 'expire' },
    },
  ];
}

/** Of tagged images alone: the parts of an index have no tag, and would be counted as well. */
function keepRule(count: number | undefined): Rule[] {
  if (count === undefined) return [];
  return [
    {
      description: `The newest ${count} images with a tag are kept`,
      selection: {
        tagStatus: 'tagged',
        tagPatternList: ['*'],
        countType: 'imageCountMoreThan',
        countNumber: count,
      },
      action: { type: 'expire' },
    },
  ];
}
