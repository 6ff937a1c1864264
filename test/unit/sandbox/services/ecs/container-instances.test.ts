import { describe, expect, it } from 'vitest';
import { DescribeClusters } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import {
  DeregisterContainerInstance,
  DescribeContainerInstances,
  ListContainerInstances,
  RegisterContainerInstance,
} from '../../../../../src/sandbox/services/ecs/container-instances.ts';
import { RunTask, StopTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

const inProd = { cluster: 'prod' };
const job = { ...inProd, taskDefinition: 'web', launchType: 'EC2' } as const;

/** Registers a machine with room for so many tasks of `web` by its CPU, and for more by its memory. */
function register(practice: PracticeWorld, room: number): string {
  const totalResources = [
    { name: 'CPU', type: 'INTEGER', integerValue: room * 256 },
    { name: 'MEMORY', type: 'INTEGER', integerValue: 8192 },
  ];
  const instanceIdentityDocument = JSON.stringify({ instanceId: 'i-0a1b2c3d4e5f60718' });
  const tags = [{ key: 'a', value: '1' }];
  const input = { ...inProd, totalResources, instanceIdentityDocument, tags };
  return RegisterContainerInstance(input, practice.call).containerInstance?.containerInstanceArn ?? '';
}

function described(practice: PracticeWorld, arn: string) {
  const asked = { ...inProd, containerInstances: [arn] };
  return DescribeContainerInstances(asked, practice.call).containerInstances?.[0];
}

describe('a container instance', () => {
  it('is listed and described once its agent has said that it is there', () => {
    const practice = worldWithWeb(0);
    expect(ListContainerInstances(inProd, practice.call).containerInstanceArns).toEqual([]);
    const arn = register(practice, 2);
    expect(ListContainerInstances(inProd, practice.call).containerInstanceArns).toEqual([arn]);
    const draining = { ...inProd, status: 'DRAINING' } as const;
    expect(ListContainerInstances(draining, practice.call).containerInstanceArns).toEqual([]);
    expect(described(practice, arn)).toMatchObject({
      ...{ status: 'ACTIVE', ec2InstanceId: 'i-0a1b2c3d4e5f60718', agentConnected: true },
      remainingResources: [{ integerValue: 512 }, { integerValue: 8192 }],
    });
    const asked = { ...inProd, containerInstances: ['b2'] };
    expect(DescribeContainerInstances(asked, practice.call).failures).toMatchObject([
      { arn: expect.stringMatching(/container-instance\/prod\/b2$/), reason: 'MISSING' },
    ]);
    const [cluster] = DescribeClusters({ clusters: ['prod'] }, practice.call).clusters ?? [];
    expect(cluster?.registeredContainerInstancesCount).toBe(1);
    const nonsense = { ...inProd, instanceIdentityDocument: 'none' };
    expect(refusal(() => RegisterContainerInstance(nonsense, practice.call))).toMatch(/^ClientException/);
  });

  it('has room for so many tasks, and the rest fail without an error', () => {
    const practice = worldWithWeb(0);
    const arn = register(practice, 2);
    const { tasks, failures } = RunTask({ ...job, count: 3 }, practice.call);
    expect(tasks?.map(({ containerInstanceArn }) => containerInstanceArn)).toEqual([arn, arn]);
    expect(failures).toEqual([{ arn, reason: 'RESOURCE:CPU' }]);
    practice.pass(60);
    expect(described(practice, arn)).toMatchObject({
      runningTasksCount: 2,
      remainingResources: [{ integerValue: 0 }, { integerValue: 7168 }],
    });
    StopTask({ ...inProd, task: tasks?.[0]?.taskArn }, practice.call);
    expect(RunTask(job, practice.call).failures).toEqual([]);
  });

  it('that has tasks leaves its cluster by force only', () => {
    const practice = worldWithWeb(0);
    const containerInstance = register(practice, 2);
    RunTask(job, practice.call);
    const one = { ...inProd, containerInstance };
    const attempt = (force: boolean) =>
      refusal(() => DeregisterContainerInstance({ ...one, force }, practice.call));
    expect(attempt(false)).toMatch(/^InvalidParameterException: Found running tasks/);
    expect(attempt(true)).toBe('');
    expect(attempt(true)).toMatch(/^InvalidParameterException/);
    expect([...practice.region.tags.entries()]).toMatchObject([{ arn: containerInstance, tags: { a: '1' } }]);
  });
});
