import type { Service } from '../service.ts';
import { awsJson } from './aws-json.ts';
import { credentialScope } from './credentials.ts';
import type { WireRequest } from './http.ts';
import { modelOf } from './model.ts';
import type { Protocol } from './protocol.ts';
import { awsQuery, ec2Query, formOf } from './query.ts';
import { restJson } from './rest-json.ts';
import { restOperation } from './rest-operation.ts';
import { restXml } from './rest-xml.ts';
import { rpcCbor } from './rpc-cbor.ts';

/** What a request asks for, as far as it could be made out. */
export interface Recognized {
  readonly protocol: Protocol;
  /** Undefined when the sandbox does not have the service. */
  readonly service: Service | undefined;
  /** The service as the request names it, for messages. */
  readonly serviceName: string;
  /** The operation as the request names it; for REST the method and path when no operation has them. */
  readonly operationName: string;
}

/**
 * Protocol, target service and operation, read off the request and not off what the JavaScript SDK would
 * speak.
 */
export async function recognize(request: WireRequest, services: readonly Service[]): Promise<Recognized> {
  return (
    (await recognizeCbor(request, services)) ??
    (await recognizeJson(request, services)) ??
    recognizeQuery(request, services) ??
    recognizeRest(request, services)
  );
}

/** `POST /service/GraniteServiceVersion20100801/operation/DescribeAlarms` */
async function recognizeCbor(
  request: WireRequest,
  services: readonly Service[],
): Promise<Recognized | undefined> {
  if (request.headers['smithy-protocol'] !== 'rpc-v2-cbor') return undefined;
  const [, target = '', operationName = ''] =
    /\/service\/([^/]+)\/operation\/([^/]+)/.exec(request.path) ?? [];
  const service = signedService(request, services) ?? (await targetedService(target, services));
  return { protocol: rpcCbor, service, serviceName: nameOf(request, service, target), operationName };
}

/** `X-Amz-Target: AmazonEC2ContainerServiceV20141113.DescribeServices` */
async function recognizeJson(
  request: WireRequest,
  services: readonly Service[],
): Promise<Recognized | undefined> {
  const header = request.headers['x-amz-target'];
  if (header === undefined) return undefined;
  const dot = header.lastIndexOf('.');
  const [target, operationName] = [header.slice(0, Math.max(dot, 0)), header.slice(dot + 1)];
  const version = request.headers['content-type']?.includes('json-1.0') ? '1.0' : '1.1';
  const service = signedService(request, services) ?? (await targetedService(target, services));
  const serviceName = nameOf(request, service, target);
  return { protocol: awsJson(version), service, serviceName, operationName };
}

/** `Action=DescribeAlarms&Version=2010-08-01` */
function recognizeQuery(request: WireRequest, services: readonly Service[]): Recognized | undefined {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  if (!isForm && !request.query.has('Action')) return undefined;
  const form = formOf(request);
  const service = signedService(request, services) ?? hostedService(request, services);
  const serviceName = nameOf(request, service, '');
  const protocol = serviceName === 'ec2' ? ec2Query : awsQuery;
  return { protocol, service, serviceName, operationName: form.get('Action') ?? '' };
}

async function recognizeRest(request: WireRequest, services: readonly Service[]): Promise<Recognized> {
  const service = signedService(request, services) ?? hostedService(request, services);
  const model = service && (await modelOf(service));
  const operation = model && restOperation(request, [...model.operations.values()]);
  const operationName = operation?.name ?? `${request.method} ${request.path}`;
  // Of the services that speak REST, only those that speak it in XML have a namespace.
  const protocol = model?.xmlNamespace === undefined ? restJson : restXml;
  return { protocol, service, serviceName: nameOf(request, service, ''), operationName };
}

function signedService(request: WireRequest, services: readonly Service[]): Service | undefined {
  const signingName = credentialScope(request)?.signingName;
  return services.find((service) => service.signingName === signingName);
}

async function targetedService(target: string, services: readonly Service[]): Promise<Service | undefined> {
  const models = await Promise.all(services.map(modelOf));
  return services.find((_, index) => models[index]?.serviceTarget === target);
}

/** `ecs.us-east-1.amazonaws.com`, should a proxy have kept the name. */
function hostedService(request: WireRequest, services: readonly Service[]): Service | undefined {
  const [label] = (request.headers.host ?? '').split('.');
  return services.find((service) => service.signingName === label);
}

function nameOf(request: WireRequest, service: Service | undefined, target: string): string {
  const signed = credentialScope(request)?.signingName;
  return service?.signingName ?? signed ?? (target || 'this service');
}
