import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { ruleReads as rulesReads } from '../../ecs/callers/rules.ts';
import { scheduleReads as schedulesReads } from '../../ecs/callers/schedules.ts';
import { allNames } from '../found/find-trigger.ts';
import { roleName, taskPolicyName } from '../role/names.ts';
import { readRule, ruleReads } from '../rule/found-rule.ts';
import { isOwnTarget } from '../rule/ownership.ts';
import { readSchedule, scheduleReads } from '../schedule/found-schedule.ts';
import type { FoundParts } from './found-parts.ts';
import { ownParts } from './own.ts';
import { queueReads, readOwnQueue } from './read-queue.ts';
import { readResource, resourceReads } from './read-resource.ts';
import { readWholeRole, wholeRoleReads } from './read-role.ts';
import { readTaskPolicies, taskPolicyReads } from './read-task-policies.ts';

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
    ...taskPolicyReads,
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
    readTaskPolicies(aws, definitionsOf(parts), taskPolicyName(name, { region })),
    isThere ? [] : allNames(aws),
  ]);
  return { ...parts, resources: resources.flatMap((one) => one ?? []), ...taskPolicies, existing };
}

type Parts = Pick<FoundParts, 'rule' | 'schedule' | 'queue'>;

/** Those who are told, and queues of others: a rule was let in there. */
function resourceArns({ rule, queue }: Parts): string[] {
  const own = (rule?.targets ?? []).filter(isOwnTarget);
  const told = own.filter(({ EcsParameters }) => !EcsParameters).map(({ Arn = '' }) => Arn);
  const queues = own.flatMap(({ DeadLetterConfig }) => DeadLetterConfig?.Arn ?? []);
  return [...new Set([...told, ...queues])].filter((arn) => arn !== queue?.arn);
}

/** The task definitions whose tasks were started: `--task-policy` has put a policy into their roles. */
function definitionsOf({ rule, schedule }: Parts): string[] {
  const own = (rule?.targets ?? []).filter(isOwnTarget);
  const settings = [...own, ...(schedule?.Target ? [schedule.Target] : [])];
  return settings.flatMap(({ EcsParameters }) => EcsParameters?.TaskDefinitionArn ?? []);
}
