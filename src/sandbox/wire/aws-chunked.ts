import { AwsError } from '../service.ts';
import type { WireRequest } from './http.ts';

const LINE_END = Buffer.from('\r\n');

/**
 * The request as it would be had its body been sent in one piece. Clients that do not know a body's checksum
 * beforehand send it in chunks, `<hexadecimal length>[;chunk-signature=…]\r\n<bytes>\r\n`, and the checksum as a
 * trailer after the empty last one; trailers count as headers.
 * Throws IncompleteBody where the chunks do not make up what was announced.
 */
export function unchunked(request: WireRequest): WireRequest {
  const { headers } = request;
  if (!headers['x-amz-content-sha256']?.startsWith('STREAMING-')) return request;
  const { body, trailers } = chunksOf(request.body);
  const announced = headers['x-amz-decoded-content-length'];
  if (announced !== undefined && Number(announced) !== body.length) throw incomplete();
  const encoding = withoutChunks(headers['content-encoding']);
  const { 'content-encoding': _, ...others } = headers;
  const content = {
    'content-length': String(body.length),
    ...(encoding && { 'content-encoding': encoding }),
  };
  return { ...request, headers: { ...others, ...content, ...trailers }, body };
}

function chunksOf(packed: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const end = packed.indexOf(LINE_END, position);
    const length = Number.parseInt(packed.toString('latin1', position, Math.max(end, position)), 16);
    if (end < 0 || Number.isNaN(length)) throw incomplete();
    const start = end + LINE_END.length;
    if (length === 0) return { body: Buffer.concat(chunks), trailers: trailersOf(packed.subarray(start)) };
    if (start + length > packed.length) throw incomplete();
    chunks.push(packed.subarray(start, start + length));
    position = start + length + LINE_END.length;
  }
}

/** `x-amz-checksum-crc32:AAAAAA==`, a line each. */
function trailersOf(rest: Buffer): Record<string, string> {
  const lines = rest
    .toString('latin1')
    .split('\r\n')
    .filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** The chunks are the transfer's affair; what else the body is encoded in belongs to the object. */
function withoutChunks(encoding = ''): string {
  const others = encoding.split(/\s*,\s*/).filter((one) => one !== 'aws-chunked');
  return others.join(',');
}

function incomplete(): AwsError {
  const message = 'You did not provide the number of bytes specified by the Content-Length HTTP header.';
  return new AwsError('IncompleteBody', message);
}
