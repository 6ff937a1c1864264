import { describe, expect, it } from 'vitest';
import { RunTask, StopTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { CreateService, UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import {
  DescribeTaskDefinition,
  RegisterTaskDefinition,
} from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import {
  DeleteTaskDefinitions,
  DeregisterTaskDefinition,
} from '../../../../../src/sandbox/services/ecs/task-definitions-delete.ts';
import {
  ListTaskDefinitionFamilies,
  ListTaskDefinitions,
} from '../../../../../src/sandbox/services/ecs/task-definitions-list.ts';
import { PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

const containerDefinitions = [{ name: 'a', image: 'a' }];

function register(practice: PracticeWorld, family: string, count = 1): void {
  const { call } = practice;
  for (let made = 0; made < count; made += 1) RegisterTaskDefinition({ family, containerDefinitions }, call);
}

function deregister(practice: PracticeWorld, taskDefinition: string) {
  return DeregisterTaskDefinition({ taskDefinition }, practice.call).taskDefinition;
}

function remove(practice: PracticeWorld, ...taskDefinitions: string[]) {
  return DeleteTaskDefinitions({ taskDefinitions }, practice.call);
}

function statusOf(practice: PracticeWorld, taskDefinition: string): string | undefined {
  return DescribeTaskDefinition({ taskDefinition }, practice.call).taskDefinition?.status;
}

function listed(practice: PracticeWorld, input: Parameters<typeof ListTaskDefinitions>[0] = {}): string[] {
  const { taskDefinitionArns = [] } = ListTaskDefinitions(input, practice.call);
  return taskDefinitionArns.map((arn) => arn.split('/')[1] ?? '');
}

describe('a revision', () => {
  it('that was deregistered can be described, and nothing new starts from it', () => {
    const practice = worldWithWeb(1);
    register(practice, 'web');
    expect(deregister(practice, 'web:1')).toMatchObject({
      status: 'INACTIVE',
      deregisteredAt: practice.call.now,
    });
    expect(statusOf(practice, 'web:1')).toBe('INACTIVE');
    expect(listed(practice)).toEqual(['web:2']);
    const old = { cluster: 'prod', taskDefinition: 'web:1' };
    const inactive = 'ClientException: TaskDefinition is inactive';
    expect(refusal(() => RunTask({ ...old, launchType: 'FARGATE' }, practice.call))).toBe(inactive);
    expect(refusal(() => CreateService({ ...old, serviceName: 'other' }, practice.call))).toBe(inactive);
    expect(refusal(() => UpdateService({ ...old, service: 'web' }, practice.call))).toBe(inactive);
  });

  it('that was deregistered goes on in the services that run it', () => {
    const practice = worldWithWeb(1);
    deregister(practice, 'web:1');
    UpdateService({ cluster: 'prod', service: 'web', desiredCount: 2 }, practice.call);
    practice.pass(120);
    expect(practice.service().tasks.map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING']);
  });

  it('is not what a family stands for when it is not ACTIVE', () => {
    const practice = new PracticeWorld();
    register(practice, 'job', 3);
    deregister(practice, 'job:3');
    const newest = () =>
      DescribeTaskDefinition({ taskDefinition: 'job' }, practice.call).taskDefinition?.revision;
    expect(newest()).toBe(2);
    deregister(practice, 'job:1');
    expect(newest()).toBe(2);
    deregister(practice, 'job:2');
    expect(refusal(newest)).toMatch(/^ClientException: Unable to describe/);
    register(practice, 'job');
    expect(newest()).toBe(4);
  });

  it('must be named with its number to be deregistered', () => {
    const practice = new PracticeWorld();
    register(practice, 'job');
    expect(refusal(() => deregister(practice, 'job'))).toMatch(/^ClientException/);
    expect(refusal(() => deregister(practice, 'job:2'))).toMatch(/^ClientException/);
    deregister(practice, 'arn:aws:ecs:us-east-1:123456789012:task-definition/job:1');
    expect(deregister(practice, 'job:1')?.status).toBe('INACTIVE');
  });
});

describe('deleting revisions', () => {
  it('is answered with a success even where some cannot be deleted', () => {
    const practice = new PracticeWorld();
    register(practice, 'job', 2);
    deregister(practice, 'job:1');
    const { taskDefinitions, failures } = remove(practice, 'job:1', 'job:2', 'job:3', 'job');
    expect(taskDefinitions?.map(({ revision, status }) => [revision, status])).toEqual([
      [1, 'DELETE_IN_PROGRESS'],
    ]);
    expect(failures?.map(({ arn }) => arn?.split('/').at(-1))).toEqual(['job:2', 'job:3', 'job']);
    expect(failures?.[0]?.reason).toContain('ACTIVE');
    expect(remove(practice, 'job:1').failures).toHaveLength(1);
    const eleven = Array.from({ length: 11 }, (_, index) => `job:${index + 1}`);
    expect(refusal(() => remove(practice, ...eleven))).toMatch(/^InvalidParameterException/);
  });

  it('takes its time, and gives no number a second time', () => {
    const practice = new PracticeWorld();
    register(practice, 'job');
    deregister(practice, 'job:1');
    remove(practice, 'job:1');
    practice.pass(50);
    expect(statusOf(practice, 'job:1')).toBe('DELETE_IN_PROGRESS');
    expect(listed(practice, { status: 'DELETE_IN_PROGRESS' })).toEqual(['job:1']);
    practice.pass(20);
    expect(refusal(() => statusOf(practice, 'job:1'))).toMatch(/^ClientException/);
    expect(ListTaskDefinitionFamilies({}, practice.call).families).toEqual([]);
    register(practice, 'job');
    expect(listed(practice)).toEqual(['job:2']);
  });

  it('waits for the deployments that use them', () => {
    const practice = worldWithWeb(1);
    register(practice, 'web');
    deregister(practice, 'web:1');
    remove(practice, 'web:1');
    practice.pass(600);
    expect(statusOf(practice, 'web:1')).toBe('DELETE_IN_PROGRESS');
    UpdateService({ cluster: 'prod', service: 'web', taskDefinition: 'web:2' }, practice.call);
    practice.pass(300);
    expect(refusal(() => statusOf(practice, 'web:1'))).toMatch(/^ClientException/);
  });

  it('waits for standalone tasks', () => {
    const practice = worldWithWeb(0);
    register(practice, 'job');
    const run = { cluster: 'prod', taskDefinition: 'job', launchType: 'FARGATE' } as const;
    const task = RunTask(run, practice.call).tasks?.[0]?.taskArn;
    deregister(practice, 'job:1');
    remove(practice, 'job:1');
    practice.pass(120);
    expect(statusOf(practice, 'job:1')).toBe('DELETE_IN_PROGRESS');
    StopTask({ cluster: 'prod', task }, practice.call);
    practice.pass(40);
    expect(refusal(() => statusOf(practice, 'job:1'))).toMatch(/^ClientException/);
  });

  it('leaves their tags to the tagging API', () => {
    const practice = new PracticeWorld();
    const tags = [{ key: 'a', value: '1' }];
    RegisterTaskDefinition({ family: 'job', containerDefinitions, tags }, practice.call);
    deregister(practice, 'job:1');
    remove(practice, 'job:1');
    practice.pass(70);
    expect([...practice.region.tags.entries()]).toMatchObject([{ tags: { a: '1' } }]);
  });
});

describe('the list of task definitions', () => {
  it('goes by family and then by number, not by text', () => {
    const practice = new PracticeWorld();
    register(practice, 'b', 11);
    register(practice, 'a', 2);
    expect(listed(practice).slice(0, 5)).toEqual(['a:1', 'a:2', 'b:1', 'b:2', 'b:3']);
    expect(listed(practice).at(-1)).toBe('b:11');
    expect(listed(practice, { sort: 'DESC' }).slice(0, 2)).toEqual(['b:11', 'b:10']);
    expect(listed(practice, { sort: 'DESC' }).slice(-2)).toEqual(['a:2', 'a:1']);
    expect(listed(practice, { familyPrefix: 'a' })).toEqual(['a:1', 'a:2']);
  });

  it.each(['ASC', 'DESC'] as const)(
    'is whole over its pages, %s, whatever is deregistered between',
    (sort) => {
      const practice = new PracticeWorld();
      register(practice, 'a', 7);
      register(practice, 'b', 6);
      const found: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = ListTaskDefinitions({ sort, maxResults: 3, nextToken }, practice.call);
        for (const arn of page.taskDefinitionArns ?? []) {
          found.push(arn);
          deregister(practice, arn);
        }
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      expect(found).toHaveLength(13);
      expect(listed(practice)).toEqual([]);
      expect(listed(practice, { status: 'INACTIVE' })).toHaveLength(13);
    },
  );

  it('refuses a token that it has not given out', () => {
    const practice = new PracticeWorld();
    expect(refusal(() => listed(practice, { nextToken: 'abc' }))).toMatch(/^InvalidParameterException/);
    expect(refusal(() => listed(practice, { maxResults: 101 }))).toMatch(/^InvalidParameterException/);
  });
});

describe('the list of families', () => {
  it('goes by prefix and by whether any revision is ACTIVE', () => {
    const practice = new PracticeWorld();
    for (const family of ['web', 'web-admin', 'worker']) register(practice, family);
    deregister(practice, 'web-admin:1');
    const families = (input: object) => ListTaskDefinitionFamilies(input, practice.call).families;
    expect(families({})).toEqual(['web', 'web-admin', 'worker']);
    expect(families({ familyPrefix: 'web' })).toEqual(['web', 'web-admin']);
    expect(families({ status: 'ACTIVE' })).toEqual(['web', 'worker']);
    expect(families({ status: 'INACTIVE', familyPrefix: 'web' })).toEqual(['web-admin']);
    expect(families({ status: 'ALL', maxResults: 2 })).toEqual(['web', 'web-admin']);
  });
});
