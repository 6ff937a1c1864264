import {
  CloudWatchLogsClient,
  DescribeResourcePoliciesCommand,
  paginateDescribeLogGroups,
  type ResourcePolicy,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from '../../../aws/aws.ts';
import { collect } from '../../../aws/pages.ts';
import type { Place } from '../../place.ts';
import type { DestinationName } from '../destination-name.ts';

export interface FoundLogGroup {
  readonly service: 'logs';
  readonly name: string;
  readonly arn: string;
  readonly exists: boolean;
  /** Days that events are kept; for ever where there is none. */
  readonly retention?: number;
  /** The policies by which services write into the account's log groups, ten at most in a region. */
  readonly policies: readonly ResourcePolicy[];
}

/** The log group, which need not be there yet. */
export async function findLogGroup(
  { name }: DestinationName,
  aws: Aws,
  { partition, region, account }: Place,
): Promise<FoundLogGroup> {
  const client = aws.client(CloudWatchLogsClient);
  const [groups, { resourcePolicies: policies = [] }] = await Promise.all([
    collect(
      paginateDescribeLogGroups({ client, pageSize: 50 }, { logGroupNamePrefix: name }),
      ({ logGroups }) => logGroups,
    ),
    // A page holds fifty of them, and a region ten.
    client.send(new DescribeResourcePoliciesCommand({})),
  ]);
  const found = groups.find(({ logGroupName }) => logGroupName === name);
  return {
    service: 'logs',
    name,
    arn: `arn:${partition}:logs:${region}:${account}:log-group:${name}`,
    exists: found !== undefined,
    ...(found?.retentionInDays !== undefined && { retention: found.retentionInDays }),
    policies,
  };
}

/** What the reader should know of the log group. */
export function judgeLogGroup({ name, retention }: FoundLogGroup): string[] {
  if (retention !== undefined) return [];
  return [
    `log group ${name} keeps its events for ever: aws logs put-retention-policy --log-group-name ${name} --retention-in-days 90`,
  ];
}
