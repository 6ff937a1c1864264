import { ECSClient, paginateListTaskDefinitionFamilies } from '@aws-sdk/client-ecs';
import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { collect } from '../../aws/pages.ts';
import { describeRevision } from '../../ecs/describe-revision.ts';
import { readCluster } from '../../ecs/read-clusters.ts';
import { readService } from '../../ecs/read-service.ts';
import { type Place, placeOf } from '../place.ts';
import { type FoundRule, readRule, ruleReads } from '../rule/found-rule.ts';
import { readSchedule, scheduleReads } from '../schedule/found-schedule.ts';
import { type FoundDestination, findDestination } from './destinations/index.ts';
import type { WantedNotice } from './wanted.ts';

/** IAM actions of {@link readNoticed}, without those of the destinations. */
export const noticeReads = [
  'events:DescribeEventBus',
  ...ruleReads,
  ...scheduleReads,
  'ecs:DescribeClusters',
  'ecs:ListClusters',
  'ecs:DescribeServices',
  'ecs:ListServices',
  'ecs:DescribeTaskDefinition',
  'ecs:ListTaskDefinitionFamilies',
] as const;

/** What there is of those who are to be told, of what they are told, and of the rule that does it. */
export interface FoundNotice {
  readonly place: Place;
  readonly clusterArn?: string;
  readonly rule?: FoundRule;
  /** There is a schedule of the same name. */
  readonly hasSchedule: boolean;
  readonly destinations: readonly FoundDestination[];
}

/**
 * Looks at everything that the notice speaks of.
 * @throws a `not-found` failure naming the nearest clusters, services, families or destinations.
 */
export async function readNoticed(aws: Aws, wanted: WantedNotice): Promise<FoundNotice> {
  const place = await readPlace(aws);
  const [clusterArn, rule, schedule, destinations] = await Promise.all([
    readClusterArn(aws, wanted),
    readRule(aws, wanted.name),
    readSchedule(aws, wanted.name),
    eachAtOnce(wanted.destinations, (name) => findDestination(name, aws, place)),
    wanted.family === undefined ? undefined : checkFamily(aws, wanted.family),
  ]);
  return {
    ...{ place, destinations, hasSchedule: schedule !== undefined },
    ...(clusterArn && { clusterArn }),
    ...(rule && { rule }),
  };
}

/** The account and the region are those of the bus that the rule is put on. */
async function readPlace(aws: Aws): Promise<Place> {
  const { Arn = '' } = await aws.client(EventBridgeClient).send(new DescribeEventBusCommand({}));
  return placeOf(Arn);
}

async function readClusterArn(aws: Aws, { cluster, service }: WantedNotice): Promise<string | undefined> {
  if (cluster === undefined) return undefined;
  if (service !== undefined) return (await readService(aws, { cluster, service })).clusterArn;
  return (await readCluster(aws, cluster)).clusterArn;
}

async function checkFamily(aws: Aws, family: string): Promise<void> {
  if (await describeRevision(aws, family)) return;
  const client = aws.client(ECSClient);
  const families = await collect(
    paginateListTaskDefinitionFamilies({ client, pageSize: 100 }, { status: 'ACTIVE' }),
    (page) => page.families,
  );
  throw notFound('family of task definitions', family, families);
}
