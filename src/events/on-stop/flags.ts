import type { Flags } from '../../verb/flags.ts';

export const onStopFlags = {
  notify: {
    kind: 'text',
    help: 'who is told: sns:TOPIC, sqs:QUEUE, lambda:FUNCTION or logs:GROUP, by name or ARN; up to five times',
    placeholder: 'WHO',
    repeat: true,
  },
  cluster: {
    kind: 'text',
    short: 'c',
    help: 'only tasks in this cluster',
    placeholder: 'CLUSTER',
    env: 'ECSCTL_CLUSTER',
    complete: 'cluster',
  },
  service: {
    kind: 'text',
    help: 'only tasks of this service',
    placeholder: 'SERVICE',
    complete: 'service',
  },
  family: {
    kind: 'text',
    help: 'only tasks of this family of task definitions, in services or not',
    placeholder: 'FAMILY',
  },
  reason: {
    kind: 'text',
    help: 'only stops with this reason, to the letter; * stands for any text',
    placeholder: 'TEXT',
  },
  failedOnly: { kind: 'switch', help: 'only failures, as without --reason and --all' },
  all: { kind: 'switch', help: 'every stop, those by deployments, scale-in and people among them' },
  format: {
    kind: 'choice',
    help: 'what topics (text) and queues (json) get: a sentence, or the whole event',
    choices: ['text', 'json'],
  },
} as const satisfies Flags;
