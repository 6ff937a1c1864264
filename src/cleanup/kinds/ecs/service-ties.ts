import type { AwsVpcConfiguration, LoadBalancer, Service } from '@aws-sdk/client-ecs';
import { nameOf } from '../../../aws/arn.ts';
import { isFargate } from '../../../ecs/provider-name.ts';
import type { Tie } from '../../thing.ts';
import { tiesTo } from '../ties-to.ts';

/** What a service hangs on: in itself, in each of its deployments and in each of its task sets. */
export function serviceTies(service: Service): Tie[] {
  return [
    ...tiesTo('cluster', [nameOf(service.clusterArn ?? '')], {
      bond: 'lives in',
      how: 'runs in',
      blocks: true,
    }),
    ...taskDefinitionTies(service),
    ...routingTies(service),
    ...networkTies(service),
    ...discoveryTies(service),
    ...capacityTies(service),
    ...roleTies(service),
  ];
}

/** The revision that it is at leads to its family; those it comes from may be gone back to, and are only kept. */
function taskDefinitionTies({ taskDefinition, deployments = [], taskSets = [] }: Service): Tie[] {
  const parts = [...deployments, ...taskSets];
  const current = taskDefinition ?? parts.find(({ status }) => status === 'PRIMARY')?.taskDefinition;
  const older = parts.map((part) => part.taskDefinition).filter((arn) => arn !== current);
  return [
    ...tiesTo('task definition', [current], { bond: 'needs', how: 'runs' }),
    ...tiesTo('task definition family', [familyOf(current ?? '')], { bond: 'needs', how: 'runs' }),
    ...tiesTo('task definition', older, { bond: 'refers to', how: 'still runs' }),
  ];
}

/** The family of a revision: `web` of `arn:aws:ecs:…:task-definition/web:12`. */
export function familyOf(taskDefinition: string): string {
  return nameOf(taskDefinition).replace(/:\d+$/, '');
}

/** Target groups, and for deployments that change over between two of them the rules by which they do. */
function routingTies({ loadBalancers = [], taskSets = [] }: Service): Tie[] {
  const all: LoadBalancer[] = [...loadBalancers, ...taskSets.flatMap((set) => set.loadBalancers ?? [])];
  const advanced = all.flatMap(({ advancedConfiguration }) => advancedConfiguration ?? []);
  const groups = [
    ...all.map(({ targetGroupArn }) => targetGroupArn),
    ...advanced.map(({ alternateTargetGroupArn }) => alternateTargetGroupArn),
  ];
  const switches = advanced.flatMap(({ productionListenerRule, testListenerRule }) => [
    productionListenerRule ?? '',
    testListenerRule ?? '',
  ]);
  const isRule = (arn: string) => arn.includes(':listener-rule/');
  const shifts = { bond: 'needs', how: 'shifts its traffic by' } as const;
  return [
    ...tiesTo('target group', groups, { bond: 'needs', how: 'registers its tasks in' }),
    ...tiesTo('listener rule', switches.filter(isRule), shifts),
    ...tiesTo(
      'listener',
      switches.filter((arn) => !isRule(arn)),
      shifts,
    ),
  ];
}

/** The interfaces of its tasks are in these groups and subnets. */
function networkTies({ networkConfiguration, deployments = [], taskSets = [] }: Service): Tie[] {
  const networks = [
    networkConfiguration,
    ...[...deployments, ...taskSets].map((part) => part.networkConfiguration),
  ];
  const all: AwsVpcConfiguration[] = networks.flatMap((network) => network?.awsvpcConfiguration ?? []);
  return [
    ...tiesTo(
      'security group',
      all.flatMap(({ securityGroups = [] }) => securityGroups),
      { bond: 'needs', how: 'runs its tasks behind', blocks: true },
    ),
    ...tiesTo(
      'subnet',
      all.flatMap(({ subnets = [] }) => subnets),
      { bond: 'within', how: 'runs its tasks in', blocks: true },
    ),
  ];
}

function discoveryTies({ serviceRegistries = [], deployments = [], taskSets = [] }: Service): Tie[] {
  const registries = [...serviceRegistries, ...taskSets.flatMap((set) => set.serviceRegistries ?? [])];
  const connections = deployments.flatMap(
    ({ serviceConnectConfiguration }) => serviceConnectConfiguration ?? [],
  );
  const connected = deployments.flatMap(({ serviceConnectResources = [] }) => serviceConnectResources);
  return [
    ...tiesTo(
      'cloud map service',
      registries.map(({ registryArn = '' }) => nameOf(registryArn)),
      { bond: 'needs', how: 'registers its tasks in' },
    ),
    ...tiesTo(
      'cloud map service',
      connected.map(({ discoveryArn = '' }) => nameOf(discoveryArn)),
      { bond: 'needs', how: 'is found through' },
    ),
    ...tiesTo(
      'cloud map namespace',
      connections.filter(({ enabled }) => enabled).map(({ namespace = '' }) => nameOf(namespace)),
      { bond: 'needs', how: 'is connected through' },
    ),
    ...tiesTo(
      'log group',
      connections.map(({ logConfiguration }) => logConfiguration?.options?.['awslogs-group']),
      { bond: 'needs', how: 'logs its connections to' },
    ),
  ];
}

function capacityTies({ capacityProviderStrategy = [], deployments = [], taskSets = [] }: Service): Tie[] {
  const parts = [...deployments, ...taskSets].map((part) => part.capacityProviderStrategy ?? []);
  const names = [...capacityProviderStrategy, ...parts.flat()].flatMap(({ capacityProvider = '' }) =>
    isFargate(capacityProvider) ? [] : nameOf(capacityProvider),
  );
  return tiesTo('capacity provider', names, { bond: 'needs', how: 'runs on', blocks: true });
}

/** Roles that ECS takes on for the service, without those that are linked to ECS itself. */
function roleTies({ roleArn, loadBalancers = [], deployments = [] }: Service): Tie[] {
  const arns = [
    roleArn,
    ...loadBalancers.map(({ advancedConfiguration }) => advancedConfiguration?.roleArn),
    ...deployments.flatMap(({ volumeConfigurations = [], vpcLatticeConfigurations = [] }) => [
      ...volumeConfigurations.map(({ managedEBSVolume }) => managedEBSVolume?.roleArn),
      ...vpcLatticeConfigurations.map(({ roleArn: lattice }) => lattice),
    ]),
  ];
  const own = arns.filter((arn): arn is string => arn !== undefined && !arn.includes('/aws-service-role/'));
  return tiesTo('role', own.map(nameOf), { bond: 'needs', how: 'is run with' });
}
