import { describe, expect, it } from 'vitest';
import {
  ignoreOf,
  isExpired,
  readIgnored,
  readIgnoreFile,
  reviewIgnores,
} from '../../../../src/ecr/scan/ignore.ts';

describe('readIgnoreFile', () => {
  it.each([
    ['CVE-2024-1', [{ id: 'CVE-2024-1', from: 'line 1' }]],
    ['  CVE-2024-1  ', [{ id: 'CVE-2024-1', from: 'line 1' }]],
    ['CVE-2024-1 # not reachable', [{ id: 'CVE-2024-1', reason: 'not reachable', from: 'line 1' }]],
    [
      'CVE-2024-1 exp:2027-01-31 # soon',
      [{ id: 'CVE-2024-1', until: '2027-01-31', reason: 'soon', from: 'line 1' }],
    ],
    ['# accepted\nCVE-2024-1', [{ id: 'CVE-2024-1', reason: 'accepted', from: 'line 2' }]],
    ['# accepted\n\nCVE-2024-1', [{ id: 'CVE-2024-1', from: 'line 3' }]],
    [
      'CVE-2024-1 # a # b\r\nGHSA-aaaa-bbbb-cccc\r\n',
      [
        { id: 'CVE-2024-1', reason: 'a # b', from: 'line 1' },
        { id: 'GHSA-aaaa-bbbb-cccc', from: 'line 2' },
      ],
    ],
    ['', []],
    ['# nothing\n\n  # more\n', []],
  ])('reads %j', (text, entries) => {
    expect(readIgnoreFile(text)).toEqual(entries);
  });

  it.each([
    ['vulnerabilities:\n  - id: CVE-2024-1', 'line 1'],
    ['CVE-2024-1\nnonsense', 'line 2'],
    ['CVE-2024-1 exp:2027-02-30', '"exp:2027-02-30"'],
    ['CVE-2024-1 exp:soon', '"exp:soon"'],
    ['CVE-2024-1 CVE-2024-2', '"CVE-2024-2"'],
  ])('refuses %j', (text, naming) => {
    expect(() => readIgnoreFile(text)).toThrow(naming);
  });
});

it('refuses an id that is none', () => {
  expect(() => readIgnored(['CVE'])).toThrow('"CVE"');
  expect(readIgnored(['CVE-2024-1'])).toEqual([{ id: 'CVE-2024-1', from: '--ignore' }]);
});

it('an entry counts until the day it names begins in UTC', () => {
  const entry = { id: 'CVE-2024-1', until: '2027-01-31', from: 'line 1' };
  expect(isExpired(entry, new Date('2027-01-30T23:59:59Z'))).toBe(false);
  expect(isExpired(entry, new Date('2027-01-31T00:00:00Z'))).toBe(true);
  expect(isExpired({ id: 'CVE-2024-1', from: 'line 1' }, new Date('2999-01-01'))).toBe(false);
});

it('says which entries expired and which meet nothing', () => {
  const now = new Date('2026-06-01');
  const entries = readIgnoreFile(
    'CVE-2024-1 exp:2026-01-01\nCVE-2024-2\ncve-2024-3\nCVE-2024-4 exp:2026-01-01',
  );
  const { expired, unused } = reviewIgnores(entries, ['CVE-2024-1', 'CVE-2024-3'], now);
  expect([expired, unused].map((list) => list.map(({ id }) => id))).toEqual([
    ['CVE-2024-1'],
    ['CVE-2024-2', 'CVE-2024-4'],
  ]);
  expect(ignoreOf('CVE-2024-1', entries, now)).toBeUndefined();
  expect(ignoreOf('CVE-2024-3', entries, now)?.from).toBe('line 3');
});
