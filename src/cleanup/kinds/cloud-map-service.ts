import {
  CreateServiceCommand,
  DeleteServiceCommand,
  ListInstancesCommand,
  ServiceDiscoveryClient,
  type ServiceSummary,
} from '@aws-sdk/client-servicediscovery';
import type { Wait } from '../../plan/apply.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { deregisterInstances } from './cloud-map/deregister.ts';
import { type Registry, registriesOf } from './cloud-map/registry.ts';
import { serviceTies } from './ecs/service-ties.ts';
import { servicesOf } from './ecs/services.ts';
import { pick } from './pick.ts';
import { capitalTags } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

const gone = ['ServiceNotFound'];

/** Services of Cloud Map, in which tasks are registered by name. */
export const cloudMapService: Kind = {
  name: 'cloud map service',
  types: ['AWS::ServiceDiscovery::Service'],
  reads: [
    'servicediscovery:ListNamespaces',
    'servicediscovery:ListServices',
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
  ],
  writes: [
    'servicediscovery:ListInstances',
    'servicediscovery:DeregisterInstance',
    'servicediscovery:DeleteService',
  ],
  find,
  prepare: (thing) => (isLeftFull(thing) ? deregistration(thing) : []),
  remove: (thing) => [...(thing.definition.usedByEcs === true ? deregistration(thing) : []), deletion(thing)],
  operations: {
    servicediscovery: {
      ...operationsOf(ServiceDiscoveryClient, {
        ListInstances: ListInstancesCommand,
        CreateService: CreateServiceCommand,
        DeleteService: DeleteServiceCommand,
      }),
      DeregisterInstances: deregisterInstances,
    },
  },
  waits: { 'cloud map service empty': empty },
};

async function find(search: Search): Promise<Thing[]> {
  const [registries, services] = await Promise.all([registriesOf(search), servicesOf(search)]);
  const ties = services.flatMap(serviceTies).filter(({ to }) => to.kind === 'cloud map service');
  const used = new Set(ties.map(({ to }) => to.id));
  return registries.map((registry) => thingOf(registry, used.has(registry.service.Id ?? ''), search));
}

function thingOf({ service, namespace }: Registry, usedByEcs: boolean, { region, tagsOf }: Search): Thing {
  const { Id: id = '', Arn: arn = '', Name, InstanceCount, CreateDate: createdAt } = service;
  return {
    kind: 'cloud map service',
    id,
    name: `${Name}.${namespace.Name}`,
    arn,
    aliases: [arn],
    region,
    tags: tagsOf(arn),
    ties: tiesTo('cloud map namespace', [namespace.Id], { bond: 'part of', how: 'is in', blocks: true }),
    ...(createdAt && { createdAt }),
    definition: { ...service, NamespaceId: namespace.Id, usedByEcs },
    ...(InstanceCount === 0 && { idle: 'no instance is registered in it' }),
  };
}

/** Instances that nobody will take out: those of a living service of ECS go with it. */
function isLeftFull({ definition }: Thing): boolean {
  return definition.usedByEcs !== true && definition.InstanceCount !== 0;
}

function deregistration({ id }: Thing): Removal[] {
  return [
    {
      name: 'deregister',
      action: 'update',
      reason: 'AWS deletes no service of Cloud Map that has instances',
      call: call('servicediscovery', 'DeregisterInstances', { ServiceId: id }),
      goal: gone,
    },
    {
      name: 'empty',
      action: 'wait',
      reason: 'Cloud Map takes instances out after it has answered',
      call: call('servicediscovery', 'ListInstances', { ServiceId: id }),
      until: 'cloud map service empty',
      goal: gone,
    },
  ];
}

function deletion({ id, definition, tags }: Thing): Removal {
  const { DnsConfig, Type }: Partial<ServiceSummary> = definition;
  return {
    name: 'delete',
    action: 'delete',
    call: call('servicediscovery', 'DeleteService', { Id: id }),
    goal: gone,
    settles: { errors: ['ResourceInUse'], seconds: 60 },
    undo: call('servicediscovery', 'CreateService', {
      ...pick(definition, [
        'Name',
        'NamespaceId',
        'Description',
        'HealthCheckConfig',
        'HealthCheckCustomConfig',
      ]),
      ...(DnsConfig && { DnsConfig: pick(DnsConfig, ['RoutingPolicy', 'DnsRecords']) }),
      // The only one that may be asked for; the others follow from the namespace.
      ...(Type === 'HTTP' && { Type }),
      ...capitalTags(tags),
    }),
  };
}

function empty(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const left = Array.isArray(output.Instances) ? output.Instances.length : 0;
  if (left === 0) return { kind: 'done', value: output };
  return { kind: 'waiting', for: `${left} instance${left === 1 ? '' : 's'} to be taken out` };
}
