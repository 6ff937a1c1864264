import { ScanStatus } from '@aws-sdk/client-ecr';
import { expect, it } from 'vitest';
import { listedScan, scanOfDescription } from '../../../../src/ecr/ls/images/scan.ts';
import { agedScanText, scanText } from '../../../../src/ecr/ls/images/words.ts';
import { now } from '../../terminal/screens.ts';

const completedAt = new Date(now.getTime() - 30 * 86_400_000);
const told = (status: string, counts?: Record<string, number>, at?: Date) =>
  listedScan({ status: { status: status as ScanStatus }, counts, completedAt: at });

it('every state of ECR is told, and only an answer is one', () => {
  const states = Object.values(ScanStatus).map((status) => {
    const scan = told(status);
    return [status, scan.state, scanText(scan)];
  });
  expect(states).toEqual([
    ['ACTIVE', 'under way', 'being scanned'],
    ['COMPLETE', 'complete', 'nothing found'],
    ['FAILED', 'no answer', 'scan failed'],
    ['FINDINGS_UNAVAILABLE', 'no answer', 'findings unavailable'],
    ['IMAGE_ARCHIVED', 'no answer', 'archived'],
    ['IN_PROGRESS', 'under way', 'being scanned'],
    ['LIMIT_EXCEEDED', 'no answer', 'scans used up'],
    ['PENDING', 'under way', 'being scanned'],
    ['SCAN_ELIGIBILITY_EXPIRED', 'no answer', 'too old to be scanned'],
    ['UNSUPPORTED_IMAGE', 'no answer', 'cannot be scanned'],
  ]);
  expect(scanText(told('BRAND_NEW'))).toBe('brand new');
});

it('counts what nobody has rated, and names the gravest first', () => {
  const scan = told('ACTIVE', { LOW: 2, UNTRIAGED: 1, UNDEFINED: 2, CRITICAL: 1, HIGH: 0 }, completedAt);
  expect(scan).toMatchObject({ state: 'complete', counts: { critical: 1, low: 2, unrated: 3 } });
  expect(scanText(scan)).toBe('1 critical, 2 low, 3 unrated');
});

it('says how old it is that nothing was found, where nobody has looked since', () => {
  expect(agedScanText(told('COMPLETE', {}, completedAt), now)).toBe('nothing found 30d ago');
  expect(agedScanText(told('COMPLETE', {}, now), now)).toBe('nothing found');
  expect(agedScanText(told('ACTIVE', {}, completedAt), now)).toBe('nothing found');
  expect(agedScanText(told('COMPLETE', { HIGH: 1 }, completedAt), now)).toBe('1 high');
});

it('is asked for where the description of the image does not tell', () => {
  const of = (status: ScanStatus, findingSeverityCounts?: Record<string, number>) =>
    scanOfDescription({
      imageScanStatus: { status },
      imageScanFindingsSummary: findingSeverityCounts && { findingSeverityCounts },
    });
  expect(scanOfDescription(undefined)).toBeUndefined();
  expect(of('COMPLETE')).toBeUndefined();
  expect(of('ACTIVE')).toBeUndefined();
  expect(of('COMPLETE', { HIGH: 2 })).toMatchObject({ state: 'complete', counts: { high: 2 } });
  expect(of('FAILED')).toMatchObject({ state: 'no answer', why: 'scan failed' });
});
