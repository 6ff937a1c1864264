import type { RegistryScanningRule } from '@aws-sdk/client-ecr';

/** The rules that mean a repository, the continuous one first, each with the filters of it that do. */
export function appliedRules(rules: readonly RegistryScanningRule[], name: string): RegistryScanningRule[] {
  return rules
    .map((rule) => ({
      ...rule,
      repositoryFilters: rule.repositoryFilters?.filter(({ filter }) => matches(filter, name)),
    }))
    .filter(({ repositoryFilters = [] }) => repositoryFilters.length > 0)
    .sort((a, b) => rank(a) - rank(b));
}

function rank({ scanFrequency }: RegistryScanningRule): number {
  return scanFrequency === 'CONTINUOUS_SCAN' ? 0 : 1;
}

/** A filter without a wildcard means every repository whose name holds it. */
function matches(filter = '', name: string): boolean {
  if (!filter.includes('*')) return name.includes(filter);
  const pieces = filter.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(name);
}
