import { describe, expect, it } from 'vitest';
import {
  CreateService,
  DeleteService,
  UpdateService,
} from '../../../../../src/sandbox/services/ecs/services.ts';
import { DescribeServices } from '../../../../../src/sandbox/services/ecs/services-read.ts';
import {
  CreateTaskSet,
  DeleteTaskSet,
  DescribeTaskSets,
} from '../../../../../src/sandbox/services/ecs/task-sets.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

const outside = { cluster: 'prod', service: 'outside' };

function worldWithExternal(desiredCount: number): PracticeWorld {
  const practice = worldWithWeb(0);
  const deploymentController = { type: 'EXTERNAL' } as const;
  CreateService(
    { cluster: 'prod', serviceName: 'outside', desiredCount, deploymentController },
    practice.call,
  );
  return practice;
}

function createSet(practice: PracticeWorld, percent: number) {
  const scale = { value: percent, unit: 'PERCENT' } as const;
  const input = { ...outside, taskDefinition: 'web', launchType: 'FARGATE', scale } as const;
  return CreateTaskSet({ ...input, tags: [{ key: 'a', value: '1' }] }, practice.call).taskSet;
}

function sets(practice: PracticeWorld) {
  return DescribeTaskSets(outside, practice.call).taskSets ?? [];
}

describe('a task set', () => {
  it("runs its share of the service's tasks", () => {
    const practice = worldWithExternal(3);
    expect(createSet(practice, 50)).toMatchObject({
      ...{ status: 'ACTIVE', computedDesiredCount: 2, runningCount: 0, stabilityStatus: 'STABILIZING' },
    });
    practice.pass(120);
    expect(sets(practice)).toMatchObject([{ runningCount: 2, stabilityStatus: 'STEADY_STATE' }]);
    UpdateService({ ...outside, desiredCount: 1 }, practice.call);
    practice.pass(60);
    expect(sets(practice)).toMatchObject([{ runningCount: 1, computedDesiredCount: 1 }]);
    const [service] =
      DescribeServices({ cluster: 'prod', services: ['outside'] }, practice.call).services ?? [];
    expect(service).toMatchObject({ runningCount: 1, deployments: [], taskSets: [{ runningCount: 1 }] });
  });

  it('that has tasks is deleted by force, and gone when they have stopped', () => {
    const practice = worldWithExternal(1);
    const taskSet = createSet(practice, 100)?.taskSetArn;
    practice.pass(60);
    const input = { ...outside, taskSet };
    expect(refusal(() => DeleteTaskSet(input, practice.call))).toMatch(/^InvalidParameterException/);
    expect(DeleteTaskSet({ ...input, force: true }, practice.call).taskSet?.status).toBe('DRAINING');
    practice.pass(10);
    expect(sets(practice)).toMatchObject([{ status: 'DRAINING', computedDesiredCount: 0 }]);
    practice.pass(30);
    expect(sets(practice)).toEqual([]);
    expect(refusal(() => DeleteTaskSet(input, practice.call))).toMatch(/^TaskSetNotFoundException/);
    expect([...practice.region.tags.entries()]).toMatchObject([{ arn: taskSet, tags: { a: '1' } }]);
  });

  it('belongs to a service that is steered from outside', () => {
    const practice = worldWithWeb(1);
    const input = { cluster: 'prod', service: 'web', taskDefinition: 'web' };
    expect(refusal(() => CreateTaskSet(input, practice.call))).toMatch(/not EXTERNAL/);
  });

  it('must be gone before its service, unless that is forced', () => {
    const practice = worldWithExternal(0);
    createSet(practice, 100);
    expect(refusal(() => DeleteService(outside, practice.call))).toMatch(/active TaskSets/);
    DeleteService({ ...outside, force: true }, practice.call);
    practice.pass(20);
    expect(practice.service('outside').status).toBe('INACTIVE');
  });
});
