import { DescribeInstancesCommand, EC2Client, type Instance } from '@aws-sdk/client-ec2';
import {
  type ContainerInstance,
  DescribeContainerInstancesCommand,
  ECSClient,
  paginateListContainerInstances,
} from '@aws-sdk/client-ecs';
import { GetInstanceProfileCommand, IAMClient } from '@aws-sdk/client-iam';
import { nameOf } from '../../../aws/arn.ts';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { batches, collect } from '../../../aws/pages.ts';
import type { Host, Station } from '../found.ts';

/** IAM actions of looking at the instances of a cluster. */
export const instanceReads = [
  'ecs:ListContainerInstances',
  'ecs:DescribeContainerInstances',
  'ec2:DescribeInstances',
  'iam:GetInstanceProfile',
] as const;

interface Machines {
  readonly host: Host;
  readonly stations: readonly Station[];
  /** ARNs of the roles of their instance profiles. */
  readonly roles: readonly string[];
}

const instancesAtOnce = 100;

/** The instances that a cluster's tasks run on: on these it is they who pull, by their own roads. */
export async function readMachines(aws: Aws, cluster: string): Promise<Machines> {
  const ecs = aws.client(ECSClient);
  const arns = await collect(
    paginateListContainerInstances({ client: ecs }, { cluster }),
    ({ containerInstanceArns }) => containerInstanceArns,
  );
  const answers = await eachAtOnce(batches(arns, instancesAtOnce), (containerInstances) =>
    ecs.send(new DescribeContainerInstancesCommand({ cluster, containerInstances })),
  );
  const registered = answers.flatMap(({ containerInstances = [] }) => containerInstances);
  const machines = await describe(
    aws.client(EC2Client),
    registered.flatMap(({ ec2InstanceId }) => ec2InstanceId ?? []),
  );
  return {
    host: {
      kind: 'instances',
      architectures: [...new Set(registered.flatMap(architectureOf))],
      instances: registered.length,
    },
    stations: unique(machines.flatMap(stationOf)),
    roles: await rolesOf(aws, machines),
  };
}

async function describe(ec2: EC2Client, ids: readonly string[]): Promise<Instance[]> {
  // By a filter: an instance that is gone for good would make an error of its id.
  const answers = await eachAtOnce(batches(ids, instancesAtOnce), (Values) =>
    ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'instance-id', Values }] })),
  );
  return answers.flatMap(({ Reservations = [] }) => Reservations).flatMap(({ Instances = [] }) => Instances);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html */
function architectureOf({ attributes = [] }: ContainerInstance): string[] {
  const { value } = attributes.find(({ name }) => name === 'ecs.cpu-architecture') ?? {};
  return value === undefined ? [] : [value.toUpperCase()];
}

function stationOf({ SubnetId, SecurityGroups = [], PublicIpAddress }: Instance): Station[] {
  if (SubnetId === undefined) return [];
  const groups = SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []).sort();
  return [{ subnet: SubnetId, groups, publicIp: PublicIpAddress !== undefined }];
}

function unique(stations: readonly Station[]): Station[] {
  return [...new Map(stations.map((station) => [JSON.stringify(station), station])).values()];
}

async function rolesOf(aws: Aws, machines: readonly Instance[]): Promise<string[]> {
  const profiles = [...new Set(machines.flatMap(({ IamInstanceProfile }) => IamInstanceProfile?.Arn ?? []))];
  const iam = aws.client(IAMClient);
  const answers = await eachAtOnce(profiles, (arn) =>
    iam.send(new GetInstanceProfileCommand({ InstanceProfileName: nameOf(arn) })),
  );
  const roles = answers.flatMap(({ InstanceProfile }) => InstanceProfile?.Roles ?? []);
  return [...new Set(roles.flatMap(({ Arn }) => Arn ?? []))];
}
