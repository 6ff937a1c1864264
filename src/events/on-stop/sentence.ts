import type { InputTransformer } from '@aws-sdk/client-eventbridge';

/** What is known of the tasks before any of them has stopped. */
export interface Known {
  readonly region: string;
  /** By its name. */
  readonly cluster?: string;
  readonly service?: string;
  readonly family?: string;
}

/** Variables of the sentence: a name may hold letters, digits, hyphens and underscores. */
const paths = {
  cluster: '$.detail.clusterArn',
  definition: '$.detail.taskDefinitionArn',
  exits: '$.detail.containers[*].exitCode',
  group: '$.detail.group',
  reason: '$.detail.stoppedReason',
  code: '$.detail.stopCode',
  at: '$.detail.stoppedAt',
  task: '$.detail.taskArn',
};

/**
 * The event in words, for people. EventBridge puts in whole values, so that tasks are named by their ARNs, and names
 * that are known before are written out. A value that the event does not have leaves nothing, the exit codes come as
 * `[1,0]`, and the quotation marks that a text must have arrive with it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function sentence(known: Known): InputTransformer {
  const { region, cluster = '<cluster>' } = known;
  const parts = [
    `A task of ${tasksOf(known)} stopped at <at>: <reason> (<code>, exit codes <exits>).`,
    'It ran <definition>.',
    'ECS knows more of it for an hour:',
    `aws ecs describe-tasks --region ${region} --cluster ${cluster} --tasks <task>`,
  ];
  const template = `"${parts.join(' ')}"`;
  const used = Object.entries(paths).filter(([name]) => template.includes(`<${name}>`));
  return { InputPathsMap: Object.fromEntries(used), InputTemplate: template };
}

function tasksOf({ cluster, service, family }: Known): string {
  if (service !== undefined) return `service ${cluster}/${service}`;
  return `${family === undefined ? '<group>' : `family ${family}`} in cluster ${cluster ?? '<cluster>'}`;
}
