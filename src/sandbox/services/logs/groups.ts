import type {
  CreateLogGroupCommandInput,
  CreateLogGroupCommandOutput,
  DeleteLogGroupCommandInput,
  DeleteLogGroupCommandOutput,
  DeleteRetentionPolicyCommandInput,
  DeleteRetentionPolicyCommandOutput,
  PutLogGroupDeletionProtectionCommandInput,
  PutLogGroupDeletionProtectionCommandOutput,
  PutRetentionPolicyCommandInput,
  PutRetentionPolicyCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { findGroup, invalidParameter, unfit } from './lookup.ts';

const NAME_PATTERN = '[\\.\\-_/#A-Za-z0-9]+';

export function CreateLogGroup(
  input: CreateLogGroupCommandInput,
  { region, now }: Pick<Call, 'region' | 'now'>,
): Answer<CreateLogGroupCommandOutput> {
  const name = validName(input.logGroupName);
  if (region.logs.groups.has(name)) {
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
  }
  const groupArn = arn(region, 'logs', `log-group:${name}`);
  region.logs.groups.set(name, {
    name,
    arn: groupArn,
    createdAt: now.getTime(),
    class: input.logGroupClass ?? 'STANDARD',
    kmsKeyId: input.kmsKeyId,
    retentionInDays: undefined,
    isDeletionProtected: input.deletionProtectionEnabled ?? false,
    storedBytes: 0,
    streams: new Map(),
  });
  region.tags.set(groupArn, input.tags ?? {});
  return {};
}

function validName(name = ''): string {
  if (name.length > 512) throw unfit(name, 'logGroupName', 'have length less than or equal to 512');
  if (!new RegExp(`^${NAME_PATTERN}$`).test(name)) {
    throw unfit(name, 'logGroupName', `satisfy regular expression pattern: ${NAME_PATTERN}`);
  }
  if (name.startsWith('aws/')) throw invalidParameter('Log groups starting with AWS/ are reserved for AWS.');
  return name;
}

/** A group under protection answers ValidationException, the one error that the model has for it. */
export function DeleteLogGroup(
  input: DeleteLogGroupCommandInput,
  { region, now }: Call,
): Answer<DeleteLogGroupCommandOutput> {
  const group = findGroup(region, input.logGroupName);
  if (group.isDeletionProtected) {
    const message = `The log group ${group.name} cannot be deleted because deletion protection is enabled.`;
    throw new AwsError('ValidationException', message);
  }
  region.logs.groups.delete(group.name);
  region.tags.bury(group.arn, now);
  return {};
}

export function PutLogGroupDeletionProtection(
  input: PutLogGroupDeletionProtectionCommandInput,
  { region }: Call,
): Answer<PutLogGroupDeletionProtectionCommandOutput> {
  const group = findGroup(region, input.logGroupIdentifier);
  group.isDeletionProtected = input.deletionProtectionEnabled ?? false;
  return {};
}

/** The only retentions that there are, in days. */
const RETENTIONS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

export function PutRetentionPolicy(
  input: PutRetentionPolicyCommandInput,
  { region }: Call,
): Answer<PutRetentionPolicyCommandOutput> {
  const group = findGroup(region, input.logGroupName);
  const days = input.retentionInDays ?? 0;
  if (!RETENTIONS.includes(days)) {
    throw unfit(days, 'retentionInDays', `satisfy enum value set: [${RETENTIONS.join(', ')}]`);
  }
  group.retentionInDays = days;
  return {};
}

export function DeleteRetentionPolicy(
  input: DeleteRetentionPolicyCommandInput,
  { region }: Call,
): Answer<DeleteRetentionPolicyCommandOutput> {
  findGroup(region, input.logGroupName).retentionInDays = undefined;
  return {};
}
