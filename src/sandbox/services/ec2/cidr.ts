/** A range of IPv4 addresses. */
export interface Cidr {
  /** Its first address as a number. */
  readonly first: number;
  /** How many addresses it has. */
  readonly size: number;
  /** In its canonical form, `10.0.1.0/24`. */
  readonly text: string;
}

/** AWS keeps the first four addresses of a subnet and the last one. */
const RESERVED_AT_START = 4;
export const RESERVED = 5;

/** The range that `10.0.1.0/24` names, with the bits behind the prefix cleared; undefined for what is none. */
export function parseCidr(text: string | undefined): Cidr | undefined {
  const [, address = '', prefix = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(text ?? '') ?? [];
  const number = numberOf(address);
  const length = Number(prefix);
  if (number === undefined || length > 32) return undefined;
  const size = 2 ** (32 - length);
  const first = Math.floor(number / size) * size;
  return { first, size, text: `${textOf(first)}/${length}` };
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.first < other.first + other.size && other.first < one.first + one.size;
}

export function includes({ first, size }: Cidr, address: string): boolean {
  const number = numberOf(address);
  return number !== undefined && number >= first && number < first + size;
}

/** An address of the range that a host may have: the one that `choice`, a whole number, picks. */
export function hostAddress({ first, size }: Cidr, choice: number): string {
  return textOf(first + RESERVED_AT_START + (choice % Math.max(1, size - RESERVED)));
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return undefined;
  return parts.reduce((number, part) => number * 256 + part, 0);
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
