import { readScalar } from './form.ts';
import type { WireRequest } from './http.ts';
import type { Operation } from './model.ts';
import type { Members } from './protocol.ts';
import { type NormalizedSchema, traitsOf } from './sdk-internals.ts';
import { labelsOf } from './uri-template.ts';

/** What stands in the path, the query and the headers of a request. */
export function boundMembers(operation: Operation, request: WireRequest): Members {
  const labels = labelsOf(operation.http?.[1] ?? '/', request.path) ?? {};
  const members: Record<string, unknown> = {};
  for (const [name, schema] of operation.input.isUnitSchema() ? [] : operation.input.structIterator()) {
    const value = boundValue(name, schema, labels, request);
    if (value !== undefined) members[name] = value;
  }
  return members;
}

function boundValue(
  name: string,
  schema: NormalizedSchema,
  labels: Readonly<Record<string, string>>,
  request: WireRequest,
): unknown {
  const { httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders } = traitsOf(schema);
  if (httpLabel) return labels[name] === undefined ? undefined : readScalar(labels[name], schema);
  if (httpQuery) return readAll(request.query.getAll(httpQuery), schema);
  if (httpQueryParams) return Object.fromEntries(request.query);
  if (httpPrefixHeaders) return prefixedHeaders(httpPrefixHeaders, request);
  const header = httpHeader && request.headers[httpHeader.toLowerCase()];
  return header ? readAll(schema.isListSchema() ? header.split(/\s*,\s*/) : [header], schema) : undefined;
}

function readAll(values: readonly string[], schema: NormalizedSchema): unknown {
  const [first] = values;
  if (first === undefined) return undefined;
  if (!schema.isListSchema()) return readScalar(first, schema);
  return values.map((value) => readScalar(value, schema.getValueSchema()));
}

/** `x-amz-meta-owner: me` as `{ owner: 'me' }`; undefined where no header has the prefix. */
function prefixedHeaders(prefix: string, { headers }: WireRequest): Members | undefined {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix.toLowerCase()));
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** The member that makes up the whole body, where a structure has one. */
export function payloadOf(schema: NormalizedSchema): [string, NormalizedSchema] | undefined {
  if (schema.isUnitSchema()) return undefined;
  return [...schema.structIterator()].find(([, member]) => traitsOf(member).httpPayload);
}

/** The headers of an answer that hold members of the output, by names in lower case. */
export function boundHeaders(schema: NormalizedSchema, output: Members): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, member] of schema.isUnitSchema() ? [] : schema.structIterator()) {
    const { httpHeader, httpPrefixHeaders } = traitsOf(member);
    const value = output[name];
    if (value === undefined) continue;
    if (httpHeader) headers[httpHeader.toLowerCase()] = headerText(value, member);
    if (httpPrefixHeaders) {
      for (const [key, text] of Object.entries(value as Members))
        headers[httpPrefixHeaders + key] = String(text);
    }
  }
  return headers;
}

/** Times in headers are written as HTTP writes them, unless a member asks for ISO 8601. */
function headerText(value: unknown, schema: NormalizedSchema): string {
  if (!(value instanceof Date)) return [value].flat().join(', ');
  return schema.getSchema() === ISO_TIMESTAMP ? value.toISOString() : value.toUTCString();
}

/** How a schema says that a timestamp is written in ISO 8601 wherever it stands. */
const ISO_TIMESTAMP = 5;

/** The schemas of the members that stand in the body. */
export function unboundSchemas(schema: NormalizedSchema): [string, NormalizedSchema][] {
  if (schema.isUnitSchema()) return [];
  return [...schema.structIterator()].filter(([, member]) => {
    const { httpHeader, httpPrefixHeaders, httpResponseCode } = traitsOf(member);
    return !httpHeader && !httpPrefixHeaders && !httpResponseCode;
  });
}

/** The members that stand in the body. */
export function unboundMembers(schema: NormalizedSchema, output: Members): Members {
  return Object.fromEntries(unboundSchemas(schema).map(([name]) => [name, output[name]]));
}
