import type { LifecyclePolicy, LifecycleRule } from './policy.ts';

/** A rule that has no place among others yet. */
export type UnplacedRule = Omit<LifecycleRule, 'rulePriority'>;

/** Days after which a new repository lets go of images without a tag, where nothing else is said. */
export const usualUntaggedDays = 14;

/** The rules in the order in which they are to be applied. */
export function policyOf(rules: readonly UnplacedRule[]): LifecyclePolicy {
  return { rules: rules.map((rule, index) => ({ rulePriority: index + 1, ...rule })) };
}

/** Lets go of what no tag stands for any more, whole days after it was pushed. */
export function expireUntagged(days: number): UnplacedRule {
  return {
    description: `Images without a tag expire after ${days === 1 ? '1 day' : `${days} days`}`,
    selection: {
      tagStatus: 'untagged',
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: days,
    },
    action: { type: 'expire' },
  };
}

/** Of tagged images alone: the parts of an index have no tag, and would be counted as well. */
export function keepNewest(count: number): UnplacedRule {
  return {
    description: `The newest ${count} images with a tag are kept`,
    selection: {
      tagStatus: 'tagged',
      tagPatternList: ['*'],
      countType: 'imageCountMoreThan',
      countNumber: count,
    },
    action: { type: 'expire' },
  };
}
