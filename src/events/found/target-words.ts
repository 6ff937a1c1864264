import { nameOf, parseArn } from '../../aws/arn.ts';
import type { TriggerTarget } from './trigger.ts';

/** Whether the target is a cluster, in which it starts tasks. */
export function isTaskTarget({ arn, ecs }: TriggerTarget): boolean {
  const { service, resource } = parseArn(arn) ?? {};
  return ecs !== undefined && service === 'ecs' && resource?.startsWith('cluster/') === true;
}

/** Whether the target is the call RunTask itself, which Scheduler can make as well. */
export function isRunTaskCall({ arn }: Pick<TriggerTarget, 'arn'>): boolean {
  return /:aws-sdk:ecs:runTask$/i.test(arn);
}

/** The name of the cluster in which the target starts tasks; undefined for a target that starts none. */
export function clusterOf(target: TriggerTarget): string | undefined {
  if (isTaskTarget(target)) return nameOf(target.arn);
  if (!isRunTaskCall(target)) return undefined;
  return nameOf(callInput(target).Cluster ?? 'default');
}

/** `web`, or `web:3`: the task definition as the target names it. */
export function definitionOf(target: TriggerTarget): string | undefined {
  const name = target.ecs?.TaskDefinitionArn ?? callInput(target).TaskDefinition;
  return name === undefined ? undefined : nameOf(name);
}

const kinds: Readonly<Record<string, string>> = {
  sns: 'topic',
  sqs: 'queue',
  lambda: 'function',
  states: 'state machine',
  events: 'event bus',
  kinesis: 'stream',
  firehose: 'delivery stream',
};

/** `prod/web:3`, `topic alarms`, `log group /ecs/ends`. */
export function targetWords(target: TriggerTarget): string {
  const cluster = clusterOf(target);
  if (cluster !== undefined) return `${cluster}/${definitionOf(target) ?? '?'}`;
  const { service = '', resource = target.arn } = parseArn(target.arn) ?? {};
  if (service === 'logs') return `log group ${resource.replace(/^log-group:/, '').replace(/:\*$/, '')}`;
  const kind = kinds[service];
  return kind === undefined ? target.arn : `${kind} ${resource.split(/[:/]/).at(-1)}`;
}

interface CallInput {
  readonly Cluster?: string;
  readonly TaskDefinition?: string;
}

function callInput({ input = '{}', arn }: TriggerTarget): CallInput {
  if (!isRunTaskCall({ arn })) return {};
  try {
    const value: unknown = JSON.parse(input);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
