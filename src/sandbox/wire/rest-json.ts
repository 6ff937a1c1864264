import { readJson, refusalHeaders, writeJson } from './aws-json.ts';
import type { WireReply, WireRequest } from './http.ts';
import { boundHeaders, boundMembers, payloadOf, unboundMembers } from './http-bindings.ts';
import type { Operation, ServiceModel } from './model.ts';
import type { Members, Protocol } from './protocol.ts';
import type { Refusal } from './refusal.ts';
import { JsonCodec, type NormalizedSchema, traitsOf } from './sdk-internals.ts';

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
    const status = statusIn(operation.output, output) ?? operation.http?.[2] ?? 200;
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

/** The status that the output itself names, as that of Lambda's Invoke does. */
function statusIn(schema: NormalizedSchema, output: Members): number | undefined {
  if (schema.isUnitSchema()) return undefined;
  const found = [...schema.structIterator()].find(([, member]) => traitsOf(member).httpResponseCode);
  const status = found && output[found[0]];
  return typeof status === 'number' ? status : undefined;
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
