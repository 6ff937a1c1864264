import type {
  DeleteRepositoryPolicyCommandInput,
  DeleteRepositoryPolicyCommandOutput,
  GetRepositoryPolicyCommandInput,
  GetRepositoryPolicyCommandOutput,
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
