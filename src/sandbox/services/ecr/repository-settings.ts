import type {
  PutImageTagMutabilityCommandInput,
  PutImageTagMutabilityCommandOutput,
} from '@aws-sdk/client-ecr';
import type { Answer, Call } from '../../service.ts';
import { findRepository, invalidParameter } from './lookup.ts';

/** Filters belong to the kinds of mutability that have exclusions, and to these alone. */
export function PutImageTagMutability(
  input: PutImageTagMutabilityCommandInput,
  call: Call,
): Answer<PutImageTagMutabilityCommandOutput> {
  const repository = findRepository(input, call);
  const { imageTagMutability = 'MUTABLE', imageTagMutabilityExclusionFilters: filters } = input;
  const needsFilters = imageTagMutability.endsWith('_WITH_EXCLUSION');
  if (needsFilters !== (filters !== undefined && filters.length > 0)) {
    throw invalidParameter(
      'imageTagMutabilityExclusionFilters',
      'filters must be given with exclusion, and only then',
    );
  }
  repository.mutability = imageTagMutability;
  repository.mutabilityExclusions = filters;
  return {
    registryId: call.world.accountId,
    repositoryName: repository.name,
    imageTagMutability,
    imageTagMutabilityExclusionFilters: filters,
  };
}
