import { expect, it } from 'vitest';
import { usesOf } from '../../../../src/cleanup/task-definitions/uses.ts';

it('says of revisions and of families by what they are needed, the first that was found', () => {
  const { revisions, families } = usesOf([
    { family: 'web', number: 9, by: 'service prod/web uses' },
    { family: 'web', number: 9, by: 'task prod/0123 runs' },
    { family: 'web', by: 'schedule nightly starts' },
  ]);
  expect([...revisions]).toEqual([['web:9', 'service prod/web uses it']]);
  expect([...families]).toEqual([['web', 'schedule nightly starts the newest of its family']]);
});
