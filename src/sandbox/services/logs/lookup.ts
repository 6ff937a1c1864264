import { AwsError } from '../../service.ts';
import { resourceOf } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import type { LogGroup, LogStream } from './state.ts';

/** The log group of that name or ARN. Throws ResourceNotFoundException. */
export function findGroup({ logs }: Region, nameOrArn: string | undefined): LogGroup {
  const group = logs.groups.get(groupName(nameOrArn ?? ''));
  if (group) return group;
  throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
}

/** The name in `arn:…:log-group:NAME`, with or without `:*` behind it, or the name itself. */
export function groupName(nameOrArn: string): string {
  return resourceOf(nameOrArn)
    .replace(/^log-group:/, '')
    .replace(/:\*$/, '');
}

/** Throws ResourceNotFoundException. */
export function findStream({ streams }: LogGroup, name: string | undefined): LogStream {
  const stream = streams.get(name ?? '');
  if (stream) return stream;
  throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** What AWS says of a value that breaks a constraint of the model. */
export function unfit(value: unknown, member: string, constraint: string): AwsError {
  return invalidParameter(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/** What AWS says of a `limit` that is out of range. */
export function unfitLimit(limit: number | undefined, most: number): AwsError {
  const bound = (limit ?? 1) < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`;
  return unfit(limit, 'limit', `have value ${bound}`);
}

export const invalidToken = invalidParameter('The specified nextToken is invalid.');
