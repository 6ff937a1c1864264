import { Failure } from '../../failure.ts';
import type { ApiCall, Step } from '../../plan/plan.ts';
import type { Found, Target } from './found.ts';

/** Days after which the default lifecycle lets go of images that no tag stands for. */
const untaggedDays = 14;

/** Tagged images are never let go by it: which of them are still in use ECR does not know. */
const defaultLifecycle = {
  rules: [
    {
      rulePriority: 1,
      description: `Images without a tag go after ${untaggedDays} days`,
      selection: {
        tagStatus: 'untagged',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber: untaggedDays,
      },
      action: { type: 'expire' },
    },
  ],
};

/** What of a target the plan needs to know. */
export type PlannedTarget = Pick<Target, 'kind' | 'repository' | 'registryId'>;

/**
 * The steps that make the repository, where it is missing and is to be made.
 * @throws Failure `not-found` where it is missing and nothing would make it.
 */
export function repositorySteps(target: PlannedTarget, { repository }: Found, create: boolean): Step[] {
  if (repository.kind !== 'missing') return [];
  if (create) return target.kind === 'ecr-public' ? [publicCreation(target)] : creation(target);
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

function creation({ repository, registryId }: PlannedTarget): Step[] {
  const where = { repositoryName: repository, ...(registryId !== undefined && { registryId }) };
  const id = `repository:${repository}`;
  return [
    {
      id,
      action: 'create',
      resource: { type: 'repository', id: repository },
      reason: 'there is none of that name',
      changes: [
        { field: 'tags', to: 'immutable' },
        { field: 'scan', to: 'on push' },
      ],
      after: [],
      call: call('ecr', 'CreateRepository', {
        ...where,
        imageTagMutability: 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush: true },
      }),
      goal: ['RepositoryAlreadyExistsException'],
    },
    {
      id: `lifecycle:${repository}`,
      action: 'create',
      resource: { type: 'lifecycle policy', id: repository },
      reason: 'what no tag stands for any more would be kept, and paid for, for ever',
      changes: [{ field: 'untagged images', to: `expire after ${untaggedDays} days` }],
      after: [id],
      call: call('ecr', 'PutLifecyclePolicy', {
        ...where,
        lifecyclePolicyText: JSON.stringify(defaultLifecycle),
      }),
      settles: { errors: ['RepositoryNotFoundException'], seconds: 20 },
    },
  ];
}

/** ECR Public has neither scans nor lifecycles, and its tags may always be moved. */
function publicCreation({ repository }: PlannedTarget): Step {
  const name = repository.split('/').slice(1).join('/') || repository;
  return {
    id: `repository:${repository}`,
    action: 'create',
    resource: { type: 'public repository', id: name },
    reason: 'there is none of that name; everybody can pull from it',
    changes: [],
    after: [],
    call: call('ecr-public', 'CreateRepository', { repositoryName: name }),
    goal: ['RepositoryAlreadyExistsException'],
  };
}

export function call(service: string, operation: string, input: ApiCall['input']): ApiCall {
  return { service, operation, input };
}
