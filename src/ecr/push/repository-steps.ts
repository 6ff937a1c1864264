import { Failure } from '../../failure.ts';
import type { Step } from '../../plan/plan.ts';
import { expireUntagged, policyOf, usualUntaggedDays } from '../lifecycle/rules.ts';
import { creationSteps, lifecycleStep, type WantedRepository } from '../repository/creation-steps.ts';
import type { Found, Target } from './found.ts';

const usualLifecycle = policyOf([expireUntagged(usualUntaggedDays)]);

/**
 * What a push makes of a repository that is missing. Tagged images are never let go by it: which of them are still in use
 * ECR does not know.
 */
const usualRepository: WantedRepository = {
  isMutable: false,
  scanOnPush: true,
  lifecycle: usualLifecycle,
};

/** What of a target the plan needs to know. */
export type PlannedTarget = Pick<Target, 'kind' | 'repository' | 'registryId'>;

/**
 * The steps that make the repository, where it is missing and is to be made.
 * @throws Failure `not-found` where it is missing and nothing would make it.
 */
export function repositorySteps(target: PlannedTarget, { repository }: Found, create: boolean): Step[] {
  if (repository.kind === 'there' && repository.isBare && create)
    return [lifecycleStep(target, usualLifecycle, [])];
  if (repository.kind !== 'missing') return [];
  if (create)
    return target.kind === 'ecr-public' ? [publicCreation(target)] : creationSteps(target, usualRepository);
  if (repository.template !== undefined) return [];
  const { alike, command } = repository;
  const meant = alike.length > 0 ? `did you mean ${alike.join(' or ')}? otherwise ` : '';
  throw new Failure('not-found', `there is no repository ${target.repository}`, {
    hint: `${meant}add --create, or make it yourself: ${command}`,
  });
}

/** What ECR will do by itself. */
export function creationWarning({ repository }: Found, name: string, create: boolean): string[] {
  if (create || repository.kind !== 'missing' || repository.template === undefined) return [];
  return [
    `there is no repository ${name}; ECR makes it when it is pushed to, by its creation template for ${repository.template}`,
  ];
}

/** ECR Public has neither scans nor lifecycles, and its tags may always be moved. */
function publicCreation({ repository }: PlannedTarget): Step {
  const name = repository.split('/').slice(1).join('/') || repository;
  return {
    id: 'repository',
    action: 'create',
    resource: { type: 'public repository', id: name },
    reason: 'there is none of that name; everybody can pull from it',
    changes: [],
    after: [],
    call: { service: 'ecr-public', operation: 'CreateRepository', input: { repositoryName: name } },
    goal: ['RepositoryAlreadyExistsException'],
  };
}
