import type {
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  LogGroup as ShownGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Answer, Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { groupName, invalidParameter, invalidToken, unfitLimit } from './lookup.ts';
import type { LogGroup } from './state.ts';

const MOST = 50;

/** By name. A prefix and a pattern, which is a piece of the name, exclude one another. */
export function DescribeLogGroups(
  input: DescribeLogGroupsCommandInput,
  { region }: Call,
): Answer<DescribeLogGroupsCommandOutput> {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, limit } = input;
  if (prefix !== undefined && pattern !== undefined) {
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  }
  const size = pageSize(limit, { otherwise: MOST, most: MOST }, unfitLimit(limit, MOST));
  const named = input.logGroupIdentifiers?.map(groupName);
  const wanted = [...region.logs.groups.values()]
    .filter((group) => named?.includes(group.name) ?? true)
    .filter((group) => group.name.startsWith(prefix ?? '') && group.name.includes(pattern ?? ''))
    .filter((group) => group.class === (input.logGroupClass ?? group.class))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = page(wanted, input.nextToken, size, invalidToken);
  return { logGroups: items.map(show), nextToken };
}

function show(group: LogGroup): ShownGroup {
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    retentionInDays: group.retentionInDays,
    metricFilterCount: 0,
    arn: `${group.arn}:*`,
    storedBytes: group.storedBytes,
    kmsKeyId: group.kmsKeyId,
    logGroupClass: group.class,
    logGroupArn: group.arn,
    deletionProtectionEnabled: group.isDeletionProtected,
  };
}
