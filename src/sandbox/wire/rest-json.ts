import { readJson, refusalHeaders, writeJson } from './aws-json.ts';
import { readScalar } from './form.ts';
import type { WireReply, WireRequest } from './http.ts';
import type { Operation, ServiceModel } from './model.ts';
import type { Members, Protocol } from './protocol.ts';
import type { Refusal } from './refusal.ts';
import { JsonCodec, type NormalizedSchema, traitsOf } from './sdk-internals.ts';
import { labelsOf } from './uri-template.ts';

const codec = new JsonCodec({ timestampFormat: { useTrait: true, default: 7 }, jsonName: true });

/** Members in the path, the query, headers and a JSON body, as the operation's traits bind them. */
export const restJson: Protocol = {
  dialect: 'json',

  async readInput(operation: Operation, request: WireRequest): Promise<Members> {
    const bound = boundMembers(operation, request);
    const payload = payloadOf(operation.input);
    if (!payload) return { ...(await readJson(codec, operation.input, request.body)), ...bound };
    const [name, schema] = payload;
    if (schema.isStructSchema()) return { ...bound, [name]: await readJson(codec, schema, request.body) };
    return { ...bound, [name]: schema.isBlobSchema() ? request.body : request.body.toString('utf8') };
  },

  writeOutput(operation: Operation, output: Members): WireReply {
    const headers = { 'content-type': 'application/json', ...boundHeaders(operation.output, output) };
    const status = operation.http?.[2] ?? 200;
    return { status, headers, body: bodyOf(operation.output, output) };
  },

  writeRefusal(refusal: Refusal, _requestId: string, model?: ServiceModel): WireReply {
    return {
      status: refusal.status,
      headers: { 'content-type': 'application/json', ...refusalHeaders(refusal, model) },
      body: JSON.stringify({ [refusal.messageMember]: refusal.message }),
    };
  },
};

/** What stands in the path, the query and the headers of a request. */
function boundMembers(operation: Operation, request: WireRequest): Members {
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
  const { httpLabel, httpQuery, httpQueryParams, httpHeader } = traitsOf(schema);
  if (httpLabel) return labels[name] === undefined ? undefined : readScalar(labels[name], schema);
  if (httpQuery) return readAll(request.query.getAll(httpQuery), schema);
  if (httpQueryParams) return Object.fromEntries(request.query);
  const header = httpHeader && request.headers[httpHeader.toLowerCase()];
  return header ? readAll(schema.isListSchema() ? header.split(/\s*,\s*/) : [header], schema) : undefined;
}

function readAll(values: readonly string[], schema: NormalizedSchema): unknown {
  const [first] = values;
  if (first === undefined) return undefined;
  if (!schema.isListSchema()) return readScalar(first, schema);
  return values.map((value) => readScalar(value, schema.getValueSchema()));
}

function payloadOf(schema: NormalizedSchema): [string, NormalizedSchema] | undefined {
  if (schema.isUnitSchema()) return undefined;
  return [...schema.structIterator()].find(([, member]) => traitsOf(member).httpPayload);
}

function boundHeaders(schema: NormalizedSchema, output: Members): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, member] of schema.isUnitSchema() ? [] : schema.structIterator()) {
    const { httpHeader } = traitsOf(member);
    const value = output[name];
    if (httpHeader && value !== undefined) headers[httpHeader] = headerText(value);
  }
  return headers;
}

function headerText(value: unknown): string {
  return value instanceof Date ? value.toUTCString() : [value].flat().join(', ');
}

function bodyOf(schema: NormalizedSchema, output: Members): string | Uint8Array {
  if (schema.isUnitSchema()) return '';
  const payload = payloadOf(schema);
  if (!payload) return writeJson(codec, schema, unboundMembers(schema, output));
  const [name, member] = payload;
  const value = output[name];
  if (value === undefined) return '';
  if (value instanceof Uint8Array || typeof value === 'string') return value;
  return writeJson(codec, member, value as Members);
}

function unboundMembers(schema: NormalizedSchema, output: Members): Members {
  const names = [...schema.structIterator()]
    .filter(([, member]) => !traitsOf(member).httpHeader && !traitsOf(member).httpResponseCode)
    .map(([name]) => name);
  return Object.fromEntries(names.map((name) => [name, output[name]]));
}
