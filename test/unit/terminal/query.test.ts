import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { applyQuery, checkQuery } from '../../../src/terminal/query.ts';

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw new Error(`expected a failure, got ${String(error)}`);
}

test.each([
  ['foo bar', 'does not make sense from "bar", at character 5'],
  ['foo[', 'ends too early, at character 5'],
  ['foo.', 'ends too early, at character 5'],
  ['a ||', 'ends too early, at character 5'],
  ['[?a==`1`', 'ends too early, at character 9'],
  ['', 'ends too early, at character 1'],
  ['@.#', 'does not make sense from "#", at character 3'],
  ['a == `{', 'does not make sense from "`{", at character 6'],
  ['foo."x', 'does not make sense from ""x", at character 5'],
  ['a[?b)]', 'does not make sense from ")]", at character 5'],
  ['{a: b', 'ends too early, at character 6'],
])('%j %s', async (expression, said) => {
  const failure = await failureOf(checkQuery(expression));
  expect(failure.message).toBe(`--query '${expression}' ${said}`);
  expect([failure.kind, failure.hint]).toEqual(['usage', expect.stringContaining('jmespath.org')]);
});

test('a function that does not exist is refused before anything is done', async () => {
  const failure = await failureOf(checkQuery('policies[?nosuch(name)]'));
  expect(failure.message).toBe(
    "--query 'policies[?nosuch(name)]': there is no function nosuch(), at character 11",
  );
  expect(failure.hint).toContain('sort_by');
});

test('a function on a value of the wrong type is a usage failure that names it', async () => {
  const failure = await failureOf(applyQuery('name && sum(name)', { name: 'x' }));
  expect(failure.kind).toBe('usage');
  expect(failure.message).toMatch(
    /'name && sum\(name\)' does not fit the answer: sum\(\) .*, at character 9$/,
  );
});

test('bare words in backticks are strings, as for aws', async () => {
  expect(await applyQuery('[?n==`web`].n', [{ n: 'web' }, { n: 'x' }])).toEqual(['web']);
});

test('whatever is typed, the expression is taken or refused as usage with a place in it', async () => {
  const token = fc.constantFrom(
    'a',
    '.',
    '[',
    ']',
    '`',
    '"',
    "'",
    '(',
    ')',
    '{',
    '}',
    '|',
    '&',
    '?',
    '*',
    ' ',
    '@',
    '1',
    ':',
    ',',
    '==',
    '!',
    'length',
    '\\',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(token, { maxLength: 10 }), async (tokens) => {
      const expression = tokens.join('');
      const error: unknown = await checkQuery(expression).catch((thrown: unknown) => thrown);
      if (error === undefined) return;
      const place =
        error instanceof Failure && error.kind === 'usage' ? / character (\d+)$/.exec(error.message) : null;
      const character = Number(place?.[1]);
      expect(character).toBeGreaterThanOrEqual(1);
      expect(character).toBeLessThanOrEqual(expression.length + 1);
    }),
    { numRuns: 500 },
  );
});
