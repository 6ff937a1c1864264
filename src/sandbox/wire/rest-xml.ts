import { AwsError } from '../service.ts';
import { unchunked } from './aws-chunked.ts';
import type { WireReply, WireRequest } from './http.ts';
import { boundHeaders, boundMembers, payloadOf, unboundMembers, unboundSchemas } from './http-bindings.ts';
import type { Operation, ServiceModel } from './model.ts';
import type { Members, Protocol } from './protocol.ts';
import type { Refusal } from './refusal.ts';
import { type NormalizedSchema, traitsOf, XmlShapeDeserializer } from './sdk-internals.ts';
import { element, writeXml } from './xml.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const text = 0;

const deserializer = new XmlShapeDeserializer({
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: false,
  serviceNamespace: 'sandbox',
  xmlNamespace: '',
});

/** Members in the path, the query, headers and an XML body or one of plain bytes: S3's protocol. */
export const restXml: Protocol = {
  dialect: 's3',

  readInput(operation: Operation, packed: WireRequest): Members {
    const request = unchunked(packed);
    const bound = boundMembers(operation, request);
    const [name, schema] = payloadOf(operation.input) ?? [];
    if (!name || !schema) return bound;
    if (schema.isBlobSchema()) return { ...bound, [name]: request.body };
    if (!schema.isStructSchema()) return { ...bound, [name]: request.body.toString('utf8') };
    return request.body.length === 0 ? bound : { ...bound, [name]: readXml(schema, request.body) };
  },

  writeOutput(operation: Operation, output: Members, requestId: string, model: ServiceModel): WireReply {
    const headers = boundHeaders(operation.output, output);
    const body = bodyOf(operation.output, output, model);
    const type = typeof body === 'string' && body !== '' && { 'content-type': 'application/xml' };
    // The model knows one status for each operation; a part of an object is answered with another.
    const status = 'content-range' in headers ? 206 : (operation.http?.[2] ?? 200);
    return { status, headers: { ...idHeaders(requestId), ...type, ...headers }, body };
  },

  writeRefusal({ code, message, status }: Refusal, requestId: string): WireReply {
    const root = element('Error', { Code: text, Message: text, RequestId: text });
    const body = DECLARATION + writeXml(root, { Code: code, Message: message, RequestId: requestId });
    return { status, headers: { ...idHeaders(requestId), 'content-type': 'application/xml' }, body };
  },
};

function idHeaders(requestId: string): Record<string, string> {
  return { 'x-amz-request-id': requestId };
}

function readXml(schema: NormalizedSchema, body: Buffer): unknown {
  try {
    return deserializer.read(schema, body);
  } catch {
    const message =
      'The XML you provided was not well-formed or did not validate against our published schema';
    throw new AwsError('MalformedXML', message);
  }
}

function bodyOf(schema: NormalizedSchema, output: Members, model: ServiceModel): string | Uint8Array {
  const [name, member] = payloadOf(schema) ?? [];
  if (!name || !member) return structureBody(schema, output, model);
  const value = output[name];
  if (value === undefined) return '';
  if (value instanceof Uint8Array || typeof value === 'string') return value;
  return DECLARATION + writeXml(member, value as Members, model.xmlNamespace);
}

/** Where all members stand in headers, there is no body. */
function structureBody(schema: NormalizedSchema, output: Members, model: ServiceModel): string {
  const unbound = unboundSchemas(schema);
  const [only] = unbound;
  if (only === undefined) return '';
  const wrapped = DECLARATION + writeXml(schema, unboundMembers(schema, output), model.xmlNamespace);
  const root = traitsOf(schema).xmlName;
  // GetBucketLocation's only member is its root element: `<LocationConstraint>eu-west-1</LocationConstraint>`.
  return unbound.length === 1 && only[0] === root ? unwrapped(wrapped, root) : wrapped;
}

function unwrapped(xml: string, name: string): string {
  return xml.replace(`<${name}>`, '').replace(`</${name}></${name}>`, `</${name}>`);
}
