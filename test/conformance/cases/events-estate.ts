import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Room } from '../room.ts';
import { cluster, taskDefinition } from '../seed.ts';

const folder = mkdtempSync(join(tmpdir(), 'ecsctl-conformance-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The name of a rule, schedule, bucket, queue or topic that a case has to itself. */
export function ownName({ service }: Room): string {
  return service.slice(service.indexOf('/') + 1);
}

/** The flags that have the lab's task run. */
export function taskFlags({ estate }: Room): string[] {
  return flagsOf(taskDefinition, estate.subnets.join(','));
}

function flagsOf(family: string, subnets: string): string[] {
  const task = ['--cluster', cluster, '--task-definition', family, '--launch-type', 'FARGATE'];
  return [...task, '--subnets', subnets];
}

/**
 * The flags of a task that moto runs, too: it wants the memory of containers and security groups named, and subnets of a
 * network with names, such as are there before the lab's.
 */
export async function runnableFlags(room: Room): Promise<string[]> {
  const family = `task-${ownName(room)}`;
  await register(room, family, { memory: 256 });
  const [{ Subnets }, { SecurityGroups }] = await Promise.all([
    room.aws<{ Subnets: { SubnetId: string; VpcId: string }[] }>('ec2', 'describe-subnets'),
    room.aws<{ SecurityGroups: { GroupId: string; VpcId: string }[] }>('ec2', 'describe-security-groups'),
  ]);
  const subnet = Subnets.find(({ VpcId }) => VpcId !== room.estate.vpc);
  const group = SecurityGroups.find(({ VpcId }) => VpcId === subnet?.VpcId);
  return [...flagsOf(family, subnet?.SubnetId ?? ''), '--security-groups', group?.GroupId ?? ''];
}

function register({ aws }: Room, family: string, limits: object, at: readonly string[] = []) {
  const container = { name: 'app', image: 'public.ecr.aws/nginx/nginx:1.27', ...limits };
  return aws(
    ...['ecs', 'register-task-definition', '--family', family, '--cpu', '256', '--memory', '512'],
    ...['--network-mode', 'awsvpc', '--requires-compatibilities', 'FARGATE', ...at],
    ...['--container-definitions', JSON.stringify([container])],
  );
}

/** A bucket that belongs to a case alone. */
export async function makeBucket(room: Room): Promise<string> {
  const bucket = `uploads-${ownName(room)}`;
  await room.aws('s3api', 'create-bucket', '--bucket', bucket);
  return bucket;
}

/** A queue that belongs to a case alone. */
export async function makeQueue(room: Room): Promise<{ name: string; url: string }> {
  const name = `ends-${ownName(room)}`;
  const { QueueUrl } = await room.aws<{ QueueUrl: string }>('sqs', 'create-queue', '--queue-name', name);
  return { name, url: QueueUrl };
}

/**
 * The cluster and the task definition of the lab in another region, and the flags that have the task run there. ecsctl
 * makes one group of schedules in a region, so that each case with schedules has a region of its own.
 */
export async function makeStage(room: Room, region: string): Promise<{ at: string[]; task: string[] }> {
  const at = ['--region', region];
  await room.aws('ecs', 'create-cluster', '--cluster-name', cluster, ...at);
  await register(room, taskDefinition, {}, at);
  return { at, task: [...flagsOf(taskDefinition, 'subnet-0a1b2c3d4e5f60718'), ...at] };
}

/** The path of a file with an event in it, or with its detail. */
export function eventFile(name: string, event: object): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(event));
  return path;
}

/** The role that ecsctl makes beside a rule or a schedule, and what it may do by its policy. */
export async function roleOf(
  { aws }: Room,
  name: string,
  region = 'us-east-1',
): Promise<{ trust: unknown; rights: unknown }> {
  const role = ['--role-name', `ecsctl-${name}-${region}`];
  const { Role } = await aws<{ Role: { AssumeRolePolicyDocument: unknown } }>('iam', 'get-role', ...role);
  const { PolicyDocument } = await aws<{ PolicyDocument: unknown }>(
    ...['iam', 'get-role-policy', ...role, '--policy-name', 'run-task'],
  );
  return { trust: Role.AssumeRolePolicyDocument, rights: PolicyDocument };
}

/** The targets of a rule. */
export async function targetsOf({ aws }: Room, rule: string): Promise<unknown> {
  return (await aws<{ Targets: unknown }>('events', 'list-targets-by-rule', '--rule', rule)).Targets;
}
