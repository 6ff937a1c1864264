import {
  type Cluster,
  ECSClient,
  paginateListTaskDefinitionFamilies,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { collect } from '../../aws/pages.ts';
import { describeRevision } from '../../ecs/describe-revision.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { nameRevision, type Reference } from '../../ecs/revision.ts';
import { Failure } from '../../failure.ts';
import { type FoundQueue, queueReads, readQueue } from '../dead-letters/found-queue.ts';
import { type Place, placeOf } from '../place.ts';
import { type FoundRole, readInlinePolicy, readRole, roleReads } from '../role/found-role.ts';
import { roleName, taskPolicyName } from '../role/names.ts';
import type { WantedTarget } from './wanted.ts';

/** IAM actions of {@link readTargetParts}. */
export const targetReads = [
  'ecs:DescribeClusters',
  'ecs:ListClusters',
  'ecs:DescribeTaskDefinition',
  'ecs:ListTaskDefinitionFamilies',
  ...roleReads,
  ...queueReads,
] as const;

/** What there is of all that running the task takes. */
export interface FoundTarget {
  readonly cluster: Cluster;
  readonly place: Place;
  /** The revision that would run now. */
  readonly definition: TaskDefinition;
  /** EventBridge's role. */
  readonly role?: FoundRole;
  /** The dead-letter queue that was asked for. */
  readonly queue?: FoundQueue;
  /** The task role's policy of this name, where `--task-policy` asks for one. */
  readonly taskPolicy?: string;
}

/**
 * Looks at all of it at once.
 * @throws a `not-found` failure for a cluster or a task definition that is not there, and a `refused` one for a revision
 * that is not active, which nothing can be run from.
 */
export async function readTargetParts(aws: Aws, name: string, wanted: WantedTarget): Promise<FoundTarget> {
  const [cluster, definition, queue] = await Promise.all([
    readCluster(aws, wanted.cluster),
    readDefinition(aws, wanted.taskDefinition),
    wanted.deadLetters && readQueue(aws, wanted.deadLetters.queue),
  ]);
  const place = placeOf(cluster.clusterArn ?? '');
  const { taskRoleArn } = definition;
  const [role, taskPolicy] = await Promise.all([
    readRole(aws, roleName(name, place)),
    wanted.taskPolicy !== undefined && taskRoleArn
      ? readInlinePolicy(aws, nameOf(taskRoleArn), taskPolicyName(name, place))
      : undefined,
  ]);
  return {
    cluster,
    place,
    definition,
    ...(role && { role }),
    ...(queue && { queue }),
    ...(taskPolicy !== undefined && { taskPolicy }),
  };
}

async function readDefinition(aws: Aws, reference: Reference): Promise<TaskDefinition> {
  const { family, number } = reference;
  const text = number === undefined ? family : nameRevision({ family, number });
  const found = await describeRevision(aws, text);
  if (!found) throw notFound('task definition', text, await families(aws));
  const { status } = found.definition;
  if (status === undefined || status === 'ACTIVE') return found.definition;
  throw new Failure('refused', `task definition ${text} is ${status}, and no task can be run from it`, {
    hint: `name the family, ${family}, to have its newest revision run`,
  });
}

function families(aws: Aws): Promise<string[]> {
  const pages = paginateListTaskDefinitionFamilies(
    { client: aws.client(ECSClient), pageSize: 100 },
    { status: 'ACTIVE' },
  );
  return collect(pages, ({ families }) => families);
}
