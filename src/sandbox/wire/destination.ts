import { AwsError, type Handler, type Service } from '../service.ts';
import { modelOf, type Operation } from './model.ts';
import type { Recognized } from './recognize.ts';

/** What answers a request. */
export interface Destination {
  readonly service: Service;
  readonly operation: Operation;
  readonly handler: Handler;
}

/** Throws NotInSandbox, with a status that no client retries, for what no handler answers. */
export async function destinationOf({
  service,
  serviceName,
  operationName,
}: Recognized): Promise<Destination> {
  const operation = service && (await modelOf(service)).operations.get(operationName);
  const handler = operation && handlerOf(service, operationName);
  if (handler) return { service, operation, handler };
  const what = service ? `${service.iamPrefix}:${operationName}` : serviceName;
  throw new AwsError('NotInSandbox', `${what} is not in the sandbox`, 501);
}

function handlerOf({ handlers }: Service, operationName: string): Handler | undefined {
  return Object.hasOwn(handlers, operationName) ? handlers[operationName] : undefined;
}
