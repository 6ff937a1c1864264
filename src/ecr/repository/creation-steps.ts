import type { Step } from '../../plan/plan.ts';
import { type LifecyclePolicy, policyText, ruleWords } from '../lifecycle/policy.ts';

/** What a new repository is to be like. */
export interface WantedRepository {
  readonly isMutable: boolean;
  readonly scanOnPush: boolean;
  /** The key that images are encrypted with; ECR's own where none is named. */
  readonly kmsKey?: string;
  readonly lifecycle?: LifecyclePolicy;
}

/** A repository by its name, and by its account where that is not the caller's. */
interface RepositoryPlace {
  readonly repository: string;
  readonly registryId?: string | undefined;
}

/** The steps that make a repository, and then its lifecycle policy where it is to have one. */
export function creationSteps(place: RepositoryPlace, wanted: WantedRepository): Step[] {
  const made = creation(place, wanted);
  return [made, ...(wanted.lifecycle ? [lifecycleStep(place, wanted.lifecycle, [made.id])] : [])];
}

function creation(place: RepositoryPlace, { isMutable, scanOnPush, kmsKey }: WantedRepository): Step {
  return {
    id: 'repository',
    action: 'create',
    resource: { type: 'repository', id: place.repository },
    reason: 'there is none of that name',
    changes: [
      { field: 'tags', to: isMutable ? 'mutable' : 'immutable' },
      { field: 'scan on push', to: scanOnPush },
      ...(kmsKey === undefined ? [] : [{ field: 'encrypted with', to: kmsKey }]),
    ],
    after: [],
    call: {
      service: 'ecr',
      operation: 'CreateRepository',
      input: {
        ...membersOf(place),
        imageTagMutability: isMutable ? 'MUTABLE' : 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush },
        ...(kmsKey !== undefined && { encryptionConfiguration: { encryptionType: 'KMS', kmsKey } }),
      },
    },
    goal: ['RepositoryAlreadyExistsException'],
  };
}

/** The step by which a repository has its first lifecycle policy. */
export function lifecycleStep(
  place: RepositoryPlace,
  policy: LifecyclePolicy,
  after: readonly string[],
): Step {
  return {
    id: 'lifecycle',
    action: 'create',
    resource: { type: 'lifecycle policy', id: place.repository },
    reason: 'what no tag stands for would be kept, and paid for, for ever',
    changes: [{ field: 'rules', from: [], to: policy.rules.map(ruleWords) }],
    after,
    call: {
      service: 'ecr',
      operation: 'PutLifecyclePolicy',
      input: { ...membersOf(place), lifecyclePolicyText: policyText(policy) },
    },
    settles: { errors: ['RepositoryNotFoundException'], seconds: 20 },
  };
}

function membersOf({ repository, registryId }: RepositoryPlace) {
  return { repositoryName: repository, ...(registryId !== undefined && { registryId }) };
}
