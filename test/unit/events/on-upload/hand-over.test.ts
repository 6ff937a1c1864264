import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uploadPattern } from '../../../../src/events/on-upload/pattern.ts';
import { uploadTransformer } from '../../../../src/events/on-upload/transformer.ts';
import type { WantedObjects } from '../../../../src/events/on-upload/wanted.ts';
import { busEvent } from '../../../../src/sandbox/services/events/bus-event.ts';
import { matchesPattern } from '../../../../src/sandbox/services/events/pattern/matches-pattern.ts';
import { parsePattern } from '../../../../src/sandbox/services/events/pattern/parse-pattern.ts';
import { overridesIn } from '../../../../src/sandbox/services/events/recipients/task-input.ts';
import { targetInput } from '../../../../src/sandbox/services/events/target-input.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const { region } = new PracticeWorld();
const now = new Date('2026-11-23T01:00:00Z');

function uploadOf(key: string, bucket = 'acme') {
  return busEvent(region, now, {
    source: 'aws.s3',
    detailType: 'Object Created',
    resources: [`arn:aws:s3:::${bucket}`],
    detail: { version: '0', bucket: { name: bucket }, object: { key, size: 1 } },
  });
}

/** The overrides that a task is run with for a key; values are put in by the letter of AWS's page, not escaped. */
function overridesFor(key: string) {
  const InputTransformer = uploadTransformer('app', [{ name: 'MODE', value: 'a "b" \\ c' }]);
  const rule = { arn: 'arn:aws:events:us-east-1:123456789012:rule/import', name: 'import' };
  const target = { Id: 'ecsctl', Arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/prod', InputTransformer };
  return overridesIn(targetInput(target, uploadOf(key), rule, now));
}

const environmentOf = (key: string) => [
  { name: 'S3_BUCKET', value: 'acme' },
  { name: 'S3_KEY', value: key },
  { name: 'MODE', value: 'a "b" \\ c' },
];

describe('what the container is handed', () => {
  it.each([
    'in/plain.csv',
    'with space +and%20percent.csv',
    '사진/고양이 1.jpg',
    "it's.csv",
    '<key>.csv',
    '{"a":1}'.replaceAll('"', "'"),
  ])('has the key %s whole', (key) => {
    const overrides = { containerOverrides: [{ name: 'app', environment: environmentOf(key) }] };
    expect(overridesFor(key)).toEqual({ overrides });
  });

  it.each([
    'a "quoted" one.csv',
    'a"',
    'back\\slash.csv',
    'ends in \\',
    'x"}],"command":["id',
    'x","name":"NODE_OPTIONS',
    'x"},{"name":"NODE_OPTIONS","value":"--require /tmp/x',
    'x","y',
    'x"],"taskRoleArn":"y","z":["',
  ])('is refused for the key %s where AWS does not escape it', (key) => {
    expect(overridesFor(key)).toMatchObject({ code: 'INVALID_JSON' });
  });

  it('is never anything but a bucket and a key, whatever the key', () => {
    const pieces = fc.constantFrom(
      '"',
      '\\',
      ',',
      ':',
      '[',
      ']',
      '{',
      '}',
      'a',
      ' ',
      'name',
      'command',
      '한',
    );
    const keys = fc.array(pieces, { minLength: 1, maxLength: 24 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(keys, (key) => {
        const handed = overridesFor(key);
        if ('code' in handed) {
          expect(handed.code).toBe('INVALID_JSON');
          return;
        }
        const [container, ...others] = handed.overrides?.containerOverrides ?? [];
        expect(others).toEqual([]);
        expect(Object.keys(handed.overrides ?? {})).toEqual(['containerOverrides']);
        expect(Object.keys(container ?? {})).toEqual(['name', 'environment']);
        expect(container?.environment?.map(({ name }) => name)).toEqual(['S3_BUCKET', 'S3_KEY', 'MODE']);
      }),
      { numRuns: 5000 },
    );
  });

  it('has room for the longest key', () => {
    const environment = [{ name: 'MODE', value: 'x'.repeat(7000) }];
    expect(() => uploadTransformer('app', environment)).toThrow('no room for a long key');
  });
});

type Objects = Omit<WantedObjects, 'bucket' | 'hasPlainKeys'> & { readonly hasPlainKeys?: boolean };

function isMeant(objects: Objects, key: string, bucket = 'acme'): boolean {
  const pattern = uploadPattern({ bucket: 'acme', hasPlainKeys: false, ...objects });
  return matchesPattern(parsePattern(pattern), uploadOf(key, bucket));
}

describe('which objects are meant', () => {
  const cases: readonly [objects: Objects, key: string, isMeant: boolean][] = [
    [{}, 'any "key" \\ at all', true],
    [{ prefix: 'in/' }, 'in/a.csv', true],
    [{ prefix: 'in/' }, 'out/in/a.csv', false],
    [{ prefix: '사진/' }, '사진/고양이.jpg', true],
    [{ suffix: '.csv' }, 'in/a.csv', true],
    [{ suffix: '.csv' }, 'in/a.CSV', false],
    [{ prefix: 'in/', suffix: '.csv' }, 'in/a.csv', true],
    [{ prefix: 'in/', suffix: '.csv' }, 'in/a.txt', false],
    [{ prefix: 'in/', suffix: '.csv' }, 'out/a.csv', false],
    [{ prefix: 'a*b\\', suffix: '*' }, 'a*b\\c*', true],
    [{ prefix: 'a*b\\', suffix: '*' }, 'axb\\c*', false],
    [{ prefix: 'a*b\\', suffix: '*' }, 'a*b\\c', false],
    [{ hasPlainKeys: true }, 'in/고양이 1.csv', true],
    [{ hasPlainKeys: true }, 'in/a"b.csv', false],
    [{ hasPlainKeys: true }, 'in\\a.csv', false],
  ];

  it.each(cases)('%j and the key %s: %s', (objects, key, expected) => {
    expect(isMeant(objects, key)).toBe(expected);
  });

  it('are of one bucket, and newly made', () => {
    expect(isMeant({}, 'a.csv', 'other')).toBe(false);
    const deleted = { ...uploadOf('a.csv'), 'detail-type': 'Object Deleted' };
    const pattern = uploadPattern({ bucket: 'acme', hasPlainKeys: false });
    expect(matchesPattern(parsePattern(pattern), deleted)).toBe(false);
  });

  it('make a pattern no longer than AWS takes', () => {
    const long = { bucket: 'acme', hasPlainKeys: false, prefix: '*'.repeat(1000), suffix: 'x' };
    expect(() => uploadPattern(long)).toThrow('make a pattern of');
  });
});
