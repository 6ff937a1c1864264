import type { Region } from '../../../src/sandbox/world/region.ts';
import { type Plain, plainOf } from './plain.ts';

/** The living resources of one kind in a region, by id, without what changes of itself. */
export type Shelf = (region: Region) => Iterable<readonly [id: string, value: Plain]>;

const ecs: Readonly<Record<string, Shelf>> = {
  *cluster({ ecs: { clusters, tags } }) {
    for (const { name, arn, status, ...cluster } of clusters.values()) {
      const { settings, configuration, capacityProviders, defaultCapacityProviderStrategy } = cluster;
      const about = { settings, configuration, capacityProviders, defaultCapacityProviderStrategy };
      if (status !== 'INACTIVE') yield [name, plainOf({ status, ...about, tags: tags.get(arn) })];
    }
  },
  *service({ ecs: { clusters, tags } }) {
    for (const { arn, status, desiredCount, settings, rollouts } of servicesOf(clusters.values())) {
      const taskDefinition = rollouts[0]?.taskDefinition;
      const about = { status, desiredCount, settings, taskDefinition, tags: tags.get(arn) };
      if (status !== 'INACTIVE') yield [arn, plainOf(about)];
    }
  },
  /** Those that RunTask started; a service's come and go. */
  *task({ ecs: { clusters } }) {
    for (const { arn, taskDefinition, status } of [...clusters.values()].flatMap(({ tasks }) => tasks)) {
      if (status !== 'STOPPED' && status !== 'DEACTIVATING') yield [arn, plainOf({ taskDefinition })];
    }
  },
  *'task definition'({ ecs: { taskDefinitions, tags } }) {
    for (const definition of taskDefinitions.list('ACTIVE', {})) {
      const { taskDefinitionArn: arn = '' } = definition;
      yield [arn, plainOf({ definition, tags: tags.get(arn) })];
    }
  },
  *'capacity provider'({ ecs: { capacityProviders, tags } }) {
    for (const [name, { about, deletedAt }] of capacityProviders) {
      const { capacityProviderArn = '', autoScalingGroupProvider } = about;
      const own = { autoScalingGroupProvider, tags: tags.get(capacityProviderArn) };
      if (deletedAt === undefined) yield [name, plainOf(own)];
    }
  },
};

function servicesOf(clusters: Iterable<Region['ecs']['clusters'] extends Map<string, infer C> ? C : never>) {
  return [...clusters].flatMap(({ services }) => [...services.values()]);
}

const balancing: Readonly<Record<string, Shelf>> = {
  *'load balancer'({ elbv2: { loadBalancers, tags, attributes } }) {
    for (const [arn, about] of loadBalancers) {
      const own = { about, tags: tags.get(arn), attributes: attributes.get(arn) };
      yield [arn, plainOf(own, ['State'])];
    }
  },
  *'target group'({ elbv2: { targetGroups, tags, attributes, targets } }) {
    for (const [arn, about] of targetGroups) {
      const more = { attributes: attributes.get(arn), targets: targets.get(arn) };
      yield [arn, plainOf({ about, tags: tags.get(arn), ...more }, ['LoadBalancerArns'])];
    }
  },
  *listener({ elbv2: { listeners, tags } }) {
    for (const [arn, about] of listeners) yield [arn, plainOf({ about, tags: tags.get(arn) })];
  },
  *'listener rule'({ elbv2: { rules, tags } }) {
    for (const [arn, { rule }] of rules) yield [arn, plainOf({ rule, tags: tags.get(arn) })];
  },
};

const networking: Readonly<Record<string, Shelf>> = {
  vpc: ({ ec2 }) => wholes(ec2.vpcs),
  subnet: ({ ec2 }) => wholes(ec2.subnets, ['AvailableIpAddressCount']),
  'security group': ({ ec2 }) => wholes(ec2.securityGroups),
  'network interface': ({ ec2 }) => wholes(ec2.networkInterfaces),
  'elastic ip': ({ ec2 }) => wholes(ec2.addresses),
  'nat gateway': ({ ec2 }) => wholes(living(ec2.natGateways)),
  'internet gateway': ({ ec2 }) => wholes(ec2.internetGateways),
  'route table': ({ ec2 }) => wholes(ec2.routeTables),
  'vpc endpoint': ({ ec2 }) => wholes(living(ec2.endpoints)),
  'launch template': ({ ec2 }) => wholes(ec2.launchTemplates),
};

