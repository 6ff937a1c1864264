import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { credentialScope } from './credentials.ts';

/** A request as the protocols read it: its body complete and unpacked. */
export interface WireRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer as the protocols write it. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/**
 * Reads a request to its end. Clients may gzip a body, as CloudWatch's do with PutMetricData; with S3 it is the object
 * that is packed, and stays so.
 */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = flatHeaders(incoming);
  const raw = Buffer.concat(chunks);
  const { path, query } = splitTarget(incoming.url ?? '/');
  const request = { method: incoming.method ?? 'GET', path, query, headers, body: raw };
  const packed = headers['content-encoding'] === 'gzip' && raw.length > 0;
  const isObject = credentialScope(request)?.signingName === 's3';
  return packed && !isObject ? { ...request, body: gunzipSync(raw) } : request;
}

function splitTarget(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?');
  if (mark < 0) return { path: url, query: new URLSearchParams() };
  return { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

function flatHeaders(incoming: IncomingMessage): Record<string, string> {
  const entries = Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return Object.fromEntries(entries);
}
