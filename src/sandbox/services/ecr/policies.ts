import type {
  DeleteLifecyclePolicyCommandInput,
  DeleteLifecyclePolicyCommandOutput,
  DeleteRepositoryPolicyCommandInput,
  DeleteRepositoryPolicyCommandOutput,
  GetLifecyclePolicyCommandInput,
  GetLifecyclePolicyCommandOutput,
  GetRepositoryPolicyCommandInput,
  GetRepositoryPolicyCommandOutput,
  PutLifecyclePolicyCommandInput,
  PutLifecyclePolicyCommandOutput,
  SetRepositoryPolicyCommandInput,
  SetRepositoryPolicyCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findRepository, invalidParameter } from './lookup.ts';
import type { Repository } from './state.ts';

/** The policy is kept and given back as it is; it decides nothing here. */
export function SetRepositoryPolicy(
  input: SetRepositoryPolicyCommandInput,
  call: Call,
): Answer<SetRepositoryPolicyCommandOutput> {
  const repository = findRepository(input, call);
  repository.policy = validJson(input.policyText, 'PolicyText');
  return { ...identity(repository, call), policyText: repository.policy };
}

export function GetRepositoryPolicy(
  input: GetRepositoryPolicyCommandInput,
  call: Call,
): Answer<GetRepositoryPolicyCommandOutput> {
  const repository = findRepository(input, call);
  return { ...identity(repository, call), policyText: policyOf(repository, call) };
}

export function DeleteRepositoryPolicy(
  input: DeleteRepositoryPolicyCommandInput,
  call: Call,
): Answer<DeleteRepositoryPolicyCommandOutput> {
  const repository = findRepository(input, call);
  const policyText = policyOf(repository, call);
  repository.policy = undefined;
  return { ...identity(repository, call), policyText };
}

function policyOf({ name, policy }: Repository, { world }: Call): string {
  if (policy !== undefined) return policy;
  const message =
    'Repository policy does not exist for the repository with name ' +
    `'${name}' in the registry with id '${world.accountId}'`;
  throw new AwsError('RepositoryPolicyNotFoundException', message);
}

const [LEAST_CHARACTERS, MOST_CHARACTERS] = [100, 30_720];

/** How ECR says that a policy has not been acted on yet. */
const NEVER = new Date(0);

/** Kept and given back as it is; nothing expires by it. */
export function PutLifecyclePolicy(
  input: PutLifecyclePolicyCommandInput,
  call: Call,
): Answer<PutLifecyclePolicyCommandOutput> {
  const repository = findRepository(input, call);
  const text = input.lifecyclePolicyText ?? '';
  if (text.length < LEAST_CHARACTERS || text.length > MOST_CHARACTERS) {
    const constraint = `Member must have length from ${LEAST_CHARACTERS} to ${MOST_CHARACTERS}`;
    throw invalidParameter('LifecyclePolicyText', constraint);
  }
  repository.lifecyclePolicy = validJson(text, 'LifecyclePolicyText');
  return { ...identity(repository, call), lifecyclePolicyText: repository.lifecyclePolicy };
}

export function GetLifecyclePolicy(
  input: GetLifecyclePolicyCommandInput,
  call: Call,
): Answer<GetLifecyclePolicyCommandOutput> {
  const repository = findRepository(input, call);
  const lifecyclePolicyText = lifecyclePolicyOf(repository, call);
  return { ...identity(repository, call), lifecyclePolicyText, lastEvaluatedAt: NEVER };
}

export function DeleteLifecyclePolicy(
  input: DeleteLifecyclePolicyCommandInput,
  call: Call,
): Answer<DeleteLifecyclePolicyCommandOutput> {
  const repository = findRepository(input, call);
  const lifecyclePolicyText = lifecyclePolicyOf(repository, call);
  repository.lifecyclePolicy = undefined;
  return { ...identity(repository, call), lifecyclePolicyText, lastEvaluatedAt: NEVER };
}

function lifecyclePolicyOf({ name, lifecyclePolicy }: Repository, { world }: Call): string {
  if (lifecyclePolicy !== undefined) return lifecyclePolicy;
  const message =
    'Lifecycle policy does not exist for the repository with name ' +
    `'${name}' in the registry with id '${world.accountId}'`;
  throw new AwsError('LifecyclePolicyNotFoundException', message);
}

function identity({ name }: Repository, { world }: Call): { registryId: string; repositoryName: string } {
  return { registryId: world.accountId, repositoryName: name };
}

function validJson(text = '', member: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw invalidParameter(member, 'Invalid JSON syntax');
  }
}
