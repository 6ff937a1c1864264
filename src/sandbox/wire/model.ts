import type { Service } from '../service.ts';
import {
  type HttpTrait,
  isErrorTuple,
  isOperationTuple,
  type NormalizedSchema,
  type OperationTuple,
  type ProtocolSettings,
  protocolSettings,
  schemaOf,
  structureTuple,
  traitsOf,
} from './sdk-internals.ts';

/** One operation of a service, as its schema tells it. */
export interface Operation {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Present for the services that speak REST. */
  readonly http: HttpTrait | undefined;
}

/** One error of a service, as its schema tells it. */
export interface ErrorShape {
  readonly name: string;
  /** The name that awsQuery clients know it by, where that is another one. */
  readonly queryCode: string;
  readonly status: number;
  readonly queryStatus: number;
  /** `message` or `Message`. */
  readonly messageMember: string;
}

/** What the SDK's schemas say about one service. */
export interface ServiceModel extends ProtocolSettings {
  readonly operations: ReadonlyMap<string, Operation>;
  /** By shape name, and by awsQuery code where no shape has that name. */
  readonly errors: ReadonlyMap<string, ErrorShape>;
}

const models = new WeakMap<Service, Promise<ServiceModel>>();

/** The model of a service, read from its SDK package at the first call. */
export function modelOf(service: Service): Promise<ServiceModel> {
  const known = models.get(service) ?? readModel(service);
  models.set(service, known);
  return known;
}

async function readModel(service: Service): Promise<ServiceModel> {
  const sdk = await service.sdk();
  const exported = Object.values(sdk);
  return {
    ...protocolSettings(sdk),
    operations: new Map(exported.filter(isOperationTuple).map((tuple) => [tuple[2], operation(tuple)])),
    errors: errorTable(exported.filter(isErrorTuple).map((tuple) => errorShape(schemaOf(tuple)))),
  };
}

/** An operation's tuple in the form that the protocols work with. */
function operation(tuple: OperationTuple): Operation {
  const [, , name, traits, input, output] = tuple;
  const http = typeof traits === 'object' ? traits.http : undefined;
  const schema = schemaOf(input);
  return { name, input: schema, output: schemaOf(output), http: http && withBucket(http, schema) };
}

/**
 * The SDK's endpoint rules put S3's bucket in front of the path, or into the host's name; its templates do not name
 * it. Where a client reaches S3 by an address, as the sandbox is reached, the bucket always stands in the path.
 */
function withBucket([method, uri, status]: HttpTrait, input: NormalizedSchema): HttpTrait {
  const isLeftOut = hasLabel(input, 'Bucket') && !uri.includes('{Bucket}');
  return [method, isLeftOut ? `/{Bucket}${uri}` : uri, status];
}

function hasLabel(input: NormalizedSchema, label: string): boolean {
  if (input.isUnitSchema()) return false;
  return [...input.structIterator()].some(([name, member]) => name === label && traitsOf(member).httpLabel);
}

function errorShape(schema: NormalizedSchema): ErrorShape {
  const traits = traitsOf(schema);
  const [queryCode, queryStatus] = traits.awsQueryError ?? [];
  const status = traits.httpError ?? (traits.error === 'server' ? 500 : 400);
  const name = schema.getName() ?? 'UnknownError';
  return {
    name,
    queryCode: queryCode ?? name,
    status,
    queryStatus: queryStatus ?? status,
    messageMember: structureTuple(schema)?.[4].find((member) => /^message$/i.test(member)) ?? 'message',
  };
}

function errorTable(shapes: readonly ErrorShape[]): ReadonlyMap<string, ErrorShape> {
  const byCode = shapes.map((shape) => [shape.queryCode, shape] as const);
  const byName = shapes.map((shape) => [shape.name, shape] as const);
  return new Map([...byCode, ...byName]);
}
