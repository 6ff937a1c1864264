interface Range {
  readonly first: number;
  readonly bits: number;
}

/** Whether all IPv4 addresses of one range are in the other. */
export function isWithin(inner: string, outer: string): boolean {
  const [one, other] = [parse(inner), parse(outer)];
  if (!one || !other || one.bits < other.bits) return false;
  const size = 2 ** (32 - other.bits);
  return Math.floor(one.first / size) === Math.floor(other.first / size);
}

function parse(text: string): Range | undefined {
  const [, address = '', bits = ''] = /^(\d+(?:\.\d+){3})\/(\d+)$/.exec(text) ?? [];
  if (bits === '') return undefined;
  return { first: address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), bits: Number(bits) };
}
