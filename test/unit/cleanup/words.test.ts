import { describe, expect, it } from 'vitest';
import { onlyOneOf, refuseForeign, wordsOf } from '../../../src/cleanup/words.ts';
import { failureOf } from '../../support/refused.ts';

const nothing = { stack: undefined, orphans: false, taskDefinitions: false };

describe('what is to be cleaned up', () => {
  it('is one thing', () => {
    expect(onlyOneOf({ ...nothing, stack: 'lab' })).toBe('stack');
    expect(onlyOneOf({ ...nothing, orphans: true })).toBe('orphans');
    expect(failureOf('usage', () => onlyOneOf(nothing)).message).toBe('nothing is named to be cleaned up');
    expect(failureOf('usage', () => onlyOneOf({ ...nothing, stack: 'lab', orphans: true })).message).toBe(
      '--stack NAME and --orphans exclude each other',
    );
    expect(failureOf('usage', () => onlyOneOf({ ...nothing, stack: ' ' })).message).toBe(
      '--stack: a stack has a name',
    );
  });

  it('takes only the flags that say something about it', () => {
    refuseForeign('stack', new Set(['stack', 'keep', 'deleteData']));
    expect(failureOf('usage', () => refuseForeign('stack', new Set(['olderThan'])))).toMatchObject({
      message: '--older-than says nothing about --stack NAME',
      hint: 'it goes with --task-definitions',
    });
    expect(failureOf('usage', () => refuseForeign('taskDefinitions', new Set(['deleteData']))).hint).toBe(
      'it goes with --stack NAME or --orphans',
    );
  });

  it('keeps words by comma and by repetition', () => {
    expect(wordsOf(['a, b', 'c', ''])).toEqual(['a', 'b', 'c']);
  });
});
