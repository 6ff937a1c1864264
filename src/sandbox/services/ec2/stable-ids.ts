import { seedOf } from '../../world/noise.ts';

const DIGITS_A_SEED = 8;

/** `length` hexadecimal digits that are the same for the same owner in every run. */
export function hexOf(owner: string, length: number): string {
  let digits = '';
  for (let part = 0; digits.length < length; part += 1) {
    digits += seedOf(`${part} ${owner}`).toString(16).padStart(DIGITS_A_SEED, '0');
  }
  return digits.slice(0, length);
}

/** A UUID that is the same for the same owner in every run. */
export function uuidOf(owner: string): string {
  const hex = hexOf(`uuid ${owner}`, 32);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return [...groups, hex.slice(20)].join('-');
}

/** A public address of the owner's, from 198.18.0.0/15, which no host on the internet has (RFC 2544). */
export function publicIpOf(owner: string): string {
  const seed = seedOf(`public ${owner}`);
  return `198.${18 + ((seed >>> 16) & 1)}.${(seed >>> 8) & 255}.${seed & 255}`;
}

/** The name that EC2 gives a public address in a region's zone of `amazonaws.com`. */
export function publicDnsName(region: string, ip: string): string {
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return `ec2-${ip.replaceAll('.', '-')}.${domain}.amazonaws.com`;
}

/** The name that EC2 gives a private address in a region. */
export function privateDnsName(region: string, ip: string): string {
  const domain = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${ip.replaceAll('.', '-')}.${domain}`;
}
