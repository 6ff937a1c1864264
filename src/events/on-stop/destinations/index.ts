import type { Aws } from '../../../aws/aws.ts';
import { Failure } from '../../../failure.ts';
import type { Step } from '../../../plan/plan.ts';
import { admitToQueue } from '../../admission/queue.ts';
import type { RuleName } from '../../admission/rule-statement.ts';
import type { Place } from '../../place.ts';
import type { DestinationName } from '../destination-name.ts';
import { type FoundFunction, findFunction } from './function.ts';
import { admitToFunction, functionActions } from './function-permission.ts';
import { type FoundLogGroup, findLogGroup, judgeLogGroup } from './log-group.ts';
import { admitToLogGroups, logActions } from './log-policy.ts';
import { type FoundQueue, findQueue, judgeQueue, queueActions } from './queue.ts';
import { admitToTopic, type FoundTopic, findTopic, judgeTopic, topicActions } from './topic.ts';

export type FoundDestination = FoundTopic | FoundQueue | FoundFunction | FoundLogGroup;

/** IAM actions that the destinations take. */
export const destinationActions = [...topicActions, ...queueActions, ...functionActions, ...logActions];

/**
 * The destination as it is.
 * @throws a `not-found` failure naming the nearest ones; a `refused` one for what is in another region or account.
 */
export async function findDestination(
  name: DestinationName,
  aws: Aws,
  place: Place,
): Promise<FoundDestination> {
  checkPlace(name, place);
  switch (name.service) {
    case 'sns':
      return findTopic(name, aws, place);
    case 'sqs':
      return findQueue(name, aws);
    case 'lambda':
      return findFunction(name, aws);
    case 'logs':
      return findLogGroup(name, aws, place);
  }
}

/**
 * What the reader should know of the destination.
 * @throws Failure `refused` for one that EventBridge cannot reach.
 */
export function judgeDestination(found: FoundDestination): string[] {
  switch (found.service) {
    case 'sns':
      return judgeTopic(found);
    case 'sqs':
      return judgeQueue(found);
    case 'lambda':
      return [];
    case 'logs':
      return judgeLogGroup(found);
  }
}

/** The steps after which all destinations take what the rule sends. */
export function admissions(found: readonly FoundDestination[], rule: RuleName): Step[] {
  return [
    ...found.filter((one) => one.service === 'sns').flatMap((topic) => admitToTopic(topic, rule)),
    ...found
      .filter((one) => one.service === 'sqs')
      .flatMap((queue) =>
        admitToQueue(queue, rule, {
          id: `queue-policy ${queue.name}`,
          reason: 'a queue takes what EventBridge sends only where its policy says so',
        }),
      ),
    ...found.filter((one) => one.service === 'lambda').flatMap((one) => admitToFunction(one, rule)),
    ...admitToLogGroups(
      found.filter((one) => one.service === 'logs'),
      rule,
    ),
  ];
}

function checkPlace({ service, name, region, account }: DestinationName, place: Place): void {
  if (region !== undefined && region !== place.region) {
    throw new Failure(
      'refused',
      `${service}:${name} is in ${region}, and the rule would be in ${place.region}`,
      {
        hint: `a rule reaches its own region alone: add --region ${region}, if the tasks run there`,
      },
    );
  }
  if (account !== undefined && account !== place.account) {
    throw new Failure(
      'refused',
      `${service}:${name} is of account ${account}, and only its owner can let the rule in`,
    );
  }
}
