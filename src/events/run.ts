import { ECSClient, RunTaskCommand, type RunTaskCommandInput } from '@aws-sdk/client-ecs';
import { parseArn } from '../aws/arn.ts';
import type { Aws } from '../aws/aws.ts';
import { carryOut } from '../plan/carry-out.ts';
import type { Output } from '../plan/operations.ts';
import type { ApiCall } from '../plan/plan.ts';
import { defineVerb } from '../verb/verb.ts';
import { findReads, findTrigger } from './found/find-trigger.ts';
import { parseTriggerName, type TriggerName, triggerArgument } from './found/trigger-name.ts';
import { readPattern } from './pattern/fields.ts';
import { partlyRun } from './run/partly-run.ts';
import { type FoundOccasion, planRun } from './run/plan-run.ts';
import { eventFor, type NamedEvent, readRunFlags } from './run/wanted.ts';
import { matches, testReads } from './test/ask-aws.ts';

export const verb = defineVerb({
  summary: 'run now what a rule or schedule would run',
  description:
    'The same task, in the same place, with the same overrides, by RunTask with your rights. Of a rule that hands over what ' +
    'is in its event, name the event, or the object that is said to have been uploaded; nothing is uploaded for it.',
  arguments: { name: triggerArgument },
  flags: {
    event: { kind: 'file', help: 'the event as JSON, or its detail alone', placeholder: 'FILE' },
    bucket: {
      kind: 'text',
      help: 'as if an object of this bucket (that of the rule)',
      placeholder: 'BUCKET',
    },
    key: { kind: 'text', help: 'as if the object with this key had been uploaded', placeholder: 'KEY' },
  },
  examples: [
    ['ecsctl events run nightly', 'not to wait for the night'],
    ['ecsctl events run thumbnails --key photos/cat.jpg --dry-run', 'see what an upload would run'],
  ],
  iam: [...findReads, ...testReads, 'ecs:RunTask', 'iam:PassRole', 'ecs:TagResource'],
  mutates: true,
  async run(context, { arguments: { name }, flags }) {
    const wanted = parseTriggerName(name);
    const named = readRunFlags(flags);
    let found: FoundOccasion | undefined;
    const tasks: string[] = [];
    const answer = await carryOut(context, {
      async read() {
        found ??= await read(context.aws, wanted, named);
        return found;
      },
      plan: planRun,
      // A task that was run is not to be run again.
      rest: ({ trigger }) => ({ subject: trigger.name, steps: [], kept: [], warnings: [] }),
      operations: { ecs: { RunTask: (aws, input) => runTask(aws, input, tasks) } },
    }).catch((error: unknown) => {
      throw partlyRun(error, tasks);
    });
    return {
      ...answer,
      value: { ...answer.value, tasks },
      text: (screen) => [answer.text(screen), ...tasks.map((arn) => `Started ${arn}`)].join('\n'),
    };
  },
});

/** Sends the request, and notes which tasks it has started. */
async function runTask(aws: Aws, input: ApiCall['input'], started: string[]): Promise<Output> {
  const answer = await aws
    .client(ECSClient)
    .send(new RunTaskCommand(input as unknown as RunTaskCommandInput));
  started.push(...(answer.tasks ?? []).flatMap(({ taskArn }) => taskArn ?? []));
  return { ...answer };
}

async function read(aws: Aws, wanted: TriggerName, named: NamedEvent): Promise<FoundOccasion> {
  const trigger = await findTrigger(aws, wanted);
  const { account = '', region = '' } = parseArn(trigger.arn) ?? {};
  const now = aws.now();
  const event = eventFor(trigger, named, { account, region, now });
  const pattern = readPattern(trigger.pattern);
  const isNamed = named.event !== undefined || named.key !== undefined;
  return {
    ...{ trigger, now },
    ...(event && { event }),
    ...(event && pattern && isNamed && { matches: await matches(aws, pattern, event) }),
  };
}
