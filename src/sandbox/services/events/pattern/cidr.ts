import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import type { Json } from './json.ts';
import { type Accepts, invalidPattern } from './pattern.ts';

/**
 * A block of IPv4 or IPv6 addresses such as `10.0.0.0/24`. Accepts addresses of the same family within it. Throws
 * InvalidEventPatternException; a block of one address alone, /32 or /128, is none.
 */
export function parseCidr(operand: Json): Accepts {
  // The words are AWS's own, here too.
  if (typeof operand !== 'string') throw invalidPattern('prefix match pattern must be a string');
  const [address = '', mask, ...more] = operand.split('/');
  if (mask === undefined || more.length > 0) throw invalidPattern("Malformed CIDR, one '/' required");
  const bits = maskBits(mask);
  const family = familyOf(address);
  const size = family === 'ipv4' ? 32 : 128;
  if (bits >= size)
    throw invalidPattern(`${family === 'ipv4' ? 'IPv4' : 'IPv6'} mask bits must be < ${size}`);
  const block = new BlockList();
  block.addSubnet(address, bits, family);
  return (value) => typeof value === 'string' && isOf(family, value) && block.check(value, family);
}

function maskBits(mask: string): number {
  if (!/^[+-]?\d+$/.test(mask)) throw invalidPattern('Malformed CIDR, mask bits must be an integer');
  const bits = Number(mask);
  if (bits < 0) throw invalidPattern('Malformed CIDR, mask bits must not be negative');
  return bits;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  const family = isIP(address);
  if (family === 4) return 'ipv4';
  if (family === 6) return 'ipv6';
  const looksLikeOne = /^\d+\.\d+\.\d+\.\d+$|^[\da-f:]*:[\da-f:]*$/i.test(address);
  throw invalidPattern(`${looksLikeOne ? 'Invalid' : 'Nonstandard'} IP address: ${address}`);
}

/** An IPv4 address inside an IPv6 one is not looked for in a block of the former. */
function isOf(family: 'ipv4' | 'ipv6', value: string): boolean {
  return family === 'ipv4' ? isIPv4(value) : isIPv6(value);
}
