import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { eventsName } from './name.ts';
import { operations } from './rm/operations.ts';
import { planRest, planRm } from './rm/plan-rm.ts';
import { partReads, readParts } from './rm/read.ts';

export const verb = defineVerb({
  summary: 'take away what ecsctl has made under a name, and nothing else',
  description:
    'The targets, the rule or schedule, then the role and the queue, and the statements that let the rule in elsewhere. What ' +
    'lacks the tag of ecsctl stays and is named; targets of others keep the rule. A bucket goes on telling EventBridge of ' +
    'its objects, and a queue stays that others use or that has messages in it.',
  arguments: { name: { help: 'name that it was made under' } },
  flags: { deleteData: { kind: 'switch', help: 'delete the queue also with messages in it' } },
  examples: [
    ['ecsctl events rm thumbnails --dry-run', 'see what would go, and what stays'],
    ['ecsctl events rm nightly --delete-data', 'with all that could not be delivered'],
  ],
  iam: [
    ...partReads,
    'events:RemoveTargets',
    'events:DeleteRule',
    'scheduler:DeleteSchedule',
    'iam:DeleteRolePolicy',
    'iam:DeleteRole',
    'sns:SetTopicAttributes',
    'sqs:SetQueueAttributes',
    'sqs:DeleteQueue',
    'lambda:RemovePermission',
    'logs:PutResourcePolicy',
    'logs:DeleteResourcePolicy',
  ],
  mutates: true,
  run(context, { arguments: { name }, flags: { deleteData } }) {
    const wanted = { name: eventsName(name), deleteData };
    return carryOut(context, {
      read: () => readParts(context.aws, wanted.name),
      plan: (found) => planRm(wanted, found),
      rest: (found) => planRest(wanted, found),
      operations,
    });
  },
});
