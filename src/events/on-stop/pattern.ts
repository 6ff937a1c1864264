import { usage } from '../../failure.ts';
import type { TextMatcher } from './reason.ts';

/** Of which tasks the end is told. */
export interface Scope {
  readonly clusterArn?: string;
  /** By its name. */
  readonly service?: string;
  /** What the ARNs of a family's revisions begin with. */
  readonly definitionPrefix?: string;
}

/** Which ends of them are told. */
export interface Ends {
  /** Leaves out tasks that ended well, and those that a deployment, a scale-in or a person has stopped. */
  readonly areFailures: boolean;
  readonly reason?: TextMatcher;
}

/** Characters that AWS takes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const longest = 2048;

/**
 * Stops that are failures whatever the containers say. UserInitiated is none, nor is ServiceSchedulerInitiated, which
 * deployments and scale-in have, with one exception: health checks that failed have it, too.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
const mishaps = ['TaskFailedToStart', 'SpotInterruption', 'TerminationNotice', 'InfrastructureHealth'];
const unhealthy = { stopCode: ['ServiceSchedulerInitiated'], stoppedReason: [{ prefix: 'Task failed ' }] };

const exited = ['EssentialContainerExited'];

/**
 * A task that ended by itself has failed where a container's exit code says so, or where none has one: a container that
 * never ran has no exit code. Members of `containers` speak of the same container.
 */
const failures = [
  { stopCode: mishaps },
  { stopCode: exited, containers: { exitCode: [{ 'anything-but': [0] }] } },
  { stopCode: exited, containers: { exitCode: [{ exists: false }] } },
];

/**
 * The pattern of the events that ECS sends when such tasks have stopped, as JSON.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 *
 * @throws a usage failure for one that is longer than AWS takes.
 */
export function stoppedPattern(scope: Scope, { areFailures, reason }: Ends): string {
  const { clusterArn, service, definitionPrefix } = scope;
  const text = JSON.stringify({
    source: ['aws.ecs'],
    'detail-type': ['ECS Task State Change'],
    detail: {
      lastStatus: ['STOPPED'],
      ...(clusterArn !== undefined && { clusterArn: [clusterArn] }),
      ...(service !== undefined && { group: [`service:${service}`] }),
      ...(definitionPrefix !== undefined && { taskDefinitionArn: [{ prefix: definitionPrefix }] }),
      ...(reason !== undefined && { stoppedReason: [reason] }),
      // A reason that is asked for is asked of all of them, so that no branch can have one of its own.
      ...(areFailures && { $or: reason === undefined ? [...failures, unhealthy] : failures }),
    },
  });
  if (text.length <= longest) return text;
  throw usage(
    `the pattern has ${text.length} characters, and AWS takes ${longest}`,
    'shorten --reason; a * in it stands for any text',
  );
}
