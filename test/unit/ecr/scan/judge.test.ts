import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scanned } from '../../../../src/ecr/scan/follow.ts';
import { type ImageFound, judgeScan, type ScanFound, type Wish } from '../../../../src/ecr/scan/judge.ts';
import { markdownOf } from '../../../../src/ecr/scan/markdown.ts';
import { renderScan } from '../../../../src/ecr/scan/render.ts';
import { sarifOf } from '../../../../src/ecr/scan/sarif.ts';
import type { Verdict } from '../../../../src/ecr/scan/value.ts';
import { severities } from '../../../../src/ecr/severity.ts';
import { plainPaint } from '../../../../src/terminal/screen.ts';
import { textWidth } from '../../../../src/terminal/text-width.ts';
import { sarifProblems } from '../../../support/sarif/check-sarif.ts';
import { anyFinding } from './any-finding.ts';

const now = new Date('2026-03-01T09:30:00Z');

const anyScanned: fc.Arbitrary<Scanned> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('findings' as const),
      type: fc.constantFrom('basic' as const, 'enhanced' as const),
      status: fc.constantFrom('COMPLETE', 'ACTIVE'),
      findings: fc.array(anyFinding, { maxLength: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('none' as const), why: fc.constant('the scan failed') }),
  },
);

const digest = (index: number) => `sha256:${String(index).padStart(64, '0')}`;

function imageOf(name: string, scanned: readonly Scanned[]): ImageFound {
  const platforms = scanned.map((_, index) => ({ digest: digest(index), platform: `linux/p${index}` }));
  return {
    target: { name, repository: name, id: { imageTag: 'latest' }, runsIn: [] },
    resolved: { kind: 'there', digest: digest(99), platforms, attestations: 0 },
    scanned,
  };
}

