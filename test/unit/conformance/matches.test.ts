import { describe, expect, it } from 'vitest';
import { mismatches, mustMatch, someList } from '../../conformance/matches.ts';

describe('a pattern', () => {
  it('lets members be that it does not name', () => {
    expect(mismatches({ name: 'web', status: 'ACTIVE' }, { name: 'web' })).toEqual([]);
  });

  it('asks with undefined that a member be absent', () => {
    expect(mismatches({ max: 4 }, { max: undefined })).toEqual(['answer.max is 4, not undefined']);
  });

  it('wants lists as long as written', () => {
    expect(mismatches({ list: [1, 2] }, { list: [1] })).toEqual(['answer.list has 2 entries, not 1: [1,2]']);
  });

  it('names every place that is not as it says', () => {
    const wanted = { arn: /^arn:/, list: [{ id: 'a' }], more: someList };
    const found = mismatches({ arn: 'x', list: [{ id: 'b' }], more: [] }, wanted);
    expect(found.map((line) => line.split(' ')[0])).toEqual([
      'answer.arn',
      'answer.list[0].id',
      'answer.more',
    ]);
  });

  it('is not met by an answer that is not there', () => {
    expect(() => mustMatch(undefined, { a: 1 }, 'status')).toThrow(
      'status: answer is undefined, not an object',
    );
  });
});
