import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { nameOf } from '../../aws/arn.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { ruleReads as rulesReads } from '../../ecs/callers/rules.ts';
import { scheduleReads as schedulesReads } from '../../ecs/callers/schedules.ts';
import { describeRevision } from '../../ecs/describe-revision.ts';
import { queueReads, readQueue } from '../dead-letters/found-queue.ts';
import { deadLetterName } from '../dead-letters/wanted.ts';
import { allNames } from '../found/find-trigger.ts';
import { readInlinePolicy } from '../role/found-role.ts';
import { roleName, taskPolicyName } from '../role/names.ts';
import { readRule, ruleReads } from '../rule/found-rule.ts';
import { readSchedule, scheduleReads } from '../schedule/found-schedule.ts';
import type { FoundParts } from './found-parts.ts';
import { isOwnTarget, ownParts } from './own.ts';
import { readResource, resourceReads } from './read-resource.ts';
import { readWholeRole, wholeRoleReads } from './read-role.ts';

/** IAM actions of {@link readParts}. */
export const partReads: readonly string[] = [
  ...new Set<string>([
    ...ruleReads,
    ...rulesReads,
    ...scheduleReads,
    ...schedulesReads,
    ...wholeRoleReads,
    ...queueReads,
    ...resourceReads,
    'ecs:DescribeTaskDefinition',
  ]),
];

/** All that is there under a name. */
export async function readParts(aws: Aws, name: string): Promise<FoundParts> {
  const region = await aws.client(EventBridgeClient).config.region();
  const [rule, schedule, role, queue] = await Promise.all([
    readRule(aws, name),
    readSchedule(aws, name),
    readWholeRole(aws, roleName(name, { region })),
    readOwnQueue(aws, name),
  ]);
  const parts = {
    ...{ name, region },
    ...(rule && { rule }),
    ...(schedule && { schedule }),
    ...(role && { role }),
    ...(queue && { queue }),
  };
  const isThere = ownParts(parts);
  const [resources, taskPolicies, existing] = await Promise.all([
    eachAtOnce(resourceArns(parts), (arn) => readResource(aws, arn)),
    readTaskPolicies(aws, parts),
    isThere ? [] : allNames(aws),
  ]);
  return { ...parts, resources: resources.flatMap((one) => one ?? []), taskPolicies, existing };
}

type Parts = Pick<FoundParts, 'name' | 'rule' | 'schedule' | 'queue'>;

async function readOwnQueue(aws: Aws, name: string): Promise<FoundParts['queue']> {
  // A name with a dot has no queue of its own: SQS would not take it.
  if (name.includes('.')) return undefined;
  const queue = await readQueue(aws, deadLetterName(name));
  if (!queue) return undefined;
  const { Attributes = {} } = await aws.client(SQSClient).send(
    new GetQueueAttributesCommand({
      QueueUrl: queue.url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  const waiting = Object.entries(Attributes)
    .filter(([attribute]) => attribute.startsWith('ApproximateNumber'))
    .reduce((sum, [, count]) => sum + Number(count), 0);
  return { ...queue, waiting };
}

/** Those who are told, and queues of others: a rule was let in there. */
function resourceArns({ rule, queue }: Parts): string[] {
  const own = (rule?.targets ?? []).filter(isOwnTarget);
  const told = own.filter(({ EcsParameters }) => !EcsParameters).map(({ Arn = '' }) => Arn);
  const queues = own.flatMap(({ DeadLetterConfig }) => DeadLetterConfig?.Arn ?? []);
  return [...new Set([...told, ...queues])].filter((arn) => arn !== queue?.arn);
}

async function readTaskPolicies(
  aws: Aws,
  { name, rule, schedule }: Parts,
): Promise<FoundParts['taskPolicies']> {
  const own = (rule?.targets ?? []).filter(isOwnTarget);
  const settings = [...own, ...(schedule?.Target ? [schedule.Target] : [])];
  const definitions = [
    ...new Set(settings.flatMap(({ EcsParameters }) => EcsParameters?.TaskDefinitionArn ?? [])),
  ];
  const described = await eachAtOnce(definitions, (one) => describeRevision(aws, one));
  const roles = [...new Set(described.flatMap((one) => one?.definition.taskRoleArn ?? []))].map(nameOf);
  const policy = taskPolicyName(name);
  const found = await eachAtOnce(roles, async (role) => ({
    role,
    policy,
    document: await readInlinePolicy(aws, role, policy),
  }));
  return found.flatMap(({ document, ...rest }) => (document === undefined ? [] : [{ ...rest, document }]));
}
