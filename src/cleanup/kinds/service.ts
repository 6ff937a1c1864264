import {
  CreateServiceCommand,
  DeleteExpressGatewayServiceCommand,
  DeleteServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  type Service,
  type Task,
} from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { serviceWords } from '../../ecs/service-words.ts';
import type { Wait } from '../../plan/apply.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { serviceRecreation } from './ecs/service-recreation.ts';
import { serviceTies } from './ecs/service-ties.ts';
import { serviceArn, servicesOf } from './ecs/services.ts';
import { fargateCharges, tasksOf } from './ecs/tasks.ts';
import { toleratingMissing } from './ecs/tolerate-missing.ts';
import { tagsOfList } from './tag-lists.ts';

/** The errors that say that the service is gone already. */
const gone = ['ServiceNotActiveException', 'ServiceNotFoundException', 'ClusterNotFoundException'];

/** Seconds that a service may take to end: as long as load balancing may let a target drain. */
const drainPatience = 3600;

/** Services of ECS with their tasks. */
export const service: Kind = {
  name: 'service',
  types: ['AWS::ECS::Service', 'AWS::ECS::ExpressGatewayService'],
  reads: [
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
  ],
  writes: ['ecs:DeleteService', 'ecs:DeleteExpressGatewayService'],
  find,
  remove: (thing) => (thing.leaving === undefined ? [deletion(thing), drained(thing)] : [drained(thing)]),
  operations: {
    ecs: {
      ...operationsOf(ECSClient, {
        CreateService: CreateServiceCommand,
        DeleteService: DeleteServiceCommand,
        DeleteExpressGatewayService: DeleteExpressGatewayServiceCommand,
      }),
      ...toleratingMissing(operationsOf(ECSClient, { DescribeServices: DescribeServicesCommand })),
    },
  },
  waits: { 'service inactive': inactive },
};

async function find(search: Search): Promise<Thing[]> {
  const [services, tasks] = await Promise.all([servicesOf(search), tasksOf(search)]);
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = `${task.clusterArn} ${task.group}`;
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return services.map((found) => {
    const own = groups.get(`${found.clusterArn} service:${found.serviceName}`) ?? [];
    return thingOf(found, own, search);
  });
}

function thingOf(found: Service, tasks: readonly Task[], { region }: Search): Thing {
  const { serviceArn: arn = '', createdAt, status, tags, events: _events, ...definition } = found;
  const charges = fargateCharges(tasks);
  return {
    kind: 'service',
    id: arn,
    name: serviceWords(found),
    arn,
    // Services from before 2018 have ARNs without their cluster.
    aliases: [serviceWords(found), serviceArn(serviceWords(found), arn)],
    region,
    tags: tagsOfList(tags),
    ties: serviceTies(found),
    ...(createdAt && { createdAt }),
    definition: { ...definition, serviceArn: arn, status },
    ...(status === 'DRAINING' && { leaving: 'draining' }),
    ...(charges.length > 0 && { charges }),
  };
}

/** An Express service is deleted whole, with the load balancing and the scaling that ECS made for it. */
function deletion(thing: Thing): Removal {
  const { clusterArn = '', serviceName, resourceManagementType }: Partial<Service> = thing.definition;
  const isExpress = resourceManagementType === 'ECS';
  const undo = isExpress ? undefined : serviceRecreation(thing);
  return {
    name: 'delete',
    action: 'delete',
    call: isExpress
      ? call('ecs', 'DeleteExpressGatewayService', { serviceArn: thing.id })
      : call('ecs', 'DeleteService', { cluster: nameOf(clusterArn), service: serviceName, force: true }),
    goal: gone,
    ...(undo && { undo }),
  };
}

/** Until it is INACTIVE its tasks hold target groups, security groups and subnets, and its name is taken. */
function drained({ definition }: Thing): Removal {
  const { clusterArn = '', serviceName }: Partial<Service> = definition;
  return {
    name: 'drained',
    action: 'wait',
    reason: 'its tasks hold its security groups and its cluster until they have stopped',
    call: call('ecs', 'DescribeServices', { cluster: nameOf(clusterArn), services: [serviceName] }),
    until: 'service inactive',
    patience: drainPatience,
    goal: gone,
  };
}

function inactive(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const [found]: readonly Service[] = Array.isArray(output.services) ? output.services : [];
  if (!found || found.status === 'INACTIVE') return { kind: 'done', value: output };
  const running = found.runningCount ?? 0;
  const words = running === 0 ? '' : ` of ${running} task${running === 1 ? '' : 's'}`;
  return { kind: 'waiting', for: `the end${words} of service ${found.serviceName}` };
}
