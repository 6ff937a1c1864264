/** A lifecycle policy of ECR: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
export interface LifecyclePolicy {
  readonly rules: readonly LifecycleRule[];
}

export interface LifecycleRule {
  /** The lowest is applied first. */
  readonly rulePriority: number;
  readonly description?: string;
  readonly selection: Selection;
  readonly action: { readonly type: 'expire' | 'transition'; readonly targetStorageClass?: 'archive' };
}

export interface Selection {
  readonly tagStatus: (typeof tagStatuses)[number];
  /** An image has to match each of them by some tag; `*` stands for anything. */
  readonly tagPatternList?: readonly string[];
  readonly tagPrefixList?: readonly string[];
  /** `standard` where it is left out. */
  readonly storageClass?: (typeof storageClasses)[number];
  readonly countType: (typeof countTypes)[number];
  readonly countUnit?: 'days';
  readonly countNumber: number;
}

export const tagStatuses = ['tagged', 'untagged', 'any'] as const;
export const storageClasses = ['standard', 'archive'] as const;
export const countTypes = [
  'imageCountMoreThan',
  'sinceImagePushed',
  'sinceImagePulled',
  'sinceImageTransitioned',
] as const;

/** The policy as ECR takes it. */
export function policyText(policy: LifecyclePolicy): string {
  return JSON.stringify(policy);
}

/** Whether two policies do the same: descriptions count, the order in which they are written down does not. */
export function isSamePolicy(one: LifecyclePolicy, other: LifecyclePolicy): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ rules }: LifecyclePolicy): string {
  const inOrder = [...rules].sort((one, other) => one.rulePriority - other.rulePriority);
  return JSON.stringify(inOrder, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

/** A rule in words: `images without a tag expire 14 days after they were pushed`. */
export function ruleWords({ selection, action }: LifecycleRule): string {
  const { countType, countNumber } = selection;
  const [verb, verbs] = action.type === 'expire' ? ['expire', 'expire'] : ['are archived', 'are archived'];
  const which = selected(selection);
  if (countType === 'imageCountMoreThan') return `of ${which} all but the newest ${countNumber} ${verbs}`;
  const days = countNumber === 1 ? '1 day' : `${countNumber} days`;
  const since = {
    sinceImagePushed: 'they were pushed',
    sinceImagePulled: 'they were last pulled',
    sinceImageTransitioned: 'they were archived',
  }[countType];
  return `${which} ${verb} ${days} after ${since}`;
}

function selected({ tagStatus, tagPatternList, tagPrefixList = [], storageClass }: Selection): string {
  const images = storageClass === 'archive' ? 'archived images' : 'images';
  if (tagStatus === 'any') return storageClass === 'archive' ? images : 'all images';
  if (tagStatus === 'untagged') return `${images} without a tag`;
  const patterns = tagPatternList ?? tagPrefixList.map((prefix) => `${prefix}*`);
  return patterns.join() === '*' ? `${images} with a tag` : `${images} tagged ${patterns.join(' and ')}`;
}
