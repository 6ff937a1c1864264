import {
  DescribeServiceRevisionsCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  type Service,
  type ServiceDeploymentBrief,
  type ServiceRevision,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches, collect } from '../../aws/pages.ts';

/** IAM actions of `readHistories`. */
export const historyReads = ['ecs:ListServiceDeployments', 'ecs:DescribeServiceRevisions'] as const;

/** What a service was deployed with, as far as it may be needed again. */
export interface History {
  readonly service: Service;
  /** Of deployments that have not ended. */
  readonly underWay: readonly ServiceRevision[];
  /** What its tasks are started by now. */
  readonly current: readonly ServiceRevision[];
  /** The last one with another task definition than the current: a rollback would go to it. */
  readonly before?: ServiceRevision;
}

/** Service revisions that one DescribeServiceRevisions takes. */
const revisionsAtOnce = 20;
/** Successful deployments that are looked at for one that brought another task definition than the last. */
const deploymentsBack = 6;

/** The histories of services that ECS itself deploys. Only those can be rolled back; others keep their task sets. */
export async function readHistories(aws: Aws, services: readonly Service[]): Promise<History[]> {
  const rolling = services.filter(
    ({ deploymentController }) => (deploymentController?.type ?? 'ECS') === 'ECS',
  );
  const named = await eachAtOnce(rolling, async (service) => ({
    service,
    ...revisionsOf(service, await deploymentsOf(aws, service)),
  }));
  const arns = named.flatMap(({ underWay, current, past }) => [...underWay, ...current, ...past]);
  const known = await describe(aws, [...new Set(arns)]);
  return named.map(({ service, underWay, current, past }) => {
    const revisions = (all: readonly string[]) => all.flatMap((arn) => known.get(arn) ?? []);
    const before = revisions(past).find(({ taskDefinition }) => taskDefinition !== service.taskDefinition);
    return {
      service,
      underWay: revisions(underWay),
      current: revisions(current),
      ...(before && { before }),
    };
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

/** Service revisions: of the last successful deployments, the newest first, of those under way, and of now. */
function revisionsOf(
  { currentServiceRevisions = [] }: Service,
  deployments: readonly ServiceDeploymentBrief[],
): { past: string[]; underWay: string[]; current: string[] } {
  const newestFirst = [...deployments].sort(
    (one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0),
  );
  const targets = (test: (status: string) => boolean) =>
    newestFirst
      .filter(({ status = '' }) => test(status))
      .flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []);
  const past = targets((status) => status === 'SUCCESSFUL').slice(0, deploymentsBack);
  return {
    past,
    underWay: targets((status) =>
      /^(PENDING|IN_PROGRESS|STOP_REQUESTED|ROLLBACK_(REQUESTED|IN_PROGRESS))$/.test(status),
    ),
    current: [...currentServiceRevisions.flatMap(({ arn }) => arn ?? []), ...past.slice(0, 1)],
  };
}

/** Service revisions by ARN; without those that ECS does not keep any more. */
async function describe(aws: Aws, arns: readonly string[]): Promise<Map<string, ServiceRevision>> {
  const answers = await eachAtOnce(batches(arns, revisionsAtOnce), (serviceRevisionArns) =>
    aws.client(ECSClient).send(new DescribeServiceRevisionsCommand({ serviceRevisionArns })),
  );
  const revisions = answers.flatMap(({ serviceRevisions = [] }) => serviceRevisions);
  return new Map(revisions.map((revision) => [revision.serviceRevisionArn ?? '', revision]));
}