const scaling: Readonly<Record<string, Shelf>> = {
  *'scalable target'({ applicationAutoScaling: { targets, tags } }) {
    for (const [key, { about, policies, schedules }] of targets) {
      const own = { about, policies, schedules, tags: tags.get(about.ScalableTargetARN) };
      yield [key, plainOf(own, ['next', 'ScalableTargetAction'])];
    }
  },
  /** How many instances there are, capacity providers decide. */
  *'auto scaling group'({ autoScaling: { groups } }) {
    for (const [name, { settings, minSize, maxSize, isDeleting, tags }] of groups) {
      yield [name, plainOf({ settings, minSize, maxSize, isDeleting, tags })];
    }
  },
};

const data: Readonly<Record<string, Shelf>> = {
  bucket: ({ s3 }) => wholes(s3.buckets),
  repository: ({ ecr }) => wholes(ecr.repositories, ['lastPulledAt']),
  'log group': ({ logs }) => wholes(logs.groups, ['sequenceToken']),
  'log policy': ({ logs }) => wholes(logs.resourcePolicies),
  *queue({ sqs }) {
    for (const { arn, attributes, tags } of sqs.queues.values()) yield [arn, plainOf({ attributes, tags })];
  },
};

const happenings: Readonly<Record<string, Shelf>> = {
  alarm: ({ cloudwatch }) => wholes(cloudwatch.alarms, alarmStates),
  *bus({ events }) {
    for (const { name, settings, createdAt } of events.buses.values()) {
      if (createdAt) yield [name, plainOf(settings)];
    }
  },
  *rule({ events }) {
    for (const { name, rules } of events.buses.values()) {
      for (const rule of rules.values()) yield [`${name}|${rule.name}`, plainOf(rule, ['bus'])];
    }
  },
  *schedule({ scheduler }) {
    for (const { name, schedules } of scheduler.groups.values()) {
      for (const schedule of schedules.values()) {
        yield [`${name}/${schedule.name}`, plainOf(schedule, ['group'])];
      }
    }
  },
  'cloud map namespace': ({ serviceDiscovery }) => wholes(living(serviceDiscovery.namespaces)),
  'cloud map service': ({ serviceDiscovery }) => wholes(serviceDiscovery.services, ['deregistered']),
  *stack({ cloudformation }) {
    for (const { id, name, status, terminationProtection, resources, deletedAt } of [
      ...cloudformation.stacks.values(),
    ]) {
      const rows = resources.map((row) => [row.logicalId, row.physicalId, row.status]);
      if (!deletedAt) yield [id, plainOf({ name, status, terminationProtection, rows })];
    }
  },
};

const alarmStates = [
  ...['StateValue', 'StateReason', 'StateReasonData', 'StateUpdatedTimestamp', 'StateTransitionedTimestamp'],
  ...['EvaluationState', 'lastValue', 'isNews', 'AlarmConfigurationUpdatedTimestamp'],
];

/** The tags of what is there, of the kinds that keep theirs apart. */
const tags: Readonly<Record<string, Shelf>> = {
  *'tags of'({ tags: store }) {
    for (const { arn, tags: own, deletedAt } of store.entries()) {
      if (!deletedAt && Object.keys(own).length > 0) yield [arn, plainOf(own)];
    }
  },
};

function* wholes(things: Iterable<[string, unknown]>, without: readonly string[] = []): ReturnType<Shelf> {
  for (const [id, thing] of things) yield [id, plainOf(thing, without)];
}

interface Mortal {
  readonly deletion?: unknown;
  readonly deletedAt?: Date | undefined;
}

function* living<Thing extends Mortal>(things: Map<string, Thing>): Generator<[string, Thing]> {
  for (const [id, thing] of things) if (!thing.deletion && !thing.deletedAt) yield [id, thing];
}

/** What there is in a region, kind by kind. */
export const shelves: Readonly<Record<string, Shelf>> = {
  ...ecs,
  ...balancing,
  ...networking,
  ...scaling,
  ...data,
  ...happenings,
  ...tags,
};

/** What an account has once for all its regions. */
export const accountShelves: Readonly<Record<string, Shelf>> = {
  *role({ iam: { roles, rolePolicies } }) {
    for (const [name, role] of roles) {
      yield [name, plainOf({ role, policies: rolePolicies.get(name) }, ['RoleLastUsed'])];
    }
  },
  policy: ({ iam }) => wholes(iam.policies),
  'instance profile': ({ iam }) => wholes(iam.instanceProfiles),
};
