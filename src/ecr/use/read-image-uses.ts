import { DescribeTasksCommand, ECSClient, paginateListTasks, type Task } from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches, collect } from '../../aws/pages.ts';
import { describeRevision } from '../../ecs/describe-revision.ts';
import { listRevisions } from '../../ecs/list-revisions.ts';
import { nameRevision, type Revision } from '../../ecs/revision.ts';
import { consumerReads, mentionsOf, readConsumers } from '../../ecs/uses/read-consumers.ts';
import { type Home, type ImageUse, usesOfDefinition, usesOfHistory, usesOfTask } from './image-use.ts';

/** IAM actions of `ImageUseReader`. */
export const useReads: readonly string[] = [
  ...consumerReads,
  'ecs:ListTaskDefinitions',
  'ecs:DescribeTaskDefinition',
];

/** Tasks that one DescribeTasks takes. */
const tasksAtOnce = 100;

/** Reads what images ECS needs. Task definitions, which do not change, are asked for once. */
export class ImageUseReader {
  readonly #aws: Aws;
  readonly #home: Home | Promise<Home>;
  readonly #images = new Map<string, readonly string[]>();

  /** @param home may still be on its way: what of ECS is read does not depend on it. */
  constructor(aws: Aws, home: Home | Promise<Home>) {
    this.#aws = aws;
    this.#home = home;
  }

  /**
   * Every image of the registry that something in the region needs: what tasks run, or ran a moment ago for a service; what
   * services are fixed to, and what a rollback of them needs; what the task definitions name that services, deployments,
   * task sets, tasks, rules and schedules use, and that are the newest of their families.
   */
  async read(): Promise<ImageUse[]> {
    const aws = this.#aws;
    const [home, consumers, revisions] = await Promise.all([
      this.#home,
      readConsumers(aws),
      listRevisions(aws, 'ACTIVE'),
    ]);
    const stopped = await eachAtOnce(consumers.clusters, (cluster) => stoppedOfServices(aws, cluster));
    const newest = new Map(revisions.map((revision) => [revision.family, revision]));
    const named = mentionsOf(consumers).flatMap(({ family, number, by }): [string, string][] => {
      const own = number ?? newest.get(family)?.number;
      if (own === undefined) return [];
      const name = nameRevision({ family, number: own });
      return [[name, `${by} ${name}, which names it`]];
    });
    const newestNamed = [...newest.values()].map(nameNewest);
    const reasons = new Map([...newestNamed, ...named.reverse()]);
    const definitions = await eachAtOnce([...reasons], async ([name, why]) =>
      usesOfDefinition(await this.#imagesOf(name), { name, why }, home),
    );
    return [
      ...[...consumers.tasks, ...stopped.flat()].flatMap((task) => usesOfTask(task, home)),
      ...consumers.histories.flatMap((history) => usesOfHistory(history, home)),
      ...definitions.flat(),
    ];
  }

  async #imagesOf(name: string): Promise<readonly string[]> {
    const known = this.#images.get(name);
    if (known) return known;
    const described = await describeRevision(this.#aws, name);
    const images = described?.definition.containerDefinitions?.flatMap(({ image }) => image ?? []) ?? [];
    this.#images.set(name, images);
    return images;
  }
}

function nameNewest(revision: Revision): [string, string] {
  const name = nameRevision(revision);
  return [name, `${name}, the newest of its family, names it`];
}

/** Tasks of services that have stopped within the last hour, as ECS keeps them: the service is about to start others. */
async function stoppedOfServices(aws: Aws, cluster: string): Promise<Task[]> {
  const client = aws.client(ECSClient);
  const arns = await collect(
    paginateListTasks({ client, pageSize: tasksAtOnce }, { cluster, desiredStatus: 'STOPPED' }),
    ({ taskArns }) => taskArns,
  );
  const answers = await eachAtOnce(batches(arns, tasksAtOnce), (tasks) =>
    client.send(new DescribeTasksCommand({ cluster, tasks })),
  );
  return answers.flatMap(({ tasks = [] }) => tasks).filter(({ group = '' }) => group.startsWith('service:'));
}
