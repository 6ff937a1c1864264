import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flagName, parseFlags } from '../../../src/cli/values.ts';
import { Failure } from '../../../src/failure.ts';
import type { Flag, FlagKinds } from '../../../src/verb/flags.ts';
import { refusedFor } from '../../support/refused.ts';

/** One flag's value as the verb gets it. */
function parsed(flag: Omit<Flag, 'help'>, raw: string | readonly string[] | boolean | undefined) {
  return parseFlags({ flag: { help: 'a flag', ...flag } }, { flag: raw }, {}).values.flag;
}

function refused(flag: Omit<Flag, 'help'>, raw: string): string {
  return refusedFor('usage', raw.trim() === '' ? '--flag' : raw, () => parsed(flag, raw));
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecsctl-values-'));
  writeFileSync(join(folder, 'config.json'), '\ufeff{"a": "한글"}');
  writeFileSync(join(folder, 'image.png'), Buffer.from([0x89, 0x50, 0xff, 0xfe]));
  mkdirSync(join(folder, 'folder'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the name of a flag', () => {
  it('is its key in kebab case', () => {
    expect(flagName('scaleOutCooldown')).toBe('--scale-out-cooldown');
  });
});

describe('a whole number', () => {
  it.each([
    ['0', 0],
    ['10', 10],
    ['-3', -3],
    ['+3', 3],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('may be written %s', (text, value) => {
    expect(parsed({ kind: 'integer' }, text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '1.5',
    '1e3',
    '0x10',
    'ten',
    'nan',
    'Infinity',
    '1_000',
    '1,000',
    '١٢',
    '--max',
    '9007199254740993',
  ])('is not written %j', (text) => {
    expect(refused({ kind: 'integer' }, text)).toMatch(/whole number/);
  });

  it.each([
    ['-1', { min: 0, max: 5000 }, 'out of range\n  write a whole number, from 0 to 5000'],
    ['5001', { min: 0, max: 5000 }, 'out of range\n  write a whole number, from 0 to 5000'],
    ['0', { min: 1 }, 'out of range\n  write a whole number, 1 or more'],
    ['x', {}, 'is no whole number\n  write a whole number such as 5'],
  ])('%s is held to %j', (text, range, words) => {
    expect(refused({ kind: 'integer', ...range }, text)).toContain(words);
  });
});

describe('a number', () => {
  it.each([
    ['60', 60],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['-1.25', -1.25],
  ])('may be written %s', (text, value) => {
    expect(parsed({ kind: 'number' }, text)).toBe(value);
  });

  it.each(['', '.', '1e3', '60%', '1.2.3', 'nan', '-Infinity', '½', '1'.repeat(400)])(
    'is not written %j',
    (text) => {
      expect(refused({ kind: 'number' }, text)).toMatch(/number/);
    },
  );
});

describe('a duration', () => {
  it.each([
    ['0s', 0],
    ['90s', 90],
    ['5m', 300],
    ['2h', 7200],
    ['7d', 604_800],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parsed({ kind: 'duration' }, text)).toBe(seconds);
  });

  it.each(['', '90', 's', '1.5h', '-5m', '5 m', '5M', '1h30m', '5w', '99999999999999999d'])(
    'is not written %j',
    (text) => {
      expect(refused({ kind: 'duration' }, text)).toMatch(/write it like 90s, 5m, 2h or 7d/);
    },
  );

  it('is held to its range in seconds', () => {
    expect(refused({ kind: 'duration', min: 1, max: 3600 }, '2h')).toContain('from 1 to 3600 s');
  });
});

describe('a time', () => {
  it.each([
    ['2026-12-01T09:00:00Z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:00+09:00', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01T09:00:00.5-01:30', '2026-12-01T10:30:00.500Z'],
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(parsed({ kind: 'time' }, text)).toEqual(new Date(iso));
  });

  it.each([
    ...[
      '',
      'tomorrow',
      '2026',
      '12/01/2026',
      '2026-13-01',
      '2026-02-30',
      '2026-02-29T09:00:00Z',
      '2026-12-01T25:00Z',
    ],
    ...['2026-12-01 (a day)', '2026-12-01T09:00:00 KST', '2026-12-01T09:00:00Z junk', '1764579600'],
  ])('is not written %j', (text) => {
    expect(refused({ kind: 'time' }, text)).toMatch(/is no time\n {2}write it like/);
  });
});

describe('a text', () => {
  it('is taken as it is', () => {
    expect(parsed({ kind: 'text' }, ' 한글 -- = ')).toBe(' 한글 -- = ');
  });

  it.each(['', '  ', '\t'])('is not %j', (text) => {
    expect(refused({ kind: 'text' }, text)).toContain('--flag is empty');
  });
});

describe('a choice', () => {
  const flag = { kind: 'choice', choices: ['text', 'json'] } as const;

  it('is one of its choices', () => {
    expect(parsed(flag, 'json')).toBe('json');
  });

  it.each(['', 'JSON', 'toString', 'text,json'])('is not %j', (text) => {
    expect(refused(flag, text)).toMatch(/is not one of the choices\n {2}choose text, json$/);
  });
});

describe('a pair', () => {
  it.each([
    ['QueueName=jobs', { key: 'QueueName', value: 'jobs' }],
    ['a=b=c', { key: 'a', value: 'b=c' }],
    ['a=x\ny', { key: 'a', value: 'x\ny' }],
  ])('may be written %j', (text, pair) => {
    expect(parsed({ kind: 'pair' }, text)).toEqual(pair);
  });

  it.each(['', 'a', '=b', 'a='])('is not written %j', (text) => {
    expect(refused({ kind: 'pair' }, text)).toMatch(/is no pair\n {2}write it like KEY=VALUE$/);
  });
});

describe('a file', () => {
  it('is read as text, without a byte order mark', () => {
    expect(parsed({ kind: 'file' }, join(folder, 'config.json'))).toBe('{"a": "한글"}');
  });

  it.each([
    ['nothing-here.json', 'there is no such file'],
    ['config.json/deeper', 'there is no such file'],
    ['folder', 'it is a folder'],
    ['image.png', 'it is not text in UTF-8'],
    ['x'.repeat(300), 'the name is too long'],
    ['a\0b', 'no file can have that name'],
  ])('%j cannot be read: %s', (name, why) => {
    expect(refused({ kind: 'file' }, join(folder, name))).toContain(`cannot be read: ${why}`);
  });
});

describe('a switch', () => {
  it.each([
    [true, true],
    [undefined, false],
  ])('that stands as %s is %s', (raw, value) => {
    expect(parsed({ kind: 'switch' }, raw)).toBe(value);
  });
});

describe('a flag', () => {
  it('that may be repeated is a list, empty when it was not given', () => {
    expect(parsed({ kind: 'pair', repeat: true }, ['a=1', 'b=2'])).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ]);
    expect(parsed({ kind: 'pair', repeat: true }, undefined)).toEqual([]);
  });

  it('whose value may be left out has one all the same', () => {
    expect(parsed({ kind: 'duration', bare: '15m' }, true)).toBe(900);
  });

  it('is undefined when it was not given', () => {
    expect(parsed({ kind: 'integer' }, undefined)).toBeUndefined();
  });

  it('falls back on its variable, and counts as given then', () => {
    const flags = { cluster: { kind: 'text', help: '', env: 'ECSCTL_CLUSTER' } } as const;
    const read = (raw: string | undefined, variable: string | undefined) =>
      parseFlags(flags, { cluster: raw }, { ECSCTL_CLUSTER: variable });
    expect(read(undefined, 'prod')).toMatchObject({
      values: { cluster: 'prod' },
      given: new Set(['cluster']),
    });
    expect(read('dev', 'prod').values.cluster).toBe('dev');
    expect(read(undefined, '')).toMatchObject({ values: { cluster: undefined }, given: new Set() });
    expect(() => read('', 'prod')).toThrow('--cluster is empty');
  });
});

describe('whatever is typed', () => {
  const kinds = Object.keys({
    ...{ text: 0, integer: 0, number: 0, duration: 0, time: 0 },
    ...{ switch: 0, choice: 0, pair: 0, file: 0 },
  } satisfies Record<keyof FlagKinds, 0>) as (keyof FlagKinds)[];
  const anyFlag = fc.record({
    kind: fc.constantFrom(...kinds),
    choices: fc.constant(['a', 'b']),
    min: fc.option(fc.integer(), { nil: undefined }),
    max: fc.option(fc.integer(), { nil: undefined }),
  });

  it('is parsed or refused in one line that names the flag, and never a bug', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.float().map(String));
    fc.assert(
      fc.property(anyFlag, anyText, (flag, text) => {
        try {
          parsed(flag, text);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.kind).toBe('usage');
          expect(error.message).toContain('--flag');
          expect(error.hint).toBeTruthy();
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['integer', 'number'] as const)('an %s that is in range comes through as it was', (kind) => {
    const range = { min: -1000, max: 1000 };
    const arbitrary = kind === 'integer' ? fc.integer(range) : fc.double({ ...range, noNaN: true });
    fc.assert(
      fc.property(arbitrary, (value) => {
        const text = kind === 'integer' ? String(value) : value.toFixed(6);
        expect(parsed({ kind, ...range }, text)).toBeCloseTo(value, 5);
      }),
    );
  });
});
