import { AwsError } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import type { LambdaFunction } from './state.ts';

/** A function's name, `ACCOUNT:function:NAME` or ARN, each perhaps with a version or an alias behind it. */
const REFERENCE =
  /^(?:arn:[^:]+:lambda:(?<region>[^:]+):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[A-Za-z0-9-_]{1,64})(?::(?<qualifier>\$LATEST|[A-Za-z0-9-_]+))?$/;

/**
 * The function that is meant. Throws ValidationException for what cannot be a name, and ResourceNotFoundException; there
 * are no versions but `$LATEST` and no aliases in the sandbox.
 */
export function findFunction(region: Region, reference = '', version?: string): LambdaFunction {
  const parts = REFERENCE.exec(reference)?.groups;
  if (!parts) {
    const pattern = 'Member must satisfy regular expression pattern';
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${reference}' at 'functionName' failed to satisfy constraint: ${pattern}`,
    );
  }
  const { name = '', qualifier = version ?? '$LATEST' } = parts;
  const isHere =
    (parts.region ?? region.name) === region.name && (parts.account ?? region.accountId) === region.accountId;
  const found = isHere && qualifier === '$LATEST' ? region.lambda.functions.get(name) : undefined;
  if (found) return found;
  const missing = arn(region, 'lambda', `function:${name}${qualifier === '$LATEST' ? '' : `:${qualifier}`}`);
  throw new AwsError('ResourceNotFoundException', `Function not found: ${missing}`);
}

/** The function with that ARN, `:$LATEST` behind it or not; undefined where there is none. */
export function functionOfArn({ lambda }: Region, functionArn: string): LambdaFunction | undefined {
  const plain = functionArn.replace(/:\$LATEST$/, '');
  const found = lambda.functions.get(plain.split(':').at(-1) ?? '');
  return found?.arn === plain ? found : undefined;
}

export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
