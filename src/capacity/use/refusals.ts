import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { nameOf } from '../../aws/arn.ts';
import { notFound } from '../../aws/not-found.ts';
import { isOfOneCluster } from '../../ecs/provider-cluster.ts';
import { isFargate } from '../../ecs/provider-name.ts';
import type { ServiceName } from '../../ecs/service-name.ts';
import { type Strategy, strategyText } from '../../ecs/strategy.ts';
import { Failure } from '../../failure.ts';
import { isOfFargate } from './place.ts';
import type { FoundMovable } from './read.ts';
import type { WantedMove } from './wanted.ts';

/**
 * Holds that AWS lets the service have the strategy.
 * @throws a `refused` failure with the way out, or a `not-found` one for a capacity provider that there is not.
 */
export function checkMovable({ name, strategy }: WantedMove, found: FoundMovable): void {
  checkLives(name, found);
  checkController(name, strategy, found);
  checkScheduling(name, strategy, found);
  for (const { capacityProvider } of strategy) checkProvider(capacityProvider, found);
  if (isOfFargate(strategy)) checkFargate(name, found);
  else if (strategy.length > 0) checkRunsOn('EC2', name, found.definition);
}

function checkLives({ service }: ServiceName, { service: { status } }: FoundMovable): void {
  if (status === undefined || status === 'ACTIVE') return;
  throw new Failure('refused', `service ${service} is ${status}: it is being deleted`, {
    hint: 'name another service, or make it anew',
  });
}

/** AWS forces no deployment where another one deploys, and takes no strategy without. */
function checkController(
  { cluster, service }: ServiceName,
  strategy: Strategy,
  { service: { deploymentController } }: FoundMovable,
): void {
  const { type = 'ECS' } = deploymentController ?? {};
  if (type === 'ECS') return;
  const [who, hint] =
    type === 'CODE_DEPLOY'
      ? [
          'AWS CodeDeploy',
          'name the strategy in the AppSpec of its next deployment: CapacityProviderStrategy',
        ]
      : [
          'its own controller',
          `make a task set there: aws ecs create-task-set --cluster ${cluster} --service ${service} --capacity-provider-strategy …`,
        ];
  const text = strategy.length > 0 ? ` to ${strategyText(strategy)}` : '';
  throw new Failure(
    'refused',
    `service ${service} is deployed by ${who} (${type}), and only that can move it${text}`,
    { hint },
  );
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html */
function checkScheduling(
  { service }: ServiceName,
  strategy: Strategy,
  { service: { schedulingStrategy } }: FoundMovable,
): void {
  if (schedulingStrategy !== 'DAEMON' || strategy.length === 0) return;
  throw new Failure(
    'refused',
    `service ${service} is a DAEMON, with a task on each instance, and AWS takes no strategy for it`,
    { hint: 'leave it on its launch type, or make a REPLICA service in its place' },
  );
}

function checkProvider(name: string, { providers, cluster }: FoundMovable): void {
  const { clusterName = '', capacityProviders = [] } = cluster;
  const provider = providers.find((one) => one.name === name);
  const isAttached = capacityProviders.includes(name);
  if (!provider && !isAttached && !isFargate(name)) {
    const names = ['FARGATE', 'FARGATE_SPOT', ...providers.flatMap((one) => one.name ?? [])];
    throw notFound('capacity provider', name, [...new Set(names)]);
  }
  const home = provider && isOfOneCluster(provider) ? nameOf(provider.cluster ?? clusterName) : undefined;
  if (home !== undefined && home !== clusterName) {
    throw new Failure('refused', `capacity provider ${name} belongs to cluster ${home} alone`, {
      hint: `make one for this cluster: ecsctl capacity managed ${clusterName} --name NAME`,
    });
  }
  if (!isAttached && home === undefined) {
    throw new Failure('refused', `cluster ${clusterName} does not have capacity provider ${name}`, {
      hint: `attach it first: ecsctl capacity attach ${clusterName} ${name}`,
    });
  }
  const { status = 'ACTIVE', updateStatus } = provider ?? {};
  if (status === 'ACTIVE' && updateStatus !== 'DELETE_IN_PROGRESS') return;
  throw new Failure('refused', `capacity provider ${name} is ${status}, and only an ACTIVE one takes tasks`, {
    hint:
      status === 'PROVISIONING'
        ? 'wait until it is there, and try again'
        : 'name another one: "ecsctl capacity ls" shows which there are',
  });
}

function checkFargate(name: ServiceName, { definition, service }: FoundMovable): void {
  checkRunsOn('FARGATE', name, definition);
  if (!definition || service.networkConfiguration?.awsvpcConfiguration?.subnets?.length) return;
  const words = `--cluster ${name.cluster} --service ${name.service}`;
  throw new Failure(
    'refused',
    `service ${name.service} has no subnets of its own, and on Fargate each task has an interface in one`,
    {
      hint:
        `give it some first: aws ecs update-service ${words} --force-new-deployment ` +
        "--network-configuration 'awsvpcConfiguration={subnets=[…],securityGroups=[…]}'",
    },
  );
}

/** What a task definition can run on is worked out by AWS when it is registered. */
function checkRunsOn(
  kind: 'FARGATE' | 'EC2',
  { cluster, service }: ServiceName,
  definition: TaskDefinition | undefined,
): void {
  const { family = '', revision, compatibilities = [], networkMode = 'bridge' } = definition ?? {};
  const isFit = compatibilities.length === 0 || compatibilities.includes(kind);
  const isOwn = kind === 'EC2' || networkMode === 'awsvpc';
  if (!definition || (isFit && isOwn)) return;
  const why = isFit
    ? `has network mode ${networkMode}`
    : `was registered for ${compatibilities.join(' and ')}`;
  const needs =
    kind === 'FARGATE'
      ? 'with requiresCompatibilities FARGATE, networkMode awsvpc, and cpu and memory of the task'
      : 'with requiresCompatibilities EC2';
  throw new Failure(
    'refused',
    `tasks of service ${service} cannot run on ${kind === 'FARGATE' ? 'Fargate' : 'instances'}: ` +
      `task definition ${family}:${revision} ${why}`,
    {
      hint:
        `register a revision ${needs}, and have the service use it: ` +
        `aws ecs update-service --cluster ${cluster} --service ${service} --task-definition ${family}`,
    },
  );
}
