import { casesOfEvent, casesOfValue } from './pattern-case.ts';

const present = [{ exists: true }];
const absent = [{ exists: false }];

export const existsCases = [
  ...casesOfValue('exists', [
    ['present', present, 'any', true],
    ['present as null', present, null, true],
    ['present as the empty text', present, '', true],
    ['present as a list', present, [1], true],
    ['present as the empty list', present, [], false],
    ['present as an object, which is no leaf', present, { inner: 1 }, false],
    ['not present', present, undefined, false],
    ['absent', absent, undefined, true],
    ['not absent', absent, 'any', false],
    ['not absent as null', absent, null, false],
    ['absent where the list is empty', absent, [], true],
    ['absent where there is an object, which is no leaf', absent, { inner: 1 }, true],
    ['absent or a value, absent', ['web', ...absent], undefined, true],
    ['absent or a value, the value', ['web', ...absent], 'web', true],
    ['absent or a value, another value', ['web', ...absent], 'job', false],
  ]),
  ...casesOfEvent('exists', [
    ['a leaf of an absent object', { detail: { error: { code: absent } } }, { detail: { ok: true } }, true],
    [
      'a leaf below',
      { detail: { error: { code: present } } },
      { detail: { error: { code: 3, text: '' } } },
      true,
    ],
    [
      'absent beside a value that is not',
      { detail: { state: ['done'], error: absent } },
      { detail: { state: 'open' } },
      false,
    ],
  ]),
];
