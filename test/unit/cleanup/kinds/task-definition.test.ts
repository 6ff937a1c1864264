import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { Search, Wishes } from '../../../../src/cleanup/kind.ts';
import { taskDefinition } from '../../../../src/cleanup/kinds/task-definition.ts';
import type { Thing } from '../../../../src/cleanup/thing.ts';
import { sendCall } from '../../../../src/plan/operations.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';

const region = 'eu-west-1';
const account = '123456789012';
const usual: Wishes = { deleteData: false, deleteTaskDefinitions: false, keepTaskDefinitions: false };
const forGood: Wishes = { ...usual, deleteTaskDefinitions: true };

function arnOf(name: string): string {
  return `arn:aws:ecs:${region}:${account}:task-definition/${name}`;
}

async function register(
  aws: SandboxAws,
  family: string,
  more: Partial<RegisterTaskDefinitionCommandInput> = {},
): Promise<void> {
  const containerDefinitions = [{ name: 'main', image: 'busybox', memory: 64 }];
  await aws
    .client(ECSClient)
    .send(new RegisterTaskDefinitionCommand({ family, containerDefinitions, ...more }));
}

/** Family `web` of five revisions, the second INACTIVE, and family `api`, of which nobody speaks. */
async function estate(): Promise<SandboxAws> {
  const aws = new SandboxAws(new World(), region);
  for (let nth = 0; nth < 5; nth += 1) await register(aws, 'web');
  await register(aws, 'api');
  await aws.client(ECSClient).send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'web:2' }));
  return aws;
}

function searchOf(aws: SandboxAws, names: Readonly<Record<string, string[]>>, wishes = usual): Search {
  const tagsOf = (arn: string): Thing['tags'] => (arn.endsWith(':1') ? { from: 'the index' } : {});
  return { aws, region, wishes, tagsOf, named: (kind) => new Set(names[kind] ?? []) };
}

function namesOf(things: readonly Thing[]): string[] {
  return things.map(({ name }) => name);
}

/** Makes the calls of a removal in their order. */
async function remove(aws: SandboxAws, things: readonly Thing[], wishes: Wishes) {
  const steps = (taskDefinition.removeTogether?.(things, wishes) ?? []).map(({ step }) => step);
  const done = new Set<string>();
  for (const step of steps) {
    for (const id of step.after) expect(done).toContain(id);
    await sendCall(step.call, taskDefinition.operations ?? {}, aws);
    done.add(step.id);
  }
  return steps;
}

async function statusOf(aws: SandboxAws, name: string): Promise<string | undefined> {
  const described = await aws
    .client(ECSClient)
    .send(new DescribeTaskDefinitionCommand({ taskDefinition: name }));
  return described.taskDefinition?.status;
}

