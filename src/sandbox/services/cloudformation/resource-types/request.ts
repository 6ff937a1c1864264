import { AwsError, type Call, type Service } from '../../../service.ts';

/** What one method of the SDK's aggregated clients takes and gives, `EC2['deleteVpc']`. */
type InputOf<Method> = Method extends (input: infer Input, options: never, answer: never) => void
  ? Input
  : never;
type OutputOf<Method> = Method extends (
  input: never,
  options: never,
  answer: (error: never, output?: infer Output) => void,
) => void
  ? Output
  : never;

type MethodOf<Client> = Exclude<keyof Client & string, 'send' | 'destroy' | 'config' | 'middlewareStack'>;

/**
 * Asks a service of the sandbox as a client of it would, in the types of the SDK's aggregated client. What is thrown is
 * the service's own error; InvalidAction where the sandbox does not answer the operation.
 */
export type Requests<Client> = <Name extends MethodOf<Client>>(
  name: Name,
  input: InputOf<Client[Name]>,
  call: Call,
) => OutputOf<Client[Name]>;

/** {@link Requests} to one service, through the very handlers that a request over HTTP reaches. */
export function requestsTo<Client>(service: Service): Requests<Client> {
  return (name, input, call) => {
    const operation = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const handler = service.handlers[operation];
    if (!handler) {
      throw new AwsError('InvalidAction', `${operation} of ${service.signingName} is not in the sandbox`);
    }
    return handler(input as never, call) as never;
  };
}
