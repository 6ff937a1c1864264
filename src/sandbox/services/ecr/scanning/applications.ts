import { type Vulnerability, vectors } from './vulnerability.ts';

const { everything, availability } = vectors;
const npm = (name: string) => ({
  packageName: name,
  application: { path: `app/node_modules/${name}/package.json`, manager: 'NODEPKG' },
});

/** What images bring beside their distribution: only enhanced scanning looks at it. */
export const applications: readonly Vulnerability[] = [
  {
    ...{ ...npm('minimist'), id: 'CVE-2021-44906', installed: '1.2.5', fixed: '1.2.6' },
    ...{ severity: 'CRITICAL', score: 9.8, vector: everything },
    description: 'Prototype pollution by setKey().',
  },
  {
    ...{ ...npm('lodash'), id: 'CVE-2021-23337', installed: '4.17.20', fixed: '4.17.21' },
    ...{ severity: 'HIGH', score: 7.2, vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' },
    description: 'Command injection by the template function.',
  },
  {
    ...{ ...npm('qs'), id: 'CVE-2022-24999', installed: '6.10.1', fixed: '6.10.3' },
    ...{ severity: 'HIGH', score: 7.5, vector: availability },
    description: 'A crafted query string with __proto__ hangs an Express application.',
  },
  {
    ...{ ...npm('semver'), id: 'CVE-2022-25883', installed: '7.3.8', fixed: '7.5.2' },
    ...{ severity: 'HIGH', score: 7.5, vector: availability },
    description: 'Untrusted ranges take very long to parse.',
  },
  {
    ...{ ...npm('axios'), id: 'CVE-2023-45857', installed: '1.5.1', fixed: '1.6.0' },
    ...{ severity: 'MEDIUM', score: 6.5, vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:N' },
    description: 'The XSRF token is sent to any host.',
  },
  {
    ...{ ...npm('express'), id: 'CVE-2024-29041', installed: '4.18.2', fixed: '4.19.2' },
    ...{ severity: 'MEDIUM', score: 6.1, vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N' },
    description: 'Open redirect by malformed URLs.',
  },
];
