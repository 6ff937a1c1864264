import {
  DescribeServiceRevisionsCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  type Service,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches, collect } from '../../aws/pages.ts';
import { serviceWords } from '../kinds/ecs/services.ts';
import { readReference } from '../kinds/task-definition/revision.ts';
import type { Mention } from './uses.ts';

export const rollbackReads = ['ecs:ListServiceDeployments', 'ecs:DescribeServiceRevisions'] as const;

/** Service revisions that one DescribeServiceRevisions takes. */
const revisionsAtOnce = 20;
/** Successful deployments that are looked at for one that brought another task definition than the last. */
const deploymentsBack = 6;

/**
 * The task definitions that a rollback of a service would need: the one that was there before the current, and those
 * of deployments that are under way. Only ECS's own deployments can be rolled back; others keep their task sets.
 */
export async function readRollbacks(aws: Aws, services: readonly Service[]): Promise<Mention[]> {
  const rolling = services.filter(
    ({ deploymentController }) => (deploymentController?.type ?? 'ECS') === 'ECS',
  );
  const histories = await eachAtOnce(rolling, async (service) => ({
    service,
    revisions: revisionsOf(await deploymentsOf(aws, service)),
  }));
  const arns = histories.flatMap(({ revisions }) => [...revisions.underWay, ...revisions.past]);
  const definitions = await definitionsOf(aws, [...new Set(arns)]);
  return histories.flatMap(({ service, revisions }) => {
    const named = (all: readonly string[]) => all.flatMap((arn) => definitions.get(arn) ?? []);
    const before = named(revisions.past).find((definition) => definition !== service.taskDefinition);
    return [...named(revisions.underWay), ...(before ? [before] : [])].map((definition) => ({
      ...readReference(definition),
      by: `a rollback of service ${serviceWords(service)} would need`,
    }));
  });
}

async function deploymentsOf(
  aws: Aws,
  { serviceArn, clusterArn }: Service,
): Promise<ServiceDeploymentBrief[]> {
  try {
    return await collect(deploymentPages(aws, { service: serviceArn, cluster: clusterArn }), (page) => page);
  } catch (error) {
    // It has been deleted since it was listed.
    if (error instanceof Error && error.name === 'ServiceNotFoundException') return [];
    throw error;
  }
}

/** The SDK has no paginator for these. */
async function* deploymentPages(
  aws: Aws,
  of: { service: string | undefined; cluster: string | undefined },
): AsyncGenerator<readonly ServiceDeploymentBrief[]> {
  const client = aws.client(ECSClient);
  let nextToken: string | undefined;
  do {
    const page: {
      nextToken?: string | undefined;
      serviceDeployments?: ServiceDeploymentBrief[] | undefined;
    } = await client.send(new ListServiceDeploymentsCommand({ ...of, maxResults: 100, nextToken }));
    yield page.serviceDeployments ?? [];
    nextToken = page.nextToken;
  } while (nextToken);
}

/** The service revisions of the last successful deployments, the newest first, and of those under way. */
function revisionsOf(deployments: readonly ServiceDeploymentBrief[]): { past: string[]; underWay: string[] } {
  const newestFirst = [...deployments].sort(
    (one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0),
  );
  const targets = (test: (status: string) => boolean) =>
    newestFirst
      .filter(({ status = '' }) => test(status))
      .flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []);
  return {
    past: targets((status) => status === 'SUCCESSFUL').slice(0, deploymentsBack),
    underWay: targets((status) =>
      /^(PENDING|IN_PROGRESS|STOP_REQUESTED|ROLLBACK_(REQUESTED|IN_PROGRESS))$/.test(status),
    ),
  };
}

/** The ARN of a service revision → its task definition. */
async function definitionsOf(aws: Aws, arns: readonly string[]): Promise<Map<string, string>> {
  const answers = await eachAtOnce(batches(arns, revisionsAtOnce), (serviceRevisionArns) =>
    aws.client(ECSClient).send(new DescribeServiceRevisionsCommand({ serviceRevisionArns })),
  );
  const revisions = answers.flatMap(({ serviceRevisions = [] }) => serviceRevisions);
  return new Map(
    revisions.flatMap(({ serviceRevisionArn, taskDefinition }): [string, string][] =>
      serviceRevisionArn && taskDefinition ? [[serviceRevisionArn, taskDefinition]] : [],
    ),
  );
}
