import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../../../../src/sandbox/services/events/pattern/matches-pattern.ts';
import { parsePattern } from '../../../../../../src/sandbox/services/events/pattern/parse-pattern.ts';
import { patternCases } from '../../../../../support/event-patterns/index.ts';
import { onBus } from '../../../../../support/event-patterns/pattern-case.ts';

function matches(pattern: string, event: object): boolean {
  return matchesPattern(parsePattern(pattern), event);
}

describe('a pattern matches an event', () => {
  it.each(patternCases)('$name', ({ pattern, event, matches: wanted }) => {
    expect(matches(pattern, onBus(event))).toBe(wanted);
  });

  it('in a table that is large, names no case twice, and has both outcomes of each operator', () => {
    expect(patternCases.length).toBeGreaterThanOrEqual(100);
    expect(new Set(patternCases.map(({ name }) => name)).size).toBe(patternCases.length);
    const operators = new Set(patternCases.map(({ name }) => name.split(':')[0]));
    for (const operator of operators) {
      const outcomes = patternCases.filter(({ name }) => name.startsWith(`${operator}:`));
      expect(new Set(outcomes.map((one) => one.matches)), operator).toEqual(new Set([true, false]));
    }
  });
});

describe('a match takes no longer than it should', () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const patternOf = (values: readonly string[]) =>
    JSON.stringify(Object.fromEntries([...letters.map((one) => [one, values]), ['z', ['no']]]));

  it.each<[string, string, object]>([
    [
      'by lists of plain values',
      patternOf(['x']),
      Object.fromEntries([...letters.map((one) => [one, Array(200).fill('x')]), ['z', 'yes']]),
    ],
    [
      'by lists of objects',
      JSON.stringify({ ...Object.fromEntries(letters.map((one) => [one, { v: ['x'] }])), z: ['no'] }),
      Object.fromEntries([...letters.map((one) => [one, Array(50).fill({ v: 'x' })]), ['z', 'yes']]),
    ],
    [
      'by a wildcard of many parts',
      JSON.stringify({ a: [{ wildcard: `${'a*'.repeat(40)}b` }] }),
      { a: 'a'.repeat(20_000) },
    ],
  ])('%s', (_what, pattern, event) => {
    const before = performance.now();
    expect(matches(pattern, event)).toBe(false);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('and fields of one element are still held by one element', () => {
    const pattern = JSON.stringify({ list: { a: ['1'], other: { b: ['2'] }, z: ['3'] } });
    const element = (a: string, z: string) => ({ a, z, other: [{ b: '2' }, { b: '2' }] });
    expect(matches(pattern, { list: [element('1', '0'), element('0', '3')] })).toBe(false);
    expect(matches(pattern, { list: [element('0', '3'), element('1', '3')] })).toBe(true);
  });
});

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
/** Keys without dots, which a path does not tell apart from two keys. */
const detail = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), scalar, { minKeys: 1, maxKeys: 5 });

describe('every event', () => {
  it('matches the pattern that lists its own values', () => {
    fc.assert(
      fc.property(detail, (own) => {
        const wanted = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, [value]]));
        expect(matches(JSON.stringify({ detail: wanted }), { detail: own })).toBe(true);
      }),
    );
  });

  it('has each text either equal to another or anything but it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, other) => {
        const equal = matches(JSON.stringify({ a: [other] }), { a: value });
        const different = matches(JSON.stringify({ a: [{ 'anything-but': other }] }), { a: value });
        expect(equal).toBe(!different);
      }),
    );
  });

  it('has each field either present or absent', () => {
    fc.assert(
      fc.property(detail, fc.stringMatching(/^[a-z]{1,4}$/), (own, key) => {
        const present = matches(JSON.stringify({ [key]: [{ exists: true }] }), own);
        const absent = matches(JSON.stringify({ [key]: [{ exists: false }] }), own);
        expect(present).toBe(Object.hasOwn(own, key));
        expect(absent).toBe(!present);
      }),
    );
  });
});
