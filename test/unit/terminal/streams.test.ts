import { expect, test } from 'vitest';
import { columnsOf, wantsColour } from '../../../src/terminal/streams.ts';
import { FakeOutput } from './fake-streams.ts';

const tty = new FakeOutput({ columns: 120 });
const pipe = new FakeOutput();

test.each([
  ['a terminal', tty, {}, undefined, true],
  ['a pipe', pipe, {}, undefined, false],
  ['a terminal with NO_COLOR', tty, { NO_COLOR: '1' }, undefined, false],
  ['a terminal with an empty NO_COLOR', tty, { NO_COLOR: '' }, undefined, true],
  ['a terminal with TERM=dumb', tty, { TERM: 'dumb' }, undefined, false],
  ['a pipe with FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, undefined, true],
  ['a pipe with an empty FORCE_COLOR', pipe, { FORCE_COLOR: '' }, undefined, true],
  ['a terminal with FORCE_COLOR=0', tty, { FORCE_COLOR: '0' }, undefined, false],
  ['FORCE_COLOR and NO_COLOR together', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, undefined, true],
  ['--no-color with FORCE_COLOR', tty, { FORCE_COLOR: '1' }, false, false],
] as const)('colour on %s', (_, stream, env, flag, wanted) => {
  expect(wantsColour(stream, env, flag)).toBe(wanted);
});

test.each([
  ['what the terminal says', tty, { COLUMNS: '90' }, 120],
  ['COLUMNS where it says nothing', new FakeOutput({ columns: 0 }), { COLUMNS: '90' }, 90],
  ['80 where nobody says anything', new FakeOutput({ columns: 0 }), { COLUMNS: 'wide' }, 80],
  ['no edge in a pipe', pipe, { COLUMNS: '90' }, Number.POSITIVE_INFINITY],
] as const)('the width is %s', (_, stream, env, width) => {
  expect(columnsOf(stream, env)).toBe(width);
});
