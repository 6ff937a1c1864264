import {
  ApplicationAutoScalingClient,
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
  type ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { batches, collect } from '../../aws/pages.ts';
import { clusterNames } from '../../ecs/read-service.ts';
import { resourceId } from '../found.ts';
import { readActivities } from '../status/read-activities.ts';
import { secondsBefore } from '../status/seconds-before.ts';
import { type FoundScaled, type FoundSummary, serviceOf } from './found.ts';

/** Services that one DescribeServices takes. */
const servicesAtOnce = 10;

/**
 * All that scales in the region, or in one cluster: Application Auto Scaling lists by namespace only, so the cluster
 * is picked out here.
 * @throws a `not-found` failure for a cluster that does not exist.
 */
export async function readScaled(aws: Aws, cluster?: string): Promise<FoundScaled> {
  const client = aws.client(ApplicationAutoScalingClient);
  // A paginator writes its token into the input that it is given: each needs one of its own.
  const ecs = () => ({ ServiceNamespace: 'ecs' }) as const;
  const [all, policies, schedules] = await Promise.all([
    collect(
      paginateDescribeScalableTargets({ client, pageSize: 50 }, ecs()),
      ({ ScalableTargets }) => ScalableTargets,
    ),
    collect(paginateDescribeScalingPolicies({ client }, ecs()), ({ ScalingPolicies }) => ScalingPolicies),
    collect(
      paginateDescribeScheduledActions({ client, pageSize: 50 }, ecs()),
      ({ ScheduledActions }) => ScheduledActions,
    ),
    cluster === undefined ? undefined : checkCluster(aws, cluster),
  ]);
  const targets = all.filter(({ ResourceId }) => {
    const name = serviceOf(ResourceId);
    return name && (cluster === undefined || name.cluster === cluster);
  });
  return {
    region: await aws.client(ECSClient).config.region(),
    ...(cluster !== undefined && { cluster }),
    targets,
    policies: byResource(policies),
    schedules: byResource(schedules),
    services: await readServices(aws, targets),
  };
}

/** The same with what scaling did in the last so many seconds. */
export async function readSummary(
  aws: Aws,
  cluster: string | undefined,
  seconds: number,
): Promise<FoundSummary> {
  const [found, activities] = await Promise.all([
    readScaled(aws, cluster),
    readActivities(aws, secondsBefore(aws.now(), seconds)),
  ]);
  const at = aws.now();
  return { ...found, at, since: secondsBefore(at, seconds), activities: byResource(activities) };
}

/** A cluster that was deleted a while ago is still described, as INACTIVE. */
async function checkCluster(aws: Aws, cluster: string): Promise<void> {
  const ecs = aws.client(ECSClient);
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: [cluster] }));
  if (clusters.some(({ status }) => status !== 'INACTIVE')) return;
  throw notFound('cluster', cluster, await clusterNames(ecs));
}

async function readServices(aws: Aws, targets: readonly ScalableTarget[]): Promise<Map<string, Service>> {
  const names = targets.flatMap(({ ResourceId }) => serviceOf(ResourceId) ?? []);
  const clusters = groups(names, ({ cluster }) => cluster);
  const asked = [...clusters].flatMap(([cluster, own]) =>
    batches(own, servicesAtOnce).map((batch) =>
      describe(
        aws,
        cluster,
        batch.map(({ service }) => service),
      ),
    ),
  );
  return new Map((await Promise.all(asked)).flat());
}

/** Services of a cluster that is gone are gone as well. */
async function describe(aws: Aws, cluster: string, names: string[]): Promise<[string, Service][]> {
  const { services = [] } = await aws
    .client(ECSClient)
    .send(new DescribeServicesCommand({ cluster, services: names }))
    .catch((error: Error) => {
      if (error.name !== 'ClusterNotFoundException') throw error;
      return { services: [] };
    });
  return services
    .filter(({ status }) => status !== 'INACTIVE')
    .map((service) => [resourceId({ cluster, service: service.serviceName ?? '' }), service]);
}

function byResource<Item extends { readonly ResourceId?: string | undefined }>(
  items: readonly Item[],
): Map<string, Item[]> {
  return groups(items, ({ ResourceId = '' }) => ResourceId);
}

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const grouped = new Map<string, Item[]>();
  for (const item of items) {
    const own = grouped.get(keyOf(item));
    if (own) own.push(item);
    else grouped.set(keyOf(item), [item]);
  }
  return grouped;
}
