import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { destinationActions } from './on-stop/destinations/index.ts';
import { onStopFlags } from './on-stop/flags.ts';
import { operations } from './on-stop/operations.ts';
import { planNotice } from './on-stop/plan.ts';
import { noticeReads, readNoticed } from './on-stop/read.ts';
import { readNotice } from './on-stop/wanted.ts';
import { ruleWrites } from './rule/operations.ts';

export const verb = defineVerb({
  summary: 'tell somebody when tasks stop',
  description:
    'Only failures are told of: tasks that could not start, whose containers ended with another exit code than 0, that ' +
    'failed their health checks, or that lost what they ran on. Stops by a deployment, a scale-in or a person are left out, unless --all or --reason asks for ' +
    'them. Those who are told let the rule in by a statement of its own in their policies, beside all that is there; a log ' +
    'group that is missing is made. Topics get a sentence, since people read them, and all others the whole event: a ' +
    'quotation mark in a reason, which EventBridge does not escape, would spoil the JSON of a sentence for functions and ' +
    'log groups. Programs behind a topic, such as chat bots, want --format json. Who was told before is told on.',
  arguments: { name: { help: 'name of the rule' } },
  flags: onStopFlags,
  examples: [
    [
      'ecsctl events on-stop web-failures --service prod/web --notify sns:alerts',
      'a message that a person can read when a task of the service fails',
    ],
    [
      "ecsctl events on-stop exits -c prod --reason 'Essential container in task exited' --notify logs:/aws/events/exits",
      'every task that ends by itself, well or not, into a log group',
    ],
  ],
  iam: [...noticeReads, ...ruleWrites, ...destinationActions],
  mutates: true,
  async run(context, { arguments: { name }, flags }) {
    const { aws } = context;
    const wanted = readNotice(name, flags);
    return carryOut(context, {
      read: () => readNoticed(aws, wanted),
      plan: (found) => planNotice(wanted, found),
      operations,
    });
  },
});
