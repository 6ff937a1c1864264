import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
} from '@aws-sdk/client-application-auto-scaling';
import { ECSClient, type Service } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { readService } from '../../ecs/read-service.ts';
import type { ServiceName } from '../../ecs/service-name.ts';
import { Failure } from '../../failure.ts';
import { type FoundScaling, resourceId } from '../found.ts';

/**
 * The service with its scalable target, policies and scheduled actions; all asked at once. What only some verbs need
 * (alarms, target groups, queues …) is read by its own reader and put on top.
 * @throws a `not-found` failure for the cluster or the service.
 */
export async function readScaling(aws: Aws, asked: ServiceName): Promise<FoundScaling> {
  const [service, scaling] = await Promise.all([readService(aws, asked), readTarget(aws, asked)]);
  return found(aws, asked, service, scaling);
}

/**
 * The same for a service that may be gone: its scaling can outlive it, and has to be found to be removed.
 * @throws a `not-found` failure where neither the service nor any scaling of it is there.
 */
export async function readRemains(aws: Aws, asked: ServiceName): Promise<FoundScaling> {
  const [service, scaling] = await Promise.all([
    readService(aws, asked).catch((error: Error) => error),
    readTarget(aws, asked),
  ]);
  if (!(service instanceof Error)) return found(aws, asked, service, scaling);
  const isGone = service instanceof Failure && service.kind === 'not-found';
  if (!isGone || !scaling.target) throw service;
  return found(aws, asked, {}, scaling);
}

type Scaling = Pick<FoundScaling, 'target' | 'policies' | 'schedules'>;

async function readTarget(aws: Aws, asked: ServiceName): Promise<Scaling> {
  const client = aws.client(ApplicationAutoScalingClient);
  const id = { ServiceNamespace: 'ecs', ResourceId: resourceId(asked) } as const;
  // A paginator writes its page token into its input: each needs one of its own.
  const [targets, policies, schedules] = await Promise.all([
    client.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: [id.ResourceId] }),
    ),
    collect(paginateDescribeScalingPolicies({ client }, { ...id }), ({ ScalingPolicies }) => ScalingPolicies),
    collect(
      paginateDescribeScheduledActions({ client }, { ...id }),
      ({ ScheduledActions }) => ScheduledActions,
    ),
  ]);
  return { target: targets.ScalableTargets?.[0], policies, schedules };
}

async function found(
  aws: Aws,
  asked: ServiceName,
  service: Service,
  scaling: Scaling,
): Promise<FoundScaling> {
  return {
    ...scaling,
    name: {
      cluster: nameOf(service.clusterArn ?? asked.cluster),
      service: service.serviceName ?? asked.service,
    },
    region: await aws.client(ECSClient).config.region(),
    service,
    monitoring: [],
    alarms: [],
    routes: [],
    queues: [],
  };
}
