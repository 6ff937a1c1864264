import type { Flags } from '../../verb/flags.ts';
import { deadLetterFlags } from '../dead-letters/wanted.ts';

/** The flags that say which task is run, and how. */
export const targetFlags = {
  cluster: {
    kind: 'text',
    short: 'c',
    help: 'cluster in which the task runs',
    placeholder: 'CLUSTER',
    env: 'ECSCTL_CLUSTER',
    complete: 'cluster',
  },
  taskDefinition: {
    kind: 'text',
    help: 'FAMILY, whose newest revision is run each time, or FAMILY:REVISION',
    placeholder: 'TD',
  },
  container: {
    kind: 'text',
    help: 'container that is told what to do (the only essential one)',
    placeholder: 'NAME',
  },
  env: {
    kind: 'pair',
    help: 'variable of the container',
    placeholder: 'KEY=VALUE',
    repeat: true,
  },
  launchType: {
    kind: 'choice',
    help: 'kind of machine',
    choices: ['FARGATE', 'EC2', 'EXTERNAL'],
  },
  strategy: {
    kind: 'text',
    help: "capacity providers, such as 'FARGATE_SPOT:weight=1', in place of --launch-type",
    placeholder: 'STRATEGY',
  },
  subnets: { kind: 'text', help: 'subnets of the task', placeholder: 'ID,…', repeat: true },
  securityGroups: { kind: 'text', help: 'security groups of the task', placeholder: 'ID,…', repeat: true },
  publicIp: { kind: 'switch', help: 'give the task a public address; Fargate only' },
  count: { kind: 'integer', help: 'tasks each time (1)', placeholder: 'N', min: 1, max: 10 },
  propagateTags: { kind: 'switch', help: 'give tasks the tags of their task definition' },
  taskPolicy: {
    kind: 'file',
    help: 'policy to put into the task role, as JSON',
    placeholder: 'FILE',
  },
  ...deadLetterFlags,
} as const satisfies Flags;
