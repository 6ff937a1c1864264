import { describe, expect, it } from 'vitest';
import { revisionWishes, taskDefinitionFlags } from '../../../../src/cleanup/task-definitions/flags.ts';
import { parseFlags } from '../../../../src/cli/values.ts';

describe('the command line', () => {
  const parsed = (words: Record<string, string | boolean>, keep: string[]) =>
    revisionWishes({ ...parseFlags(taskDefinitionFlags, words, {}).values, keep });

  it('is read as it is written', () => {
    expect(parsed({ olderThan: '90d', delete: true }, ['0'])).toEqual({
      family: undefined,
      keep: 0,
      olderThan: 90 * 86_400,
      forGood: true,
    });
    expect(parsed({ family: 'web' }, [])).toMatchObject({ family: 'web', keep: 1, forGood: false });
  });

  it.each([[['web']], [['1', '2']], [['-1']], [['1.5']]])('is refused with --keep %j', (keep) => {
    expect(() => parsed({}, keep)).toThrow('is not a number of revisions');
  });
});
