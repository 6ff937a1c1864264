import { debian10, debian12 } from './debian.ts';
import { type Vulnerability, vectors } from './vulnerability.ts';

/** What an image is built on, as far as a scan can tell. */
export interface Base {
  /** As `org.opencontainers.image.base.name` begins. */
  readonly name: string;
  /** As enhanced findings name it; undefined where there is no distribution, which a basic scan cannot do with. */
  readonly platform: string | undefined;
  /** The page of a weakness, but for its id. */
  readonly tracker: string;
  readonly vulnerabilities: readonly Vulnerability[];
}

const debianTracker = 'https://security-tracker.debian.org/tracker/';
const alpineTracker = 'https://security.alpinelinux.org/vuln/';

const alpine318: readonly Vulnerability[] = [
  {
    ...{ id: 'CVE-2023-5363', packageName: 'openssl', installed: '3.1.3-r0', fixed: '3.1.4-r0' },
    ...{ severity: 'HIGH', score: 7.5, vector: vectors.secrecy },
    description: 'Lengths of keys and initialisation vectors are not heeded in some ciphers.',
  },
  {
    ...{ id: 'CVE-2023-5678', packageName: 'openssl', installed: '3.1.3-r0', fixed: '3.1.4-r1' },
    ...{ severity: 'MEDIUM', score: 5.3, vector: vectors.slowdown },
    description: 'Checking very long X9.42 DH keys takes very long.',
  },
];

/** The bases that scans know; an image that says nothing of its own is taken for one of those with a distribution. */
export const bases: readonly Base[] = [
  { name: 'debian:12', platform: 'DEBIAN_12', tracker: debianTracker, vulnerabilities: debian12 },
  { name: 'alpine:3.18', platform: 'ALPINE_LINUX_3_18', tracker: alpineTracker, vulnerabilities: alpine318 },
  { name: 'alpine:3.22', platform: 'ALPINE_LINUX_3_22', tracker: alpineTracker, vulnerabilities: [] },
  { name: 'debian:10', platform: 'DEBIAN_10', tracker: debianTracker, vulnerabilities: debian10 },
  { name: 'scratch', platform: undefined, tracker: '', vulnerabilities: [] },
];