describe('the task definitions of a search', () => {
  it.each([
    ['a family', { 'task definition family': ['web'] }],
    ['one revision by its ARN', { 'task definition': [arnOf('web:3')] }],
    ['one revision by its name', { 'task definition': ['web:3'] }],
  ])('are the ACTIVE ones of the family where it speaks of %s', async (_, names) => {
    const found = await taskDefinition.find(searchOf(await estate(), names));
    expect(namesOf(found)).toEqual(['web:1', 'web:3', 'web:4', 'web:5']);
    for (const { ties } of found) {
      expect(ties[0]).toMatchObject({ to: { kind: 'task definition family', id: 'web' }, bond: 'part of' });
    }
  });

  it('are those that are INACTIVE or on their way out, too, where they are deleted for good', async () => {
    const aws = await estate();
    const search = searchOf(aws, { 'task definition family': ['web'] }, forGood);
    const before = await taskDefinition.find(search);
    expect(namesOf(before)).toEqual(['web:1', 'web:2', 'web:3', 'web:4', 'web:5']);
    await remove(aws, before.slice(0, 2), forGood);
    const after = await taskDefinition.find(search);
    expect(after.map(({ name, leaving }) => [name, leaving])).toEqual([
      ['web:1', 'still being deleted'],
      ['web:2', 'still being deleted'],
      ['web:3', undefined],
      ['web:4', undefined],
      ['web:5', undefined],
    ]);
    expect(taskDefinition.removeTogether?.(after.slice(0, 2), forGood)).toEqual([]);
  });

  it('are but those that something uses where they are left as they are, and none is listed', async () => {
    const aws = await estate();
    const before = aws.calls.length;
    const search = searchOf(
      aws,
      { 'task definition family': ['web'], 'task definition': ['web:3', arnOf('web:3'), 'web:99'] },
      { ...usual, keepTaskDefinitions: true },
    );
    const found = await taskDefinition.find(search);
    expect(found.map(({ name }) => name)).toEqual(['web:3', 'web:5']);
    expect(found[0]?.definition.containerDefinitions).toBeDefined();
    const operations = new Set(aws.calls.slice(before).map(({ operation }) => operation));
    expect([...operations]).toEqual(['DescribeTaskDefinition']);
  });

  it('are looked at only where something names them, and the newest', async () => {
    const aws = await estate();
    const before = aws.calls.length;
    await taskDefinition.find(
      searchOf(aws, { 'task definition family': ['web'], 'task definition': ['web:3', arnOf('web:3')] }),
    );
    const looks = aws.calls.slice(before).filter(({ operation }) => operation === 'DescribeTaskDefinition');
    expect(looks.map(({ input }) => (input as { taskDefinition: string }).taskDefinition)).toEqual([
      arnOf('web:3'),
      arnOf('web:5'),
    ]);
  });

  it('hang on their log groups and on the repositories of this account and region', async () => {
    const aws = new SandboxAws(new World(), region);
    const log = (options: Record<string, string>) => ({ logDriver: 'awslogs' as const, options });
    const registry = (where: string) => `${account}.dkr.ecr.${where}.amazonaws.com`;
    await register(aws, 'web', {
      tags: [{ key: 'env', value: 'prod' }],
      containerDefinitions: [
        {
          name: 'a',
          image: `${registry(region)}/shop/web:1.2`,
          memory: 64,
          logConfiguration: log({ 'awslogs-group': '/ecs/web' }),
        },
        {
          name: 'b',
          image: `${registry(region)}/side@sha256:${'0'.repeat(64)}`,
          memory: 64,
          logConfiguration: log({ 'awslogs-group': '/ecs/far', 'awslogs-region': 'us-east-1' }),
        },
        { name: 'c', image: `${registry('us-east-1')}/far:1`, memory: 64 },
        { name: 'd', image: 'public.ecr.aws/nginx/nginx:1', memory: 64 },
      ],
    });
    const [found] = await taskDefinition.find(searchOf(aws, { 'task definition family': ['web'] }));
    expect(found?.tags).toEqual({ env: 'prod' });
    expect(found?.createdAt).toBeInstanceOf(Date);
    expect(found?.ties.slice(1).map(({ to, bond }) => [bond, to.kind, to.id])).toEqual([
      ['needs', 'log group', '/ecs/web'],
      ['refers to', 'repository', 'shop/web'],
      ['refers to', 'repository', 'side'],
    ]);
  });

  it('have the tags of the index where they were not looked at', async () => {
    const [first] = await taskDefinition.find(
      searchOf(await estate(), { 'task definition family': ['web'] }),
    );
    expect(first?.tags).toEqual({ from: 'the index' });
  });
});

describe('their removal', () => {
  it('deregisters each, in a series for its family', async () => {
    const aws = await estate();
    const names = { 'task definition family': ['web', 'api'] };
    const steps = await remove(aws, await taskDefinition.find(searchOf(aws, names)), usual);
    expect(steps.map(({ series, resource }) => [series, resource.id])).toEqual([
      ['deregister task definitions of api', 'api:1'],
      ...['web:1', 'web:3', 'web:4', 'web:5'].map((name) => ['deregister task definitions of web', name]),
    ]);
    expect(await statusOf(aws, 'web:5')).toBe('INACTIVE');
    expect(await taskDefinition.find(searchOf(aws, names))).toEqual([]);
  });

  it('for good takes ten a call, and keeps how each would be registered again', async () => {
    const aws = await estate();
    for (let nth = 0; nth < 8; nth += 1)
      await register(aws, 'web', { tags: [{ key: 'nth', value: `${nth}` }] });
    const search = searchOf(aws, { 'task definition family': ['web'] }, forGood);
    const found = await taskDefinition.find(search);
    const seen = await Promise.all(
      found.map((thing) => taskDefinition.inspect?.(thing, aws, forGood) ?? thing),
    );
    const steps = await remove(aws, seen, forGood);
    const deletions = steps.filter(({ call }) => call.operation === 'DeleteTaskDefinitions');
    expect(deletions.map(({ resource }) => resource.id)).toEqual(['web:1 … web:10', 'web:11 … web:13']);
    const undo = deletions.flatMap((step) => step.undo ?? []);
    expect(undo).toHaveLength(13);
    expect(undo.at(-1)).toMatchObject({
      operation: 'RegisterTaskDefinition',
      input: { family: 'web', tags: [{ key: 'nth', value: '7' }] },
    });
    expect(await statusOf(aws, 'web:2')).toBe('DELETE_IN_PROGRESS');
  });

  it('looks no closer at what is only deregistered', async () => {
    const aws = await estate();
    const [thing] = await taskDefinition.find(searchOf(aws, { 'task definition family': ['web'] }));
    const before = aws.calls.length;
    expect(thing && (await taskDefinition.inspect?.(thing, aws, usual))).toBe(thing);
    expect(aws.calls).toHaveLength(before);
  });
});
