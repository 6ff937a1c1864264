import { AwsError } from '../../service.ts';

/** An object's bytes as a handler is given them: as they came over the wire, or as text by other code of the world. */
export function bytesOf(body: unknown): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return Buffer.from(body);
  throw new AwsError('InvalidRequest', 'The body is neither text nor bytes');
}

/** The bytes from `from` up to, not including, `to`. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
}

/** `bytes=0-99`, `bytes=100-` or `bytes=-100` of so many bytes. Throws InvalidRange where it begins behind the end. */
export function partOf(range: string | undefined, size: number): Part {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return { from: 0, to: size, isWhole: true };
  const from = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (from < to) return { from, to, isWhole: false };
  throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
}
