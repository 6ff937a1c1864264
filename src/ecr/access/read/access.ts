import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  type Service,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { nameOf, parseArn } from '../../../aws/arn.ts';
import { ask, type Told } from '../../../aws/ask.ts';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { isFargate } from '../../../ecs/provider-name.ts';
import { readService } from '../../../ecs/read-service.ts';
import { Failure } from '../../../failure.ts';
import type { FoundAccess, FoundImage, Host, Network, Station } from '../found.ts';
import type { Subject } from '../subject.ts';
import { imageNames } from './image-names.ts';
import { instanceReads, readMachines } from './instances.ts';
import { networkReads, readNetwork } from './network.ts';
import { readRole, roleReads } from './roles.ts';
import { imageReads, readStoredImage } from './stored-image.ts';

/** IAM actions of finding out whether a task's images can be pulled. */
export const accessReads: readonly string[] = [
  'ecs:DescribeServices',
  'ecs:ListServices',
  'ecs:ListClusters',
  'ecs:DescribeTaskDefinition',
  ...instanceReads,
  ...roleReads,
  ...imageReads,
  ...networkReads,
];

/** Everything that decides whether a pull succeeds, as far as the caller may see it. */
export async function readAccess(
  aws: Aws,
  subject: Subject,
  more: readonly Station[] = [],
): Promise<FoundAccess> {
  const service = subject.kind === 'service' ? await readService(aws, subject.name) : undefined;
  const taskDefinition = await readDefinition(aws, subject, service);
  const {
    partition = 'aws',
    region = '',
    account = '',
  } = parseArn(taskDefinition.taskDefinitionArn ?? '') ?? {};
  const names = imageNames(taskDefinition.containerDefinitions ?? [], partition);
  const {
    host,
    stations,
    roles: instanceRoles,
  } = await readHost(aws, subject, service, taskDefinition, more);
  const repositories = [...new Set(names.flatMap(({ repositoryArn }) => repositoryArn || []))];
  const { executionRoleArn } = taskDefinition;
  const purpose = executionRoleArn === undefined ? 'instance' : 'execution';
  const arns = executionRoleArn === undefined ? instanceRoles : [executionRoleArn];
  const asked = repositories.length > 0 ? arns : [];
  const [roles, images, network] = await Promise.all([
    eachAtOnce(asked, (arn) => readRole(aws, arn, purpose, repositories, region)),
    eachAtOnce(names, async (name): Promise<FoundImage> => {
      if (name.registry !== 'ecr') return { name };
      return { name, stored: await readStoredImage(aws, name, region) };
    }),
    readRoads(aws, stations),
  ]);
  const { family = '', revision } = taskDefinition;
  return {
    subject:
      subject.kind === 'service'
        ? `${subject.name.cluster}/${subject.name.service}`
        : `${family}:${revision}`,
    ...{ taskDefinition, partition, account, region, host, roles, images, network },
  };
}

async function readRoads(aws: Aws, stations: readonly Station[]): Promise<Told<Network> | undefined> {
  return stations.length === 0 ? undefined : ask(() => readNetwork(aws, stations));
}

async function readDefinition(
  aws: Aws,
  subject: Subject,
  service: Service | undefined,
): Promise<TaskDefinition> {
  const name = subject.kind === 'task-definition' ? subject.name : service?.taskDefinition;
  if (name === undefined) {
    throw new Failure(
      'refused',
      `the tasks of ${service?.serviceName} are of task sets, of several task definitions`,
      {
        hint: 'name one of its task definitions instead, such as web:3',
      },
    );
  }
  const { taskDefinition } = await aws
    .client(ECSClient)
    .send(new DescribeTaskDefinitionCommand({ taskDefinition: name }))
    .catch((error: Error) => {
      if (error.name !== 'ClientException') throw error;
      throw new Failure('not-found', `there is no task definition ${nameOf(name)}`, {
        hint: 'name its family, with or without a revision: web, web:3; a service is CLUSTER/SERVICE',
      });
    });
  if (!taskDefinition) throw new Error('DescribeTaskDefinition answered without one');
  return taskDefinition;
}

interface FoundHost {
  readonly host: Host;
  readonly stations: readonly Station[];
  readonly roles: readonly string[];
}

const nobody = { architectures: [], instances: 0 };

async function readHost(
  aws: Aws,
  subject: Subject,
  service: Service | undefined,
  definition: TaskDefinition,
  more: readonly Station[],
): Promise<FoundHost> {
  const kind = service
    ? kindOf(service)
    : definition.requiresCompatibilities?.includes('FARGATE')
      ? 'fargate'
      : 'unsaid';
  const host = { kind, ...nobody };
  if (kind === 'instances' && subject.kind === 'service') {
    const machines = await ask(() => readMachines(aws, subject.name.cluster));
    if ('refused' in machines)
      return { host: { ...host, refused: machines.refused }, stations: more, roles: [] };
    return more.length > 0 ? { ...machines.value, stations: more } : machines.value;
  }
  if (kind === 'external') return { host, stations: [], roles: [] };
  return { host, stations: more.length > 0 || !service ? more : stationsOf(service), roles: [] };
}

function kindOf({ launchType, capacityProviderStrategy: strategy = [] }: Service): Host['kind'] {
  if (launchType === 'FARGATE') return 'fargate';
  if (launchType === 'EXTERNAL') return 'external';
  return strategy.some(({ capacityProvider = '' }) => isFargate(nameOf(capacityProvider)))
    ? 'fargate'
    : 'instances';
}

function stationsOf({ networkConfiguration }: Service): Station[] {
  const {
    subnets = [],
    securityGroups = [],
    assignPublicIp,
  } = networkConfiguration?.awsvpcConfiguration ?? {};
  return subnets.map((subnet) => ({
    subnet,
    groups: securityGroups,
    publicIp: assignPublicIp === 'ENABLED',
  }));
}
