import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
} from '@aws-sdk/client-application-auto-scaling';
import { ECSClient } from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';
import type { Aws } from '../aws/aws.ts';
import { collect } from '../aws/pages.ts';
import { type FoundScaling, resourceId, type ServiceName } from './found.ts';
import { readService } from './read-service.ts';

/**
 * The service with its scalable target, policies and scheduled actions; all asked at once. What only some verbs need
 * (alarms, target groups, queues …) is read by its own reader and put on top.
 * @throws a `not-found` failure for the cluster or the service.
 */
export async function readScaling(aws: Aws, asked: ServiceName): Promise<FoundScaling> {
  const client = aws.client(ApplicationAutoScalingClient);
  const id = { ServiceNamespace: 'ecs', ResourceId: resourceId(asked) } as const;
  const [service, target, policies, schedules] = await Promise.all([
    readService(aws, asked),
    client.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: [id.ResourceId] }),
    ),
    collect(paginateDescribeScalingPolicies({ client }, id), ({ ScalingPolicies }) => ScalingPolicies),
    collect(paginateDescribeScheduledActions({ client }, id), ({ ScheduledActions }) => ScheduledActions),
  ]);
  return {
    name: {
      cluster: nameOf(service.clusterArn ?? asked.cluster),
      service: service.serviceName ?? asked.service,
    },
    region: await aws.client(ECSClient).config.region(),
    service,
    target: target.ScalableTargets?.[0],
    policies,
    schedules,
    monitoring: [],
    alarms: [],
    routes: [],
    queues: [],
  };
}
