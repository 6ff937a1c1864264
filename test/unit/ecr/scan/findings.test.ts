import { expect, it } from 'vitest';
import { basicFinding, enhancedFinding } from '../../../../src/ecr/scan/findings.ts';

it('reads a basic finding, which says nothing of fixes', () => {
  const attributes = [
    { key: 'package_version', value: '3.0.9-1' },
    { key: 'package_name', value: 'openssl' },
    { key: 'CVSS2_SCORE', value: '5.0' },
  ];
  expect(basicFinding({ name: 'CVE-1-1', severity: 'HIGH', uri: 'https://a.b', attributes })).toEqual({
    ...{ id: 'CVE-1-1', severity: 'high', title: 'CVE-1-1', score: 5, url: 'https://a.b' },
    packages: [{ name: 'openssl', installed: '3.0.9-1' }],
  });
  expect(basicFinding({})).toEqual({ id: 'unnamed', severity: 'unrated', title: 'unnamed', packages: [] });
});

it.each([
  ['YES', true],
  ['PARTIAL', true],
  ['NO', false],
  [undefined, undefined],
])('reads an enhanced finding with the fix %s', (fixAvailable, fixable) => {
  const finding = enhancedFinding({
    ...{ severity: 'UNTRIAGED', title: 'CVE-1-1 - openssl', score: 7.5, fixAvailable },
    packageVulnerabilityDetails: {
      vulnerabilityId: 'CVE-1-1',
      vulnerablePackages: [
        { name: 'openssl', version: '3.0', fixedInVersion: '3.1' },
        { name: 'libssl', version: '3.0', fixedInVersion: 'NotAvailable', filePath: 'lib/ssl.so' },
      ],
    },
  });
  expect(finding).toMatchObject({ id: 'CVE-1-1', severity: 'unrated', score: 7.5 });
  expect(finding.fixable).toBe(fixable);
  expect(finding.packages).toEqual([
    { name: 'openssl', installed: '3.0', fixed: '3.1' },
    { name: 'libssl', installed: '3.0', path: 'lib/ssl.so' },
  ]);
});
