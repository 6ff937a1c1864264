import { AwsError } from '../../service.ts';

/** What the tagging API answers to a request that breaks one of its rules. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
