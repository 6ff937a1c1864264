import { describe, expect, it } from 'vitest';
import { judgeSeen, type Seen, type Start, type Waited } from '../../../../src/ecr/scan/states.ts';

const now = new Date('2026-03-01T12:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const nothing: Seen = { kind: 'nothing' };

const seen = (status: string, more: Partial<Extract<Seen, { kind: 'scan' }>> = {}): Seen => ({
  kind: 'scan',
  status,
  fingerprint: '',
  ...more,
});

const may: Start = { kind: 'may' };
const forbidden: Start = { kind: 'forbidden' };
const begun: Start = { kind: 'begun', before: ago(50) };
const refused: Start = { kind: 'refused', why: 'no', mayCome: false };
const early: Start = { kind: 'refused', why: 'no', mayCome: true };

const waited = (more: Partial<Waited>): Waited => ({
  registry: 'basic',
  start: may,
  now,
  waited: 0,
  steady: 0,
  ...more,
});

const done = (hours: number) => seen('COMPLETE', { completedAt: ago(hours) });
const found = (hours: number) => seen('ACTIVE', { completedAt: ago(hours), shape: 'enhanced' });

describe('judgeSeen', () => {
  it.each<readonly [what: string, Seen, Partial<Waited>, expected: object]>([
    ['begins what was never scanned', nothing, {}, { kind: 'start' }],
    ['waits for what it began', nothing, { start: begun, waited: 500 }, { kind: 'wait' }],
    ['does not begin against the wish', nothing, { start: forbidden }, { kind: 'none' }],
    ['gives up at once what is denied', nothing, { start: refused }, { kind: 'none' }],
    ['waits a little for the scan of a push', nothing, { start: early, waited: 5 }, { kind: 'wait' }],
    ['and then no longer', nothing, { start: early, waited: 31 }, { kind: 'none' }],
    ['never begins with Inspector', nothing, { registry: 'enhanced' }, { kind: 'wait' }],
    ['gives Inspector half a minute', nothing, { registry: 'enhanced', waited: 31 }, { kind: 'none' }],
    [
      'asks to begin where the registry may not be asked',
      nothing,
      { registry: undefined },
      { kind: 'start' },
    ],

    ['uses a scan of the last day', done(23), {}, { kind: 'use', type: 'basic' }],
    ['renews an older one', done(25), {}, { kind: 'start' }],
    ['takes an older one as wished', done(900), { start: forbidden }, { kind: 'use' }],
    ['waits for the renewed one', done(50), { start: begun }, { kind: 'wait' }],
    ['uses the renewed one', done(0), { start: begun }, { kind: 'use' }],
    [
      'warns of an older one that is not renewed',
      done(48),
      { start: refused },
      { kind: 'use', warning: expect.stringContaining('scanned 2d ago') },
    ],

    ['knows Inspector by its findings', found(5), {}, { kind: 'use', type: 'enhanced' }],
    ['waits while findings may come', found(0), { steady: 9 }, { kind: 'wait' }],
    ['uses what has not changed', found(0), { steady: 10 }, { kind: 'use', type: 'enhanced' }],
    [
      'takes no empty COMPLETE for clean',
      seen('COMPLETE'),
      { registry: 'enhanced', steady: 60 },
      { kind: 'wait' },
    ],
    ['takes ACTIVE for Inspector', seen('ACTIVE'), { registry: undefined }, { kind: 'wait' }],
    [
      'takes none for none once Inspector has ended',
      seen('ACTIVE', { completedAt: ago(5) }),
      { registry: 'enhanced' },
      { kind: 'use', type: 'enhanced' },
    ],
    [
      'knows a basic scan by its findings, though the registry is Inspector now',
      seen('COMPLETE', { completedAt: ago(1), shape: 'basic' }),
      { registry: 'enhanced' },
      { kind: 'use', type: 'basic' },
    ],

    ['begins again after a failure', seen('FAILED'), {}, { kind: 'start' }],
    ['waits for the state to follow', seen('FAILED'), { start: begun, waited: 2 }, { kind: 'wait' }],
    ['but not for ever', seen('FAILED'), { start: begun, waited: 60 }, { kind: 'none' }],
  ])('%s', (_, look, more, expected) => {
    expect(judgeSeen(look, waited(more))).toMatchObject(expected);
  });

  it.each(['PENDING', 'IN_PROGRESS'])('waits for %s with both kinds of scans', (status) => {
    for (const registry of ['basic', 'enhanced', undefined] as const) {
      expect(judgeSeen(seen(status), waited({ registry, waited: 800 })).kind).toBe('wait');
    }
  });

  it.each([
    ...['FAILED', 'UNSUPPORTED_IMAGE', 'SCAN_ELIGIBILITY_EXPIRED', 'FINDINGS_UNAVAILABLE'],
    ...['LIMIT_EXCEEDED', 'IMAGE_ARCHIVED', 'A_STATE_OF_TOMORROW'],
  ])('never has findings in %s', (status) => {
    for (const registry of ['basic', 'enhanced', undefined] as const) {
      for (const start of [forbidden, refused]) {
        expect(judgeSeen(seen(status), waited({ registry, start }))).toMatchObject({ kind: 'none' });
      }
    }
  });
});
