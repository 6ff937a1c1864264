import { describe, expect, it } from 'vitest';
import { fieldWords, patternRows } from '../../../../src/events/pattern/words.ts';

const said = (...values: unknown[]) => fieldWords({ path: ['key'], values });

describe('a field of a pattern in words', () => {
  it.each<[what: string, values: unknown[], words: string]>([
    ['a text', ['a'], 'is "a"'],
    ['a number', [1.5], 'is 1.5'],
    ['null', [null], 'is null'],
    ['truth', [true], 'is true'],
    ['an empty text', [''], 'is ""'],
    ['two values', ['a', 'b'], 'is "a" or "b"'],
    ['several values', ['a', 1, null], 'is "a", 1 or null'],
    ['no value at all', [], 'is nothing'],
    ['a prefix', [{ prefix: 'in/' }], 'starts with "in/"'],
    ['a suffix', [{ suffix: '.csv' }], 'ends with ".csv"'],
    ['several prefixes', [{ prefix: 'a' }, { prefix: 'b' }], 'starts with "a" or "b"'],
    [
      'a prefix in any case',
      [{ prefix: { 'equals-ignore-case': 'IN/' } }],
      'starts with "IN/" in upper or lower case',
    ],
    [
      'a suffix in any case',
      [{ suffix: { 'equals-ignore-case': '.CSV' } }],
      'ends with ".CSV" in upper or lower case',
    ],
    ['a wildcard', [{ wildcard: 'in/*.csv' }], 'is like "in/*.csv"'],
    ['any case', [{ 'equals-ignore-case': 'Alice' }], 'is "Alice" in upper or lower case'],
    ['what there is', [{ exists: true }], 'is there'],
    ['what there is not', [{ exists: false }], 'is absent'],
    ['an address', [{ cidr: '10.0.0.0/24' }], 'is an address in 10.0.0.0/24'],
    ['a number with a bound', [{ numeric: ['>', 0] }], 'is > 0'],
    ['a number with two bounds', [{ numeric: ['>', 0, '<=', 5] }], 'is > 0 and <= 5'],
    ['a number by its value', [{ numeric: ['=', 3] }], 'is = 3'],
    ['anything but a text', [{ 'anything-but': 'a' }], 'is anything but "a"'],
    ['anything but a number', [{ 'anything-but': 0 }], 'is anything but 0'],
    ['anything but a list', [{ 'anything-but': ['a', 'b', 1] }], 'is anything but "a", "b" or 1'],
    ['anything but a prefix', [{ 'anything-but': { prefix: 'tmp/' } }], 'does not start with "tmp/"'],
    ['anything but prefixes', [{ 'anything-but': { prefix: ['a', 'b'] } }], 'does not start with "a" or "b"'],
    ['anything but a suffix', [{ 'anything-but': { suffix: '.tmp' } }], 'does not end with ".tmp"'],
    [
      'anything but a wildcard',
      [{ 'anything-but': { wildcard: ['*"*', '*\\\\*'] } }],
      'is not like "*\\"*" or "*\\\\\\\\*"',
    ],
    [
      'anything but a text in any case',
      [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }],
      'is not "a" or "b" in upper or lower case',
    ],
    ['a value or what is absent', ['a', { exists: false }], 'is "a" or is absent'],
    ['values between other means', [{ prefix: 'x' }, 'a', 'b'], 'is "a" or "b", or starts with "x"'],
    ['several means', [{ prefix: 'a' }, { suffix: 'b' }, null], 'is null, starts with "a" or ends with "b"'],
    ['means that are not known', [{ like: 'x' }], 'matches {"like":"x"}'],
    ['means with another beside it', [{ prefix: 'a', suffix: 'b' }], 'matches {"prefix":"a","suffix":"b"}'],
    ['means of a wrong kind', [{ prefix: 3 }], 'matches {"prefix":3}'],
    ['numeric of a wrong kind', [{ numeric: 3 }], 'matches {"numeric":3}'],
    [
      'anything-but of a wrong kind',
      [{ 'anything-but': { size: 3 } }],
      'matches {"anything-but":{"size":3}}',
    ],
    ['no means', [{}], 'matches {}'],
    ['a list in the list', [['a']], 'is ["a"]'],
  ])('%s', (_what, values, words) => {
    expect(said(...values)).toBe(`key ${words}`);
  });

  it('is named by its path', () => {
    expect(fieldWords({ path: ['detail', 'bucket', 'name'], values: ['uploads'] })).toBe(
      'detail.bucket.name is "uploads"',
    );
  });

  const branches = [{ source: ['aws.s3'], detail: { size: [{ numeric: ['>', 5] }] } }, { account: ['1'] }];
  it.each<[string, string[], string]>([
    ['at the top', ['$or'], 'either source is "aws.s3" and detail.size is > 5, or account is "1"'],
    [
      'below detail',
      ['detail', '$or'],
      'detail: either source is "aws.s3" and detail.size is > 5, or account is "1"',
    ],
  ])('has its branches one after the other %s', (_what, path, words) => {
    expect(fieldWords({ path, values: branches })).toBe(words);
  });

  it('has branches within branches', () => {
    const inner = { a: [1], $or: [{ b: [2] }, { c: [3] }] };
    expect(fieldWords({ path: ['$or'], values: [inner, { d: [4] }] })).toBe(
      'either a is 1 and (either b is 2, or c is 3), or d is 4',
    );
    expect(fieldWords({ path: ['$or'], values: ['x'] })).toBe('either matches "x"');
  });
});

describe('what a reader sees of a pattern', () => {
  it('is a row for each field, and for each branch', () => {
    const pattern = {
      source: ['aws.ecs'],
      detail: {
        lastStatus: ['STOPPED'],
        group: [{ prefix: 'service:' }],
        $or: [{ stopCode: ['A', 'B'] }, { stopCode: ['C'], containers: { exitCode: [{ exists: false }] } }],
      },
    };
    expect(patternRows(JSON.stringify(pattern))).toEqual({
      source: 'is "aws.ecs"',
      'detail.lastStatus': 'is "STOPPED"',
      'detail.group': 'starts with "service:"',
      'detail.$or[0]': 'stopCode is "A" or "B"',
      'detail.$or[1]': 'stopCode is "C" and containers.exitCode is absent',
    });
  });

  it.each([
    ['no pattern', undefined, {}],
    ['an empty one', '{}', {}],
    ['a text that is none', 'source', { pattern: 'source' }],
    ['a list', '[]', { pattern: '[]' }],
  ])('of %s', (_what, text, rows) => {
    expect(patternRows(text)).toEqual(rows);
  });
});
