import { AwsError } from '../service.ts';
import type { WireReply, WireRequest } from './http.ts';
import type { Operation, ServiceModel } from './model.ts';
import type { Members, Protocol } from './protocol.ts';
import { faultOf, type Refusal } from './refusal.ts';
import { JsonCodec, type NormalizedSchema } from './sdk-internals.ts';

/** Epoch seconds where a member does not say otherwise; members under their own names. */
const codec = new JsonCodec({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });

/** awsJson 1.0 and 1.1, which differ in nothing but their content type. */
export function awsJson(version: '1.0' | '1.1'): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    dialect: 'json',

    readInput(operation: Operation, request: WireRequest): Promise<Members> {
      return readJson(codec, operation.input, request.body);
    },

    writeOutput(operation: Operation, output: Members): WireReply {
      const body = operation.output.isUnitSchema() ? '{}' : writeJson(codec, operation.output, output);
      return { status: 200, headers: { 'content-type': contentType }, body };
    },

    writeRefusal(refusal: Refusal, _requestId: string, model?: ServiceModel): WireReply {
      return {
        status: refusal.status,
        headers: { 'content-type': contentType, ...refusalHeaders(refusal, model) },
        body: JSON.stringify({
          __type: qualifiedName(refusal, model),
          [refusal.messageMember]: refusal.message,
        }),
      };
    },
  };
}

/**
 * The members of a structure in a JSON body. Throws SerializationException where the body is no JSON object.
 */
export async function readJson(from: JsonCodec, schema: NormalizedSchema, body: Buffer): Promise<Members> {
  const text = body.toString('utf8').trim();
  if (text === '' || schema.isUnitSchema()) return {};
  if (!text.startsWith('{')) throw notReadable('Start of structure or map found where not expected.');
  try {
    return (await from.createDeserializer().read(schema, text)) as Members;
  } catch (error) {
    throw notReadable(error instanceof Error ? error.message : String(error));
  }
}

function notReadable(message: string): AwsError {
  return new AwsError('SerializationException', message);
}

/** A structure as JSON, holding nothing that its schema does not know. */
export function writeJson(to: JsonCodec, schema: NormalizedSchema, members: Members): Uint8Array {
  const serializer = to.createSerializer();
  serializer.write(schema, members);
  return serializer.flush();
}

/**
 * `com.amazonaws.ecs#ClusterNotFoundException` where the error is one of the service's own, else the bare
 * name.
 */
export function qualifiedName(refusal: Refusal, model?: ServiceModel): string {
  return model?.errors.has(refusal.name) ? `${model.defaultNamespace}#${refusal.name}` : refusal.name;
}

/** A service that used to speak awsQuery tells JSON clients its old code as well: `Code;Sender`. */
export function refusalHeaders(refusal: Refusal, model?: ServiceModel): Record<string, string> {
  const headers: Record<string, string> = { 'x-amzn-errortype': refusal.name };
  if (model?.awsQueryCompatible) headers['x-amzn-query-error'] = `${refusal.code};${faultOf(refusal)}`;
  return headers;
}
