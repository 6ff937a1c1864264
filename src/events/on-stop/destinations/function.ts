import {
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { ifThere } from '../../../aws/ask.ts';
import type { Aws } from '../../../aws/aws.ts';
import { notFound } from '../../../aws/not-found.ts';
import { collect } from '../../../aws/pages.ts';
import type { DestinationName } from '../destination-name.ts';

export interface FoundFunction {
  readonly service: 'lambda';
  readonly name: string;
  readonly qualifier?: string;
  /** With the version or the alias where one was named. */
  readonly arn: string;
  /** Who may invoke what was named; versions and aliases have policies of their own. */
  readonly policy?: string;
}

/** @throws a `not-found` failure naming the functions most like it, or saying that it has no such version. */
export async function findFunction({ name, qualifier }: DestinationName, aws: Aws): Promise<FoundFunction> {
  const client = aws.client(LambdaClient);
  const named = { FunctionName: name, ...(qualifier !== undefined && { Qualifier: qualifier }) };
  const [configuration, policy] = await Promise.all([
    ifThere('ResourceNotFoundException', () => client.send(new GetFunctionConfigurationCommand(named))),
    ifThere('ResourceNotFoundException', () => client.send(new GetPolicyCommand(named))),
  ]);
  if (!configuration) {
    const whole = qualifier === undefined ? name : `${name}:${qualifier}`;
    throw notFound('function', whole, await functionNames(client));
  }
  const text = policy?.Policy;
  return {
    service: 'lambda',
    name,
    ...(qualifier !== undefined && { qualifier }),
    arn: configuration.FunctionArn ?? '',
    ...(text && { policy: text }),
  };
}

async function functionNames(client: LambdaClient): Promise<string[]> {
  const functions = await collect(paginateListFunctions({ client }, {}), ({ Functions }) => Functions);
  return functions.flatMap(({ FunctionName }) => FunctionName ?? []);
}
