import type { Room } from '../room.ts';
import { cluster } from '../seed.ts';
import { makeStack } from '../stacks.ts';
import { labTemplate } from './cleanup-templates.ts';

/** What the stack, the family, the cluster and all else of a case is named after. */
export function nameOf({ service }: Room): string {
  return service.slice(service.indexOf('/') + 1);
}

/** A stack with data in it, and what somebody made by hand that hangs on it. */
export async function makeLab(room: Room, name: string): Promise<void> {
  const { vpc, subnets } = room.estate;
  await makeStack(room, name, labTemplate(name), { Vpc: vpc, Subnets: subnets.join(',') });
  await room.aws('s3api', 'put-object', '--bucket', `${name}-files`, '--key', 'report');
  await room.aws(
    ...['ecs', 'register-task-definition', '--family', `${name}-app`, '--network-mode', 'awsvpc'],
    ...['--requires-compatibilities', 'FARGATE', '--cpu', '512', '--memory', '1024'],
    ...[
      '--container-definitions',
      JSON.stringify([{ name: 'app', image: 'public.ecr.aws/nginx/nginx:1.28' }]),
    ],
  );
  await room.aws(
    ...['ecs', 'create-service', '--cluster', name, '--service-name', `${name}-by-hand`],
    ...['--task-definition', `${name}-app`, '--desired-count', '0', '--launch-type', 'FARGATE'],
    ...['--network-configuration', room.estate.network],
  );
  await makeAlarm(room, `${name}-busy`, [
    `Name=ClusterName,Value=${name}`,
    `Name=ServiceName,Value=${name}-by-hand`,
  ]);
}

/** What only sounds as if it were the stack's: it belongs to the case's service, or to nothing. */
export async function makeBystanders(room: Room, name: string): Promise<void> {
  await room.aws('logs', 'create-log-group', '--log-group-name', `/lab/${name}-other`);
  await room.aws('s3api', 'create-bucket', '--bucket', `${name}-files-other`);
  await room.aws(
    ...['ecs', 'register-task-definition', '--family', `${name}-app-other`],
    ...['--container-definitions', JSON.stringify([{ name: 'app', image: 'nginx', memory: 128 }])],
  );
  await makeAlarm(room, `${name}-other`, [
    `Name=ClusterName,Value=${cluster}`,
    `Name=ServiceName,Value=${name}`,
  ]);
}

async function makeAlarm({ aws }: Room, name: string, dimensions: readonly string[]): Promise<void> {
  await aws(
    ...['cloudwatch', 'put-metric-alarm', '--alarm-name', name, '--dimensions', ...dimensions],
    ...['--namespace', 'AWS/ECS', '--metric-name', 'CPUUtilization', '--statistic', 'Average'],
    ...['--period', '60', '--evaluation-periods', '3', '--threshold', '80'],
    ...['--comparison-operator', 'GreaterThanThreshold'],
  );
}

/** What {@link makeBystanders} makes, and the case's own service. */
export const bystanders = (name: string) => [
  `alarm ${name}-other`,
  `bucket ${name}-files-other`,
  `log group /lab/${name}-other`,
  `service ${name}`,
  `task definition ${name}-app-other:1`,
];

/** What the stack of {@link makeLab} is and holds. */
export const ofStack = (name: string) => [
  `bucket ${name}-files`,
  `cluster ${name}`,
  `listener ${name}:80`,
  `load balancer ${name}`,
  `log group /lab/${name}`,
  `security group ${name}`,
  `stack ${name}`,
  `target group ${name}`,
  `task definition ${name}-app:1`,
];

/** What {@link makeLab} makes beside it. */
export const byHand = (name: string) => [
  `alarm ${name}-busy`,
  `service ${name}/${name}-by-hand`,
  `task definition ${name}-app:2`,
];
