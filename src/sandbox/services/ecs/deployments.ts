import type {
  DescribeServiceDeploymentsCommandInput,
  DescribeServiceDeploymentsCommandOutput,
  DescribeServiceRevisionsCommandInput,
  DescribeServiceRevisionsCommandOutput,
  ListServiceDeploymentsCommandInput,
  ListServiceDeploymentsCommandOutput,
} from '@aws-sdk/client-ecs';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { resourceOf } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { page, pageSize } from '../paging.ts';
import { findCluster, invalidParameter, serviceIn } from './lookup.ts';
import { describeRevision, describeServiceDeployment } from './shapes.ts';
import type { Rollout, Service } from './state.ts';

export function ListServiceDeployments(
  input: ListServiceDeploymentsCommandInput,
  { region }: Call,
): Answer<ListServiceDeploymentsCommandOutput> {
  const name = input.service ?? '';
  const [, clusterInArn] = resourceOf(name).split('/');
  const cluster = findCluster(region, name.startsWith('arn:') ? clusterInArn : input.cluster);
  const service = serviceIn(cluster, name);
  if (!service) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  const size = pageSize(
    input.maxResults,
    { otherwise: 20, most: 100 },
    invalidParameter('Invalid maxResults.'),
  );
  const wanted = service.pastRollouts.filter((rollout) => isAskedFor(rollout, input));
  const { items, nextToken } = page(wanted, input.nextToken, size, invalidParameter('Invalid token.'));
  return {
    serviceDeployments: items.map((rollout) => ({
      serviceDeploymentArn: rollout.serviceDeploymentArn,
      serviceArn: service.arn,
      clusterArn: cluster.arn,
      createdAt: rollout.createdAt,
      startedAt: rollout.createdAt,
      finishedAt: rollout.finishedAt,
      targetServiceRevisionArn: rollout.serviceRevisionArn,
      status: rollout.status,
      statusReason: rollout.statusReason,
    })),
    nextToken,
  };
}

export function DescribeServiceDeployments(
  input: DescribeServiceDeploymentsCommandInput,
  { region }: Call,
): Answer<DescribeServiceDeploymentsCommandOutput> {
  const arns = input.serviceDeploymentArns ?? [];
  if (arns.length > 20) throw invalidParameter('Service deployments cannot have more than 20 elements.');
  const found = arns.map((arn) => rolloutBy(region, arn, 'serviceDeploymentArn'));
  return {
    serviceDeployments: found
      .filter((known) => known !== undefined)
      .map(({ service, rollout }) => describeServiceDeployment(service, rollout)),
    failures: arns.filter((_, index) => !found[index]).map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

export function DescribeServiceRevisions(
  input: DescribeServiceRevisionsCommandInput,
  { region }: Call,
): Answer<DescribeServiceRevisionsCommandOutput> {
  const arns = input.serviceRevisionArns ?? [];
  if (arns.length > 20) throw invalidParameter('Service revisions cannot have more than 20 elements.');
  const found = arns.map((arn) => rolloutBy(region, arn, 'serviceRevisionArn'));
  return {
    serviceRevisions: found
      .filter((known) => known !== undefined)
      .map(({ service, rollout }) => describeRevision(service, rollout, region)),
    failures: arns.filter((_, index) => !found[index]).map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

function isAskedFor(rollout: Rollout, { status, createdAt }: ListServiceDeploymentsCommandInput): boolean {
  if (status?.length && !status.includes(rollout.status)) return false;
  if (createdAt?.after && rollout.createdAt < createdAt.after) return false;
  return !(createdAt?.before && rollout.createdAt > createdAt.before);
}

function rolloutBy(
  region: Region,
  arn: string,
  kind: 'serviceDeploymentArn' | 'serviceRevisionArn',
): { service: Service; rollout: Rollout } | undefined {
  const [, clusterName = '', serviceName = ''] = resourceOf(arn).split('/');
  const service = region.ecs.clusters.get(clusterName)?.services.get(serviceName);
  const rollout = service?.pastRollouts.find((past) => past[kind] === arn);
  return service && rollout && { service, rollout };
}
