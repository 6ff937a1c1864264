import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Finding } from '../../../../src/ecr/scan/findings.ts';
import { mergeFindings } from '../../../../src/ecr/scan/merge.ts';
import { anyFinding } from './any-finding.ts';

const openssl: Finding = {
  id: 'CVE-1-1',
  severity: 'medium',
  title: 'a',
  packages: [{ name: 'openssl', installed: '3.0' }],
};

it('says of equal findings once which platforms have them, and takes the graver', () => {
  const merged = mergeFindings([
    { platform: 'linux/amd64', findings: [openssl] },
    { platform: 'linux/arm64', findings: [{ ...openssl, severity: 'high', fixable: true }] },
  ]);
  expect(merged).toEqual([{ ...openssl, severity: 'high', platforms: ['linux/amd64', 'linux/arm64'] }]);
});

it('keeps apart what is of another version', () => {
  const other = { ...openssl, packages: [{ name: 'openssl', installed: '3.1' }] };
  expect(mergeFindings([{ platform: 'a', findings: [openssl, other] }])).toHaveLength(2);
});

it('loses none, and none becomes less grave', () => {
  const platforms = fc.array(
    fc.record({ platform: fc.constantFrom('a', 'b'), findings: fc.array(anyFinding) }),
  );
  fc.assert(
    fc.property(platforms, (list) => {
      const merged = mergeFindings(list);
      const order = ['critical', 'high', 'medium', 'low', 'informational', 'unrated'];
      for (const { platform, findings } of list) {
        for (const { id, severity, packages } of findings) {
          const same = merged.find((one) => one.id === id && sameText(one.packages) === sameText(packages));
          expect(same?.platforms).toContain(platform);
          expect(order.indexOf(same?.severity ?? '')).toBeLessThanOrEqual(order.indexOf(severity));
        }
      }
      const ranks = merged.map(({ severity }) => order.indexOf(severity));
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
    }),
  );
});

function sameText(packages: Finding['packages']): string {
  return JSON.stringify(packages.map(({ name, installed, path }) => `${name} ${installed} ${path}`).sort());
}
