import { describe, expect, it } from 'vitest';
import { codeOf, exitCodes } from '../../../src/cli/exit-codes.ts';
import { describeFailure } from '../../../src/cli/failure-text.ts';
import { Failure, type FailureKind, usage } from '../../../src/failure.ts';

describe('a failure', () => {
  it('is one message and what to do', () => {
    expect(describeFailure(usage('--min: "x" is no whole number', 'write a whole number'), false)).toEqual({
      text: 'error: --min: "x" is no whole number\nhint: write a whole number\n',
      exitCode: 2,
    });
  });

  it('has no hint where there is none', () => {
    expect(describeFailure(new Failure('declined', 'left as it was'), false)).toEqual({
      text: 'left as it was\n',
      exitCode: 4,
    });
  });

  it('keeps the lines of a list', () => {
    const partial = new Failure('partial', 'web: 1 of 2 steps done.\n  failed  x', { hint: 'again' });
    expect(describeFailure(partial, false).text).toBe(
      'error: web: 1 of 2 steps done.\n  failed  x\nhint: again\n',
    );
  });

  it('cannot be made to look like two, or to drive the terminal, by what was typed', () => {
    const { text } = describeFailure(usage('"a\nerror: b\u001b[2J\u202e" is no name', 'x\ny'), false);
    expect(text).toBe('error: "a error: b␛[2J\ufffd" is no name\nhint: x y\n');
  });

  it('of AWS is put in words, with the request id for --debug only', () => {
    const error = Object.assign(new Error('\u001b]0;evil\u0007no'), {
      name: 'ClientException',
      $call: 'ecs:RunTask',
      $metadata: { httpStatusCode: 400, requestId: 'r-1' },
    });
    const text = 'error: AWS answered ClientException to ecs:RunTask: ␛]0;evil␇no\n';
    expect(describeFailure(error, false)).toEqual({ text, exitCode: 1 });
    expect(describeFailure(error, true).text).toBe(`${text}request id: r-1\n`);
  });
});

describe('a stack', () => {
  it('is shown for a bug, with the wish to hear of it', () => {
    const { text, exitCode } = describeFailure(new TypeError('x is not a function'), false);
    expect(text).toMatch(
      /^This is a bug in ecsctl\. Please report it.*\nTypeError: x is not a function\n +at /s,
    );
    expect(exitCode).toBe(1);
  });

  it.each(Object.keys(codeOf) as FailureKind[])('is never shown for a failure of kind %s', (kind) => {
    const cause = new Error('inner');
    expect(describeFailure(new Failure(kind, 'no', { cause, hint: 'h' }), true).text).not.toMatch(
      / at |inner/,
    );
  });

  it.each(['AccessDeniedException', 'ThrottlingException', 'ExpiredTokenException', 'AnyException'])(
    'is never shown for %s',
    (name) => {
      const error = Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 400 } });
      expect(describeFailure(error, true).text).not.toContain('    at ');
    },
  );

  it.each(['text', undefined, null, 7])('is not needed to tell of %j thrown', (thrown) => {
    expect(describeFailure(thrown, false)).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('bug'),
    });
  });
});

describe('the exit codes', () => {
  it('are those that are documented', () => {
    expect(Object.keys(exitCodes).map(Number)).toEqual([0, 1, 2, 3, 4, 5, 6, 130]);
  });

  it.each([
    ['usage', 2],
    ['not-found', 1],
    ['refused', 1],
    ['partial', 1],
    ['declined', 4],
    ['timed-out', 5],
    ['no-verdict', 6],
    ['interrupted', 130],
  ] as const)('a failure of kind %s ends with %d', (kind, code) => {
    expect(describeFailure(new Failure(kind, 'x'), false).exitCode).toBe(code);
    expect(exitCodes).toHaveProperty(String(code));
  });
});
