import { runTask } from './ecs-task.ts';
import { putEvent } from './event-bus.ts';
import { invokeFunction } from './lambda.ts';
import { writeLog } from './logs.ts';
import type { Recipient } from './recipient.ts';
import { publishMessage } from './sns.ts';
import { sendMessage } from './sqs.ts';

/** By the service in the target's ARN. */
const recipients: Readonly<Record<string, Recipient>> = {
  ecs: runTask,
  events: putEvent,
  lambda: invokeFunction,
  logs: writeLog,
  sns: publishMessage,
  sqs: sendMessage,
};

/** What takes events for a target; it refuses all of them for targets that the sandbox does not have. */
export function recipientOf(targetArn: string): Recipient {
  const service = targetArn.split(':')[2] ?? '';
  return recipients[service] ?? notInSandbox;
}

/** Among them Scheduler's universal targets, `arn:aws:scheduler:::aws-sdk:…`. */
function notInSandbox({ targetArn }: Parameters<Recipient>[0]): ReturnType<Recipient> {
  return { code: 'NO_RESOURCE', message: `not in the sandbox: ${targetArn}`, isFinal: true };
}
