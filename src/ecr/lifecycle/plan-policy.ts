import type { ApiCall, Plan, Step } from '../../plan/plan.ts';
import { imageName } from '../repository/stored-image.ts';
import { evaluate } from './evaluate.ts';
import { isSamePolicy, type LifecyclePolicy, policyText, ruleWords } from './policy.ts';
import type { NeededImages } from './read-needed.ts';
import type { KeptPolicy } from './read-policy.ts';

/** What there is before a policy is put. */
export interface FoundPolicy extends NeededImages {
  readonly repository: string;
  readonly kept: KeptPolicy | undefined;
  readonly now: Date;
}

/** Images that a warning names one by one. */
const mostNamed = 10;

/** Plans that a repository has this policy, and warns of images that it would take from under ECS. */
export function planPolicy(wanted: LifecyclePolicy, found: FoundPolicy): Plan {
  const { repository, kept } = found;
  const subject = `lifecycle of ${repository}`;
  const isThere = kept !== undefined && isSamePolicy(kept.policy, wanted);
  return {
    subject,
    steps: isThere ? [] : [put(wanted, found)],
    kept: [],
    warnings: lossWarnings(wanted, found),
  };
}

/** Plans that a repository has no policy. */
export function planNoPolicy({ repository, kept }: Pick<FoundPolicy, 'repository' | 'kept'>): Plan {
  const step = (text: string): Step => ({
    id: 'lifecycle',
    action: 'delete',
    resource: { type: 'lifecycle policy', id: repository },
    reason: 'images are to be kept until somebody deletes them',
    changes: [{ field: 'rules', from: rulesOf(kept), to: [] }],
    after: [],
    call: call('DeleteLifecyclePolicy', { repositoryName: repository }),
    undo: call('PutLifecyclePolicy', { repositoryName: repository, lifecyclePolicyText: text }),
    goal: ['LifecyclePolicyNotFoundException'],
  });
  return {
    subject: `lifecycle of ${repository}`,
    steps: kept ? [step(kept.text)] : [],
    kept: [],
    warnings: [],
  };
}

function put(wanted: LifecyclePolicy, { repository, kept }: FoundPolicy): Step {
  return {
    id: 'lifecycle',
    action: kept ? 'update' : 'create',
    resource: { type: 'lifecycle policy', id: repository },
    reason: 'ECR carries it out within a day, and again and again',
    changes: [{ field: 'rules', from: rulesOf(kept), to: wanted.rules.map(ruleWords) }],
    after: [],
    call: call('PutLifecyclePolicy', {
      repositoryName: repository,
      lifecyclePolicyText: policyText(wanted),
    }),
    ...(kept && {
      undo: call('PutLifecyclePolicy', { repositoryName: repository, lifecyclePolicyText: kept.text }),
    }),
  };
}

function rulesOf(kept: KeptPolicy | undefined): string[] {
  return kept?.policy.rules.map(ruleWords) ?? [];
}

function lossWarnings(wanted: LifecyclePolicy, { images, needed, now }: FoundPolicy): string[] {
  const lost = evaluate(wanted, images, now).flatMap(({ image, does, rulePriority }) => {
    const why = needed.get(image.digest);
    if (why === undefined) return [];
    const fate = does === 'expire' ? 'expires' : 'is archived';
    return [`${imageName(image)} ${fate} by rule ${rulePriority}, and ECS needs it: ${why}`];
  });
  const more = lost.length - mostNamed;
  return [...lost.slice(0, mostNamed), ...(more > 0 ? [`and ${more} more that ECS needs`] : [])];
}

function call(operation: string, input: ApiCall['input']): ApiCall {
  return { service: 'ecr', operation, input };
}
