import { type Vulnerability, vectors } from './vulnerability.ts';

const { everything, availability, secrecy, slowdown, withAccount, local } = vectors;

/** What a scan finds in an image that was last built on Debian 10 in the spring of 2022. */
export const debian10: readonly Vulnerability[] = [
  {
    ...{ id: 'CVE-2022-37434', packageName: 'zlib', installed: '1:1.2.11.dfsg-1' },
    ...{ fixed: '1:1.2.11.dfsg-1+deb10u2', severity: 'CRITICAL', score: 9.8, vector: everything },
    description: 'Heap overflow in inflate() by a large extra field of a gzip header.',
  },
  {
    ...{ id: 'CVE-2022-1664', packageName: 'dpkg', installed: '1.19.7' },
    ...{ fixed: '1.19.8', severity: 'CRITICAL', score: 9.8, vector: everything },
    description: 'Directory traversal when untrusted source packages are extracted.',
  },
  {
    ...{ id: 'CVE-2021-3711', packageName: 'openssl', installed: '1.1.1d-0+deb10u6' },
    ...{ fixed: '1.1.1d-0+deb10u7', severity: 'CRITICAL', score: 9.8, vector: everything },
    description: 'Buffer overflow in the decryption of SM2 data.',
  },
  {
    ...{ id: 'CVE-2022-23218', packageName: 'glibc', installed: '2.28-10' },
    ...{ fixed: '2.28-10+deb10u2', severity: 'CRITICAL', score: 9.8, vector: everything },
    description: 'Buffer overflow in svcunix_create of the sunrpc module by a long path.',
  },
  {
    ...{ id: 'CVE-2021-33574', packageName: 'glibc', installed: '2.28-10' },
    ...{ fixed: '2.28-10+deb10u2', severity: 'CRITICAL', score: 9.8, vector: everything },
    description: 'Use after free in mq_notify.',
  },
  {
    ...{ id: 'CVE-2019-8457', packageName: 'db5.3', installed: '5.3.28+dfsg1-0.5' },
    ...{ severity: 'CRITICAL', score: 9.8, vector: everything },
    description: "Out-of-bounds read in SQLite's rtreenode(), of which Berkeley DB has a copy.",
  },
  {
    ...{ id: 'CVE-2022-1271', packageName: 'gzip', installed: '1.9-3' },
    ...{ fixed: '1.9-3+deb10u1', severity: 'HIGH', score: 8.8, vector: withAccount },
    description: 'zgrep can be made to write to any file by a crafted file name.',
  },
  {
    ...{ id: 'CVE-2022-1271', packageName: 'xz-utils', installed: '5.2.4-1' },
    ...{ fixed: '5.2.4-1+deb10u1', severity: 'HIGH', score: 8.8, vector: withAccount },
    description: 'xzgrep can be made to write to any file by a crafted file name.',
  },
  {
    ...{ id: 'CVE-2022-0778', packageName: 'openssl', installed: '1.1.1d-0+deb10u6' },
    ...{ fixed: '1.1.1d-0+deb10u8', severity: 'HIGH', score: 7.5, vector: availability, exploited: true },
    description: 'BN_mod_sqrt() loops for ever on a crafted certificate.',
  },
  {
    ...{ id: 'CVE-2018-25032', packageName: 'zlib', installed: '1:1.2.11.dfsg-1' },
    ...{ fixed: '1:1.2.11.dfsg-1+deb10u1', severity: 'HIGH', score: 7.5, vector: availability },
    description: 'Memory corruption in deflate by an input with many distant matches.',
  },
  {
    ...{ id: 'CVE-2021-4160', packageName: 'openssl', installed: '1.1.1d-0+deb10u6' },
    ...{ fixed: '1.1.1d-0+deb10u8', severity: 'MEDIUM', score: 5.9 },
    vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N',
    description: 'Carry propagation bug in the MIPS32 and MIPS64 squaring procedure.',
  },
  {
    ...{ id: 'CVE-2011-3374', packageName: 'apt', installed: '1.8.2.3', severity: 'LOW', score: 3.7 },
    vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:L/A:N',
    description: 'apt-key does not validate keys against the master keyring.',
  },
  {
    ...{ id: 'CVE-2016-2781', packageName: 'coreutils', installed: '8.30-3', severity: 'INFORMATIONAL' },
    ...{ score: 6.5, vector: 'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:C/C:N/I:H/A:N' },
    description: 'chroot --userspec lets a user reach the parent session by TIOCSTI.',
  },
  {
    ...{ id: 'TEMP-0841856-B18BAF', packageName: 'bash', installed: '5.0-4', severity: 'UNDEFINED' },
    description: 'Privilege escalation to another user than root.',
  },
];

/** What a scan finds in an image on Debian 12 of the autumn of 2023. */
export const debian12: readonly Vulnerability[] = [
  {
    ...{ id: 'CVE-2023-45853', packageName: 'zlib', installed: '1:1.2.13.dfsg-1' },
    ...{ severity: 'CRITICAL', score: 9.8, vector: everything },
    description: 'Integer overflow in MiniZip by a long file name, comment or extra field.',
  },
  {
    ...{ id: 'CVE-2023-4911', packageName: 'glibc', installed: '2.36-9+deb12u1' },
    ...{ fixed: '2.36-9+deb12u3', severity: 'HIGH', score: 7.8, vector: local, exploited: true },
    description: 'Buffer overflow in the dynamic loader while it reads GLIBC_TUNABLES.',
  },
  {
    ...{ id: 'CVE-2023-5363', packageName: 'openssl', installed: '3.0.9-1' },
    ...{ fixed: '3.0.11-1~deb12u2', severity: 'HIGH', score: 7.5, vector: secrecy },
    description: 'Lengths of keys and initialisation vectors are not heeded in some ciphers.',
  },
  {
    ...{ id: 'CVE-2023-44487', packageName: 'nghttp2', installed: '1.52.0-1' },
    ...{ fixed: '1.52.0-1+deb12u1', severity: 'HIGH', score: 7.5, vector: availability, exploited: true },
    description: 'HTTP/2 streams that are opened and reset at once exhaust the server.',
  },
  {
    ...{ id: 'CVE-2024-0727', packageName: 'openssl', installed: '3.0.9-1' },
    ...{ fixed: '3.0.13-1~deb12u1', severity: 'MEDIUM', score: 5.5 },
    vector: 'CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H',
    description: 'A malformed PKCS12 file crashes whoever opens it.',
  },
  {
    ...{ id: 'CVE-2023-5678', packageName: 'openssl', installed: '3.0.9-1' },
    ...{ fixed: '3.0.13-1~deb12u1', severity: 'MEDIUM', score: 5.3, vector: slowdown },
    description: 'Checking very long X9.42 DH keys takes very long.',
  },
  {
    ...{ id: 'CVE-2011-3374', packageName: 'apt', installed: '2.6.1', severity: 'LOW', score: 3.7 },
    vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:L/A:N',
    description: 'apt-key does not validate keys against the master keyring.',
  },
  {
    ...{ id: 'CVE-2016-2781', packageName: 'coreutils', installed: '9.1-1', severity: 'INFORMATIONAL' },
    ...{ score: 6.5, vector: 'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:C/C:N/I:H/A:N' },
    description: 'chroot --userspec lets a user reach the parent session by TIOCSTI.',
  },
];