const anyFound: fc.Arbitrary<ScanFound> = fc
  .array(fc.array(anyScanned, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((images) => ({
    images: images.map((scanned, index) => imageOf(`web${index}`, scanned)),
    unscannable: [],
  }));

const anyLimits = fc.dictionary(fc.constantFrom(...severities), fc.nat(4));

const anyWish: fc.Arbitrary<Wish> = fc.record({
  gate: fc.record({ limits: anyLimits, onlyFixable: fc.boolean(), allowUnscanned: fc.boolean() }),
  listed: fc.subarray([...severities]),
  ignores: fc
    .subarray(['CVE-1-1', 'CVE-1-2', 'CVE-9-9'])
    .map((ids) => ids.map((id) => ({ id, from: '--ignore' }))),
  now: fc.constant(now),
});

const strict: Wish = {
  gate: { limits: { critical: 0, high: 0 }, onlyFixable: false, allowUnscanned: false },
  listed: severities,
  ignores: [],
  now,
};

const grave: Readonly<Record<Verdict, number>> = { passed: 0, 'no-verdict': 1, failed: 2 };

describe('judgeScan', () => {
  it('judges the same whatever is listed', () => {
    fc.assert(
      fc.property(anyFound, anyWish, (found, wish) => {
        const { verdict, reason, images } = judgeScan(found, wish);
        const whole = judgeScan(found, { ...wish, listed: severities });
        expect([verdict, reason]).toEqual([whole.verdict, whole.reason]);
        expect(images.map((image) => [image.verdict, image.counts, image.exceeded])).toEqual(
          whole.images.map((image) => [image.verdict, image.counts, image.exceeded]),
        );
      }),
    );
  });

  it('passes no more when less is allowed', () => {
    fc.assert(
      fc.property(anyFound, anyWish, fc.constantFrom(...severities), (found, wish, severity) => {
        const before = grave[judgeScan(found, wish).verdict];
        const { gate } = wish;
        const limits = { ...gate.limits, [severity]: 0 };
        const tighter: Wish[] = [
          { ...wish, gate: { ...gate, limits } },
          { ...wish, gate: { ...gate, onlyFixable: false } },
          { ...wish, gate: { ...gate, allowUnscanned: false } },
          { ...wish, ignores: [] },
        ];
        for (const one of tighter)
          expect(grave[judgeScan(found, one).verdict]).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('never passes what has no answer', () => {
    fc.assert(
      fc.property(anyFound, anyWish, (found, wish) => {
        const isOpen = found.images.some(({ scanned }) => scanned.some(({ kind }) => kind === 'none'));
        const asked = { ...wish, gate: { ...wish.gate, allowUnscanned: false } };
        if (isOpen) expect(judgeScan(found, asked).verdict).not.toBe('passed');
      }),
    );
  });

  it('passes when everything that counts is put up with', () => {
    fc.assert(
      fc.property(fc.array(anyFinding), (findings) => {
        const found = {
          images: [imageOf('web', [{ kind: 'findings', type: 'basic', status: 'COMPLETE', findings }])],
          unscannable: [],
        };
        const ignores = findings.map(({ id }) => ({ id, from: '--ignore' }));
        const { verdict, images, unusedIgnores } = judgeScan(found, { ...strict, ignores });
        expect([verdict, images[0]?.counts, unusedIgnores]).toEqual(['passed', {}, []]);
      }),
    );
  });

  it('has no verdict where nothing runs, and on what ECR does not scan', () => {
    const nowhere = judgeScan({ images: [], unscannable: [], where: 'service prod/web' }, strict);
    expect(nowhere).toMatchObject({
      verdict: 'no-verdict',
      reason: 'no verdict: nothing runs in service prod/web, so that there is nothing to scan',
    });
    const unscannable = [
      { name: 'nginx', why: 'it is not in a private registry of ECR', runsIn: ['prod/web'] },
    ];
    expect(judgeScan({ images: [], unscannable }, strict)).toMatchObject({
      verdict: 'no-verdict',
      reason: 'no verdict: nginx: it is not in a private registry of ECR',
    });
  });

  it('counts what a basic scan says nothing of as fixable, and leaves out what has no fix', () => {
    const one = { id: 'CVE-1-1', severity: 'high' as const, title: 'a', packages: [] };
    const verdictOf = (fixable?: boolean) => {
      const findings = [{ ...one, ...(fixable !== undefined && { fixable }) }];
      const scanned: Scanned = { kind: 'findings', type: 'basic', status: 'COMPLETE', findings };
      const gate = { ...strict.gate, onlyFixable: true };
      return judgeScan({ images: [imageOf('web', [scanned])], unscannable: [] }, { ...strict, gate }).verdict;
    };
    expect([verdictOf(), verdictOf(true), verdictOf(false)]).toEqual(['failed', 'failed', 'passed']);
  });
});

describe('the forms of the answer', () => {
  it('is SARIF that GitHub takes, with a result for each finding', () => {
    fc.assert(
      fc.property(anyFound, anyWish, (found, wish) => {
        const value = judgeScan(found, wish);
        const text = sarifOf(value);
        const log = JSON.parse(text);
        expect(sarifProblems(log)).toEqual([]);
        const listed = value.images.flatMap(({ findings }) => findings);
        const results: readonly { suppressions?: unknown }[] = log.runs[0].results;
        expect(results.map(({ suppressions }) => suppressions !== undefined)).toEqual(
          listed.map(({ ignored }) => ignored !== undefined),
        );
      }),
    );
  });

  it('is Markdown in which texts of strangers are text', () => {
    fc.assert(
      fc.property(anyFound, anyWish, (found, wish) => {
        const text = markdownOf(judgeScan(found, wish));
        const rows = text.split('\n').filter((line) => line.startsWith('| '));
        // Of a cell's own bars none is left to divide it.
        for (const row of rows) expect(row.match(/\|/g)).toHaveLength(7);
        expect(text).not.toMatch(/<img|@somebody|(?<!\\)\]\(b\)|\]\(javascript:/);
        expect(text).not.toContain('\u001b');
      }),
    );
  });

  it('is text of which no line is wider than the screen', () => {
    fc.assert(
      fc.property(anyFound, anyWish, fc.integer({ min: 80, max: 200 }), (found, wish, width) => {
        const screen = { width, aligned: true, paint: plainPaint, now };
        for (const line of renderScan(judgeScan(found, wish), screen).split('\n')) {
          expect(textWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
    );
  });
});
