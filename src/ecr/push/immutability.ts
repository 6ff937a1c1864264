import type { Repository } from '@aws-sdk/client-ecr';

type Rule = Pick<Repository, 'imageTagMutability' | 'imageTagMutabilityExclusionFilters'>;

/**
 * Whether a tag of a repository stays with its image for good. Filters turn the repository's rule round for what they
 * match.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 */
export function isImmutable(
  { imageTagMutability: rule = 'MUTABLE', imageTagMutabilityExclusionFilters: filters = [] }: Rule,
  tag: string,
): boolean {
  const isExcluded =
    rule.endsWith('_WITH_EXCLUSION') && filters.some(({ filter = '' }) => matches(filter, tag));
  return rule.startsWith('IMMUTABLE') !== isExcluded;
}

function matches(filter: string, tag: string): boolean {
  const pieces = filter.split('*').map((piece) => piece.replaceAll(/[.-]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(tag);
}
