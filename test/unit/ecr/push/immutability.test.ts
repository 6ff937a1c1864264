import { expect, it } from 'vitest';
import { isImmutable } from '../../../../src/ecr/push/immutability.ts';

const filters = (...texts: string[]) => texts.map((filter) => ({ filterType: 'WILDCARD' as const, filter }));

it.each([
  ['MUTABLE', [], '1', false],
  ['IMMUTABLE', [], '1', true],
  ['IMMUTABLE_WITH_EXCLUSION', ['latest', 'dev-*'], '1', true],
  ['IMMUTABLE_WITH_EXCLUSION', ['latest', 'dev-*'], 'dev-2', false],
  ['IMMUTABLE_WITH_EXCLUSION', ['latest', 'dev-*'], 'latest', false],
  ['IMMUTABLE_WITH_EXCLUSION', ['1.2'], '1x2', true],
  ['MUTABLE_WITH_EXCLUSION', ['*-rc*'], '1-rc.2', true],
  ['MUTABLE_WITH_EXCLUSION', ['*-rc*'], '1', false],
] as const)('%s but for %j: the tag %s stays is %s', (rule, texts, tag, is) => {
  const repository = { imageTagMutability: rule, imageTagMutabilityExclusionFilters: filters(...texts) };
  expect(isImmutable(repository, tag)).toBe(is);
});

it('a repository that says nothing lets its tags be moved', () => {
  expect(isImmutable({}, '1')).toBe(false);
});
