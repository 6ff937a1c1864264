import type {
  DeleteLifecyclePolicyCommandInput,
  DeleteLifecyclePolicyCommandOutput,
  GetLifecyclePolicyCommandInput,
  GetLifecyclePolicyCommandOutput,
  PutLifecyclePolicyCommandInput,
  PutLifecyclePolicyCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../../service.ts';
import { findRepository } from '../lookup.ts';
import type { Lifecycle, Repository } from '../state.ts';
import { parseLifecyclePolicy } from './policy.ts';

/** How ECR says that a policy has not been acted on yet. */
const NEVER = new Date(0);

export function PutLifecyclePolicy(
  input: PutLifecyclePolicyCommandInput,
  call: Call,
): Answer<PutLifecyclePolicyCommandOutput> {
  const repository = findRepository(input, call);
  const text = input.lifecyclePolicyText ?? '';
  parseLifecyclePolicy(text);
  repository.lifecycle = { text, putAt: call.now, evaluatedAt: undefined };
  return { ...identity(repository, call), lifecyclePolicyText: text };
}

export function GetLifecyclePolicy(
  input: GetLifecyclePolicyCommandInput,
  call: Call,
): Answer<GetLifecyclePolicyCommandOutput> {
  const repository = findRepository(input, call);
  return { ...identity(repository, call), ...show(lifecycleOf(repository, call)) };
}

export function DeleteLifecyclePolicy(
  input: DeleteLifecyclePolicyCommandInput,
  call: Call,
): Answer<DeleteLifecyclePolicyCommandOutput> {
  const repository = findRepository(input, call);
  const lifecycle = lifecycleOf(repository, call);
  repository.lifecycle = undefined;
  return { ...identity(repository, call), ...show(lifecycle) };
}

/** Throws LifecyclePolicyNotFoundException. */
export function lifecycleOf({ name, lifecycle }: Repository, { world }: Call): Lifecycle {
  if (lifecycle) return lifecycle;
  const message =
    'Lifecycle policy does not exist for the repository with name ' +
    `'${name}' in the registry with id '${world.accountId}'`;
  throw new AwsError('LifecyclePolicyNotFoundException', message);
}

function show({ text, evaluatedAt }: Lifecycle): { lifecyclePolicyText: string; lastEvaluatedAt: Date } {
  return { lifecyclePolicyText: text, lastEvaluatedAt: evaluatedAt ?? NEVER };
}

function identity({ name }: Repository, { world }: Call): { registryId: string; repositoryName: string } {
  return { registryId: world.accountId, repositoryName: name };
}
