import type { Kind } from '../kind.ts';
import { alarm } from './alarm.ts';
import { autoScalingGroup } from './auto-scaling-group.ts';
import { bucket } from './bucket.ts';
import { capacityProvider } from './capacity-provider.ts';
import { cloudMapNamespace } from './cloud-map-namespace.ts';
import { cloudMapService } from './cloud-map-service.ts';
import { cluster } from './cluster.ts';
import { elasticIp } from './elastic-ip.ts';
import { internetGateway } from './internet-gateway.ts';
import { launchTemplate } from './launch-template.ts';
import { listener } from './listener.ts';
import { listenerRule } from './listener-rule.ts';
import { loadBalancer } from './load-balancer.ts';
import { logGroup } from './log-group.ts';
import { natGateway } from './nat-gateway.ts';
import { networkInterface } from './network-interface.ts';
import { repository } from './repository.ts';
import { role } from './role.ts';
import { routeTable } from './route-table.ts';
import { rule } from './rule.ts';
import { scalableTarget } from './scalable-target.ts';
import { schedule } from './schedule.ts';
import { securityGroup } from './security-group.ts';
import { service } from './service.ts';
import { subnet } from './subnet.ts';
import { targetGroup } from './target-group.ts';
import { task } from './task.ts';
import { taskDefinition } from './task-definition.ts';
import { vpc } from './vpc.ts';
import { vpcEndpoint } from './vpc-endpoint.ts';

/** Every kind that a clean-up knows. What a kind is about stands in its own file; to add one, write it and name it here. */
export const kinds: readonly Kind[] = [
  loadBalancer,
  taskDefinition,
  alarm,
  capacityProvider,
  cloudMapNamespace,
  cloudMapService,
  cluster,
  listener,
  listenerRule,
  logGroup,
  scalableTarget,
  service,
  targetGroup,
  task,
  autoScalingGroup,
  bucket,
  elasticIp,
  internetGateway,
  launchTemplate,
  natGateway,
  networkInterface,
  repository,
  role,
  routeTable,
  rule,
  schedule,
  securityGroup,
  subnet,
  vpc,
  vpcEndpoint,
];
