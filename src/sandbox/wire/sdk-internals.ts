/**
 * All that the sandbox takes from beneath the SDK's public surface, in one place. None of these names is
 * covered by the SDK's promise of stability, so its versions are pinned and a contract test holds what is
 * relied on here.
 */
import { XmlShapeDeserializer, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { CborCodec, cbor } from '@smithy/core/cbor';
import { JsonCodec2 as JsonCodec } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';

export { CborCodec, cbor, JsonCodec, NormalizedSchema, XmlShapeDeserializer, XmlShapeSerializer };

/**
 * Anything that describes a shape: a schema tuple, a number for a simple type, or a function giving either.
 */
export type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** What a schema says about a shape or member beyond its type, as far as the protocols ask. */
export interface Traits {
  readonly xmlName?: string;
  readonly xmlFlattened?: 1;
  readonly ec2QueryName?: string;
  readonly jsonName?: string;
  readonly http?: HttpTrait;
  readonly httpLabel?: 1;
  readonly httpQuery?: string;
  readonly httpQueryParams?: 1;
  readonly httpHeader?: string;
  readonly httpPrefixHeaders?: string;
  readonly httpPayload?: 1;
  readonly httpResponseCode?: 1;
  readonly httpError?: number;
  readonly error?: 'client' | 'server';
  readonly awsQueryError?: readonly [code: string, status: number];
}

/** Method, path template with `{labels}`, and status of a successful answer. */
export type HttpTrait = readonly [method: string, uri: string, status: number];

/** The traits of a member together with those of its target. */
export function traitsOf(schema: NormalizedSchema): Traits {
  return schema.getMergedTraits();
}

/** First element of a schema tuple: what kind of shape the tuple describes. */
export const ShapeKind = { structure: 3, error: -3, operation: 9 } as const;

/** `[9, namespace, name, traits, input, output, errors?]` */
export type OperationTuple = [
  kind: 9,
  namespace: string,
  name: string,
  traits: Traits | number,
  input: SchemaRef,
  output: SchemaRef,
];

/** `[3 or -3, namespace, name, traits, member names, member schemas, how many of the first are required?]` */
export type StructureTuple = [
  kind: 3 | -3,
  namespace: string,
  name: string,
  traits: Traits | number,
  memberNames: string[],
  memberSchemas: SchemaRef[],
  required?: number,
];

/** What a client's runtime configuration tells about the protocols of its service. */
export interface ProtocolSettings {
  readonly defaultNamespace: string;
  readonly version: string;
  readonly serviceTarget: string;
  /** Missing where the service never spoke XML through this SDK. */
  readonly xmlNamespace?: string;
  /** The service spoke awsQuery before it spoke JSON, and still gives its old error codes in a header. */
  readonly awsQueryCompatible?: boolean;
}

export function isOperationTuple(value: unknown): value is OperationTuple {
  return Array.isArray(value) && value[0] === ShapeKind.operation && value.length >= 6;
}

export function isErrorTuple(value: unknown): value is StructureTuple {
  return isStructureTuple(value) && value[0] === ShapeKind.error;
}

function isStructureTuple(value: unknown): value is StructureTuple {
  return Array.isArray(value) && Math.abs(value[0]) === ShapeKind.structure && value.length >= 6;
}

/**
 * The tuple behind a structure's schema; undefined for operations without members, whose schema is `unit`.
 */
export function structureTuple(schema: NormalizedSchema): StructureTuple | undefined {
  const tuple: unknown = schema.getSchema();
  return isStructureTuple(tuple) ? tuple : undefined;
}

/** The schema that a tuple, a number or a function stands for. */
export function schemaOf(ref: SchemaRef | StructureTuple): NormalizedSchema {
  return NormalizedSchema.of(ref as SchemaRef);
}

type ClientClass = new (config: object) => { readonly config: object };

/**
 * The protocol facts that the client of a package is made with. They exist only in the runtime configuration
 * of an instance, so one is made, with credentials that are never used.
 */
export function protocolSettings(sdk: Readonly<Record<string, unknown>>): ProtocolSettings {
  const entry = Object.entries(sdk).find(([name]) => /^[A-Z]\w*Client$/.test(name));
  if (!entry) throw new Error('the package exports no client class');
  const Client = entry[1] as ClientClass;
  const client = new Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
  return (client.config as { protocolSettings: ProtocolSettings }).protocolSettings;
}
