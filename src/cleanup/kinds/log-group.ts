import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogStreamsCommand,
  type LogGroup,
  PutLogGroupDeletionProtectionCommand,
  PutRetentionPolicyCommand,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import type { ApiCall } from '../../plan/plan.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Held, Thing } from '../thing.ts';
import { pick } from './pick.ts';
import { ownTags } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

const gigabyte = 1024 ** 3;

/** Log groups. Those that tasks write to are needed by the task definitions that name them. */
export const logGroup: Kind = {
  name: 'log group',
  types: ['AWS::Logs::LogGroup'],
  reads: ['logs:DescribeLogGroups', 'logs:DescribeLogStreams', 'logs:FilterLogEvents'],
  writes: ['logs:PutLogGroupDeletionProtection', 'logs:DeleteLogGroup'],
  find,
  inspect,
  prepare: (thing) => (thing.protection === undefined ? [] : [unprotect(thing)]),
  remove: (thing) => [
    {
      name: 'delete',
      action: 'delete',
      call: call('logs', 'DeleteLogGroup', { logGroupName: thing.id }),
      goal: ['ResourceNotFoundException'],
      undo: recreation(thing),
    },
  ],
  operations: {
    logs: operationsOf(CloudWatchLogsClient, {
      PutLogGroupDeletionProtection: PutLogGroupDeletionProtectionCommand,
      CreateLogGroup: CreateLogGroupCommand,
      PutRetentionPolicy: PutRetentionPolicyCommand,
      DeleteLogGroup: DeleteLogGroupCommand,
    }),
  },
};

async function find(search: Search): Promise<Thing[]> {
  const client = search.aws.client(CloudWatchLogsClient);
  const groups = await collect(
    paginateDescribeLogGroups({ client, pageSize: 50 }, {}),
    ({ logGroups }) => logGroups,
  );
  return groups.map((group) => thingOf(group, search));
}

function thingOf(group: LogGroup, { region, tagsOf }: Search): Thing {
  const { logGroupName: name = '', creationTime, storedBytes = 0, deletionProtectionEnabled } = group;
  // The ARN of everything in it, which old tools give for the group's own, ends in `:*`.
  const arn = group.logGroupArn ?? group.arn?.replace(/:\*$/, '') ?? '';
  return {
    kind: 'log group',
    id: name,
    name,
    arn,
    aliases: [arn, `${arn}:*`],
    region,
    tags: tagsOf(arn),
    ties: tiesTo('cluster', [insightsOf(name)], { bond: 'serves', how: 'holds the insights of' }),
    ...(creationTime !== undefined && { createdAt: new Date(creationTime) }),
    definition: { ...group },
    ...(deletionProtectionEnabled && { protection: 'deletion protection is on' }),
    ...(storedBytes > 0 && {
      charges: [{ price: 'log storage, gigabyte', quantity: storedBytes / gigabyte }],
    }),
  };
}

/** The cluster whose Container Insights are written to the group; CloudWatch makes the group, and leaves it behind. */
function insightsOf(name: string): string | undefined {
  return /^\/aws\/ecs\/containerinsights\/([^/]+)\/performance$/.exec(name)?.[1];
}

async function inspect(thing: Thing, aws: Aws): Promise<Thing> {
  const { storedBytes = 0 }: LogGroup = thing.definition;
  const data = storedBytes > 0 ? { what: 'events', bytes: storedBytes } : await heldLately(thing, aws);
  return { ...thing, ...(data && { data }) };
}

/** AWS counts a group's bytes some hours late, and notes a stream's last event about an hour late. */
async function heldLately({ id, definition }: Thing, aws: Aws): Promise<Held | undefined> {
  const client = aws.client(CloudWatchLogsClient);
  const { logStreams: [last] = [] } = await client.send(
    new DescribeLogStreamsCommand({
      logGroupName: id,
      orderBy: 'LastEventTime',
      descending: true,
      limit: 1,
    }),
  );
  if (!last) return undefined;
  if (last.lastEventTimestamp !== undefined) return { what: 'events' };
  // Groups of other classes cannot be searched in this way.
  if ((definition.logGroupClass ?? 'STANDARD') !== 'STANDARD') return { what: 'log streams' };
  const pages = paginateFilterLogEvents({ client }, { logGroupName: id, limit: 1 });
  for await (const { events = [] } of pages) if (events.length > 0) return { what: 'events' };
  return undefined;
}

function unprotect({ id }: Thing): Removal {
  const set = (deletionProtectionEnabled: boolean) =>
    call('logs', 'PutLogGroupDeletionProtection', { logGroupIdentifier: id, deletionProtectionEnabled });
  return {
    name: 'unprotect',
    action: 'update',
    reason: 'AWS deletes no log group whose deletion protection is on',
    changes: [{ field: 'deletion protection', from: true, to: false }],
    call: set(false),
    goal: ['ResourceNotFoundException'],
    undo: set(true),
  };
}

/** The group as it was, without what it held. */
function recreation({ id, definition, tags }: Thing): ApiCall[] {
  const own = ownTags(tags);
  const { retentionInDays }: LogGroup = definition;
  const group = call('logs', 'CreateLogGroup', {
    logGroupName: id,
    ...pick(definition, ['kmsKeyId', 'logGroupClass', 'deletionProtectionEnabled']),
    ...(Object.keys(own).length > 0 && { tags: own }),
  });
  return retentionInDays === undefined
    ? [group]
    : [group, call('logs', 'PutRetentionPolicy', { logGroupName: id, retentionInDays })];
}
