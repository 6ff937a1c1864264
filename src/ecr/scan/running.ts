import type { Container, Task } from '@aws-sdk/client-ecs';
import { nameOf, parseArn } from '../../aws/arn.ts';
import type { Aws } from '../../aws/aws.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { readService } from '../../ecs/read-service.ts';
import { readTasks } from '../../ecs/read-tasks.ts';
import { type ImageReference, parseImageReference } from '../reference.ts';
import { eachOnce, type Target, targetOf, type Unscannable } from './target.ts';

/** What runs: a cluster, or one service of it. */
export interface Place {
  readonly cluster: string;
  readonly service?: string;
}

export interface RunningImages {
  readonly targets: readonly Target[];
  readonly unscannable: readonly Unscannable[];
}

/**
 * Every image that runs there now.
 * @throws a `not-found` failure naming the nearest clusters or services.
 */
export async function readRunning(aws: Aws, { cluster, service }: Place): Promise<RunningImages> {
  if (service === undefined) await readCluster(aws, cluster);
  else await readService(aws, { cluster, service });
  const tasks = await readTasks(aws, cluster);
  return runningImages(
    tasks.filter(({ group }) => service === undefined || group === `service:${service}`),
    cluster,
  );
}

/** The images of these tasks, each once; by digest where the task has begun. */
export function runningImages(tasks: readonly Task[], cluster: string): RunningImages {
  const targets: Target[] = [];
  const unscannable = new Map<string, Unscannable>();
  for (const task of tasks) {
    const runsIn = [`${cluster}/${ownerOf(task)}`];
    const account = parseArn(task.taskArn ?? '')?.account;
    for (const container of task.containers ?? []) {
      const found = judgeContainer(container, account, runsIn);
      if ('repository' in found) targets.push(found);
      else unscannable.set(found.name, joined(unscannable.get(found.name), found));
    }
  }
  const byName = [...unscannable.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return { targets: eachOnce(targets), unscannable: byName };
}

function ownerOf({ group = '', taskDefinitionArn = '' }: Task): string {
  if (group.startsWith('service:')) return group.slice('service:'.length);
  return `task ${nameOf(taskDefinitionArn).replace(/:\d+$/, '')}`;
}

function judgeContainer(
  { image = 'unknown', imageDigest }: Container,
  account: string | undefined,
  runsIn: readonly string[],
): Target | Unscannable {
  const reference = referenceOf(image);
  if (reference?.registry.kind !== 'ecr' || reference.registry.host === undefined) {
    return { name: image, why: 'it is not in a private registry of ECR', runsIn };
  }
  if (reference.registry.account !== account) {
    return { name: image, why: `it is in the registry of account ${reference.registry.account}`, runsIn };
  }
  const { account: _own, ...target } = targetOf(reference, runsIn, imageDigest);
  return target;
}

/** Undefined for what is no reference, or goes to other registries, as a bare name does in a task definition. */
function referenceOf(image: string): ImageReference | undefined {
  try {
    return parseImageReference(image);
  } catch {
    return undefined;
  }
}

function joined(known: Unscannable | undefined, found: Unscannable): Unscannable {
  if (!known) return found;
  return { ...known, runsIn: [...new Set([...known.runsIn, ...found.runsIn])].sort() };
}
