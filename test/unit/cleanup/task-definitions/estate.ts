import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeregisterTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import fc from 'fast-check';
import { World } from '../../../../src/sandbox/world/world.ts';
import { makeRole } from '../../../support/estates/role.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';

const region = 'us-east-1';
const account = '123456789012';
const clusterArn = `arn:aws:ecs:${region}:${account}:cluster/prod`;
const role = `arn:aws:iam::${account}:role/scheduler`;
const principal = 'scheduler.amazonaws.com';
const network = { awsvpcConfiguration: { subnets: ['subnet-0aa11bb22cc33dd44'] } };

/** What there is, in words of its own: the test's idea of what is used comes from here and from nowhere else. */
export interface Estate {
  /** The family → which of its revisions were deregistered at once, by place. */
  readonly families: readonly (readonly boolean[])[];
  /** The revisions that a service was deployed with, one after the other. */
  readonly services: readonly (readonly Pick[])[];
  readonly tasks: readonly Pick[];
  /** With a revision, or the family alone. */
  readonly rules: readonly (Pick & { readonly alone: boolean })[];
  readonly schedules: readonly (Pick & { readonly alone: boolean })[];
}

/** One revision out of those that there are. */
interface Pick {
  readonly family: number;
  readonly place: number;
}

const pick = fc.record({ family: fc.nat(9), place: fc.nat(9) });

export const anyEstate: fc.Arbitrary<Estate> = fc.record({
  families: fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 3 }),
  services: fc.array(fc.array(pick, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  tasks: fc.array(pick, { maxLength: 2 }),
  rules: fc.array(fc.record({ family: fc.nat(9), place: fc.nat(9), alone: fc.boolean() }), { maxLength: 2 }),
  schedules: fc.array(fc.record({ family: fc.nat(9), place: fc.nat(9), alone: fc.boolean() }), {
    maxLength: 2,
  }),
});

/** The estate as it was made, with the names of what something uses. */
export interface Made {
  readonly world: World;
  readonly aws: SandboxAws;
  readonly used: ReadonlySet<string>;
  /** Names of the revisions that are ACTIVE. */
  readonly active: ReadonlySet<string>;
}

/** Builds the estate in a world of its own, an hour between any two deployments. */
export async function make({ families, services, tasks, rules, schedules }: Estate): Promise<Made> {
  const world = new World();
  const aws = new SandboxAws(world, region);
  const ecs = aws.client(ECSClient);
  const nameOf = ({ family, place }: Pick) => {
    const own = families[family % families.length] ?? [];
    return { family: `f${family % families.length}`, number: 1 + (place % own.length) };
  };
  const used = new Set<string>();
  await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
  const [now, endpoint] = [world.clock.now(), 'http://127.0.0.1'];
  makeRole({ call: { world, region: world.region(region), now, endpoint } }, 'scheduler', principal);
  for (const [family, revisions] of families.entries()) {
    for (const _ of revisions) {
      await ecs.send(registration(`f${family}`));
      await aws.clock.sleep(86_400_000);
    }
  }
  for (const [index, deployments] of services.entries()) {
    const names = deployments.map(nameOf).map(({ family, number }) => `${family}:${number}`);
    for (const [nth, taskDefinition] of names.entries()) {
      await deploy(aws, `s${index}`, taskDefinition, nth === 0);
      await aws.clock.sleep(3_600_000);
    }
    const current = names.at(-1) ?? '';
    const before = names.findLast((name) => name !== current);
    for (const name of [current, before ?? current]) used.add(name);
  }
  for (const { family, number } of tasks.map(nameOf)) {
    used.add(`${family}:${number}`);
    await ecs.send(
      new RunTaskCommand({
        cluster: 'prod',
        taskDefinition: `${family}:${number}`,
        launchType: 'FARGATE',
        networkConfiguration: network,
      }),
    );
  }
  const alone: string[] = [];
  const callers = [
    ...rules.map((rule) => ({ ...rule, make: putRule })),
    ...schedules.map((schedule) => ({ ...schedule, make: putSchedule })),
  ];
  for (const [index, caller] of callers.entries()) {
    const { family, number } = nameOf(caller);
    if (caller.alone) alone.push(family);
    else used.add(`${family}:${number}`);
    await caller.make(aws, `c${index}`, caller.alone ? family : `${family}:${number}`);
  }
  const active = new Set<string>();
  for (const [family, revisions] of families.entries()) {
    for (const [place, isOut] of revisions.entries()) {
      const name = `f${family}:${place + 1}`;
      if (isOut) await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: name }));
      else active.add(name);
    }
    const newest = [...active].findLast((name) => name.startsWith(`f${family}:`));
    if (newest && alone.includes(`f${family}`)) used.add(newest);
  }
  await aws.clock.sleep(60_000);
  return { world, aws, used, active };
}

function registration(family: string, image = 'busybox'): RegisterTaskDefinitionCommand {
  return new RegisterTaskDefinitionCommand({
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'main', image, essential: true }],
    tags: [{ key: 'env', value: 'prod' }],
  });
}

async function deploy(
  aws: SandboxAws,
  name: string,
  taskDefinition: string,
  isFirst: boolean,
): Promise<void> {
  const client = aws.client(ECSClient);
  const input = { cluster: 'prod', taskDefinition, desiredCount: 1, networkConfiguration: network };
  await (isFirst
    ? client.send(new CreateServiceCommand({ ...input, serviceName: name, launchType: 'FARGATE' }))
    : client.send(new UpdateServiceCommand({ ...input, service: name })));
}

async function putRule(aws: SandboxAws, Name: string, taskDefinition: string): Promise<void> {
  const client = aws.client(EventBridgeClient);
  await client.send(new PutRuleCommand({ Name, ScheduleExpression: 'rate(1 day)' }));
  const EcsParameters = { TaskDefinitionArn: arnOf(taskDefinition), TaskCount: 1 };
  const target = { Id: '1', Arn: clusterArn, RoleArn: role, EcsParameters };
  await client.send(new PutTargetsCommand({ Rule: Name, Targets: [target] }));
}

async function putSchedule(aws: SandboxAws, Name: string, taskDefinition: string): Promise<void> {
  await aws.client(SchedulerClient).send(
    new CreateScheduleCommand({
      Name,
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: clusterArn,
        RoleArn: role,
        EcsParameters: { TaskDefinitionArn: arnOf(taskDefinition), TaskCount: 1 },
      },
    }),
  );
}

function arnOf(name: string): string {
  return `arn:aws:ecs:${region}:${account}:task-definition/${name}`;
}
