import { describe, expect, it } from 'vitest';
import {
  CreateCapacityProvider,
  DeleteCapacityProvider,
  UpdateCapacityProvider,
} from '../../../../../src/sandbox/services/ecs/capacity-providers.ts';
import { DescribeCapacityProviders } from '../../../../../src/sandbox/services/ecs/capacity-providers-read.ts';
import { PutClusterCapacityProviders } from '../../../../../src/sandbox/services/ecs/cluster-capacity.ts';
import { CreateCluster, DescribeClusters } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { RunTask, StopTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { CreateService, UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { DescribeTasks } from '../../../../../src/sandbox/services/ecs/tasks.ts';
import { CreateRole } from '../../../../../src/sandbox/services/iam/roles.ts';
import {
  infrastructureRoleArn,
  instanceProfileArn,
  makeManaged,
  makeManagedRoles,
} from '../../../../support/managed-estate.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const strategy = [{ capacityProvider: 'own', weight: 1 }];

/** A cluster `prod` with a provider `own` of managed instances, and a task definition `job` of a core each. */
function practiceWithOwn(scaleInAfter?: number): PracticeWorld {
  const practice = new PracticeWorld();
  CreateCluster({ clusterName: 'prod' }, practice.call);
  makeManagedRoles(practice.call);
  makeManaged(practice.call, 'own', scaleInAfter === undefined ? {} : { scaleInAfter });
  practice.pass(30);
  const containerDefinitions = [{ name: 'app', image: 'app:1', cpu: 1024, memory: 1024 }];
  RegisterTaskDefinition({ family: 'job', containerDefinitions }, practice.call);
  const huge = [{ name: 'app', image: 'app:1', cpu: 65_536, memory: 2048 }];
  RegisterTaskDefinition({ family: 'huge', containerDefinitions: huge }, practice.call);
  return practice;
}

function described(practice: PracticeWorld, cluster?: string) {
  const { capacityProviders = [] } = DescribeCapacityProviders(
    { capacityProviders: ['own'], ...(cluster && { cluster }) },
    practice.call,
  );
  return capacityProviders[0];
}

function serve(practice: PracticeWorld, desiredCount: number, taskDefinition = 'job'): void {
  CreateService(
    { cluster: 'prod', serviceName: 'web', taskDefinition, desiredCount, capacityProviderStrategy: strategy },
    practice.call,
  );
}

function resize(practice: PracticeWorld, desiredCount: number): void {
  UpdateService({ cluster: 'prod', service: 'web', desiredCount }, practice.call);
}

const cluster = ({ region }: PracticeWorld) => region.ecs.clusters.get('prod');
const machines = (practice: PracticeWorld) => [...(cluster(practice)?.containerInstances.values() ?? [])];
const running = (practice: PracticeWorld) =>
  practice.service().tasks.filter(({ status }) => status === 'RUNNING').length;

describe('a capacity provider of managed instances', () => {
  it('is described to one who names its cluster, which lists it', () => {
    const practice = practiceWithOwn();
    expect(described(practice)).toBeUndefined();
    expect(described(practice, 'prod')).toMatchObject({
      name: 'own',
      cluster: 'prod',
      type: 'MANAGED_INSTANCES',
      status: 'ACTIVE',
      updateStatus: 'CREATE_COMPLETE',
      managedInstancesProvider: {
        propagateTags: 'NONE',
        instanceLaunchTemplate: { capacityOptionType: 'ON_DEMAND', monitoring: 'BASIC' },
      },
    });
    const { clusters } = DescribeClusters({ clusters: ['prod'] }, practice.call);
    expect(clusters?.[0]?.capacityProviders).toEqual(['own']);
    const names = DescribeCapacityProviders({ cluster: 'prod' }, practice.call).capacityProviders;
    expect(names?.map(({ name }) => name)).toEqual(['own']);
  });

  it('is put on no cluster and taken off none, and may be in the default strategy', () => {
    const practice = practiceWithOwn();
    const put = (capacityProviders: string[], named: string[] = []) =>
      PutClusterCapacityProviders(
        {
          cluster: 'prod',
          capacityProviders,
          defaultCapacityProviderStrategy: named.map((capacityProvider) => ({ capacityProvider, weight: 1 })),
        },
        practice.call,
      );
    expect(refusal(() => put(['own']))).toMatch(
      /^InvalidParameterException: Cannot associate Managed Instances/,
    );
    expect(put(['FARGATE'], ['own']).cluster).toMatchObject({
      capacityProviders: ['FARGATE', 'own'],
      defaultCapacityProviderStrategy: [{ capacityProvider: 'own' }],
    });
    practice.pass(20);
    makeManaged(practice.call, 'other');
    expect(refusal(() => put([], ['other']))).toMatch(/not in an ACTIVE state/);
  });

  it('is not there when it is made with a role that ECS may not assume', () => {
    const practice = practiceWithOwn();
    CreateRole({ RoleName: 'mine', AssumeRolePolicyDocument: '{"Statement":[]}' }, practice.call);
    CreateCapacityProvider(
      {
        name: 'failing',
        cluster: 'prod',
        managedInstancesProvider: {
          infrastructureRoleArn: infrastructureRoleArn.replace(/[^/]+$/, 'mine'),
          instanceLaunchTemplate: {
            ec2InstanceProfileArn: instanceProfileArn,
            networkConfiguration: { subnets: ['subnet-1'] },
          },
        },
      },
      practice.call,
    );
    practice.pass(30);
    const asked = { capacityProviders: ['failing'], cluster: 'prod' };
    expect(DescribeCapacityProviders(asked, practice.call).capacityProviders).toMatchObject([
      { updateStatus: 'CREATE_FAILED', updateStatusReason: expect.stringContaining('role/mine') },
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['no subnet', { networkConfiguration: { subnets: [] } }, /At least one subnet/],
    [
      'a range that is none',
      { instanceRequirements: { vCpuCount: { min: 8, max: 2 }, memoryMiB: { min: 1 } } },
      /minimum must not be above/,
    ],
    [
      'types both allowed and excluded',
      {
        instanceRequirements: {
          ...{ vCpuCount: { min: 1 }, memoryMiB: { min: 1 } },
          ...{ allowedInstanceTypes: ['m5.large'], excludedInstanceTypes: ['c5.*'] },
        },
      },
      /cannot be used together/,
    ],
  ])('is refused with %s', (_what, template, expected) => {
    const practice = practiceWithOwn();
    const instanceLaunchTemplate = {
      ec2InstanceProfileArn: instanceProfileArn,
      networkConfiguration: { subnets: ['subnet-1'] },
      ...template,
    };
    const managedInstancesProvider = { infrastructureRoleArn, instanceLaunchTemplate };
    expect(
      refusal(() =>
        CreateCapacityProvider({ name: 'x', cluster: 'prod', managedInstancesProvider }, practice.call),
      ),
    ).toMatch(expected);
  });

  it('is changed in what is named, by one who names its cluster', () => {
    const practice = practiceWithOwn();
    const managedInstancesProvider = {
      infrastructureRoleArn,
      instanceLaunchTemplate: { storageConfiguration: { storageSizeGiB: 80 } },
      infrastructureOptimization: { scaleInAfter: -1 },
    };
    const change = { name: 'own', managedInstancesProvider };
    expect(refusal(() => UpdateCapacityProvider(change, practice.call))).toMatch(/was not found/);
    UpdateCapacityProvider({ ...change, cluster: 'prod' }, practice.call);
    expect(refusal(() => UpdateCapacityProvider({ ...change, cluster: 'prod' }, practice.call))).toMatch(
      /^UpdateInProgressException/,
    );
    practice.pass(20);
    expect(described(practice, 'prod')).toMatchObject({
      updateStatus: 'UPDATE_COMPLETE',
      managedInstancesProvider: {
        infrastructureOptimization: { scaleInAfter: -1 },
        instanceLaunchTemplate: {
          ec2InstanceProfileArn: instanceProfileArn,
          storageConfiguration: { storageSizeGiB: 80 },
          instanceRequirements: { vCpuCount: { min: 2, max: 8 } },
        },
      },
    });
  });
});

describe('managed instances', () => {
  it('come as tasks need them, and go when they have had none for a while', () => {
    const practice = practiceWithOwn(60);
    serve(practice, 3);
    practice.pass(20);
    expect(practice.service().tasks.map(({ status }) => status)).toEqual(Array(3).fill('PROVISIONING'));
    expect(machines(practice)).toEqual([]);
    practice.pass(180);
    expect(running(practice)).toBe(3);
    expect(machines(practice)).toMatchObject([
      { capacityProviderName: 'own', status: 'ACTIVE' },
      { capacityProviderName: 'own', status: 'ACTIVE' },
    ]);
    const arns = practice.service().tasks.map((task) => task.arn);
    const { tasks } = DescribeTasks({ cluster: 'prod', tasks: arns }, practice.call);
    expect(tasks?.every(({ launchType }) => launchType === 'MANAGED_INSTANCES')).toBe(true);
    resize(practice, 0);
    practice.pass(240);
    expect(machines(practice)).toEqual([]);
    resize(practice, 1);
    practice.pass(180);
    expect([running(practice), machines(practice).length]).toEqual([1, 1]);
  });

  it('stay where the provider says never', () => {
    const practice = practiceWithOwn(-1);
    serve(practice, 1);
    practice.pass(180);
    resize(practice, 0);
    practice.pass(7200);
    expect(machines(practice)).toHaveLength(1);
  });

  it('are of the smallest type that meets the requirements and holds the task', () => {
    const practice = practiceWithOwn();
    serve(practice, 1);
    practice.pass(180);
    const [machine] = practice.region.ecs.capacityProviders.get('own')?.machines ?? [];
    expect(machine?.instanceType).toBe('c5.large');
  });

  it('do not come for a task that none of them could hold', () => {
    const practice = practiceWithOwn();
    serve(practice, 1, 'huge');
    practice.pass(600);
    expect(machines(practice)).toEqual([]);
    expect(practice.service().tasks.map(({ status }) => status)).toEqual(['PROVISIONING']);
  });

  it('run standalone tasks, too', async () => {
    const practice = practiceWithOwn();
    const input = { cluster: 'prod', taskDefinition: 'job', capacityProviderStrategy: strategy };
    const { tasks: [task] = [] } = await RunTask(input, practice.call);
    practice.pass(180);
    const asked = { cluster: 'prod', tasks: [task?.taskArn ?? ''] };
    expect(DescribeTasks(asked, practice.call).tasks).toMatchObject([
      { lastStatus: 'RUNNING', capacityProviderName: 'own' },
    ]);
  });
});

describe('deleting a capacity provider of managed instances', () => {
  const gone = { capacityProvider: 'own', cluster: 'prod' };

  it('needs its cluster, ends its instances, and takes it off the cluster', () => {
    const practice = practiceWithOwn(-1);
    serve(practice, 1);
    practice.pass(180);
    expect(refusal(() => DeleteCapacityProvider({ capacityProvider: 'own' }, practice.call))).toMatch(
      /was not found/,
    );
    DeleteCapacityProvider(gone, practice.call);
    expect(described(practice, 'prod')).toMatchObject({ status: 'DEPROVISIONING' });
    practice.pass(30);
    expect(described(practice, 'prod')).toMatchObject({
      status: 'ACTIVE',
      updateStatus: 'DELETE_FAILED',
      updateStatusReason: expect.stringContaining('in use by services or tasks of cluster prod'),
    });
    const rest = { service: 'web', desiredCount: 0, capacityProviderStrategy: [], forceNewDeployment: true };
    UpdateService({ cluster: 'prod', ...rest }, practice.call);
    practice.pass(120);
    expect(machines(practice)).toHaveLength(1);
    DeleteCapacityProvider(gone, practice.call);
    practice.pass(30);
    expect(machines(practice)).toMatchObject([{ status: 'DRAINING' }]);
    practice.pass(120);
    expect(machines(practice)).toEqual([]);
    expect(described(practice, 'prod')).toMatchObject({
      status: 'INACTIVE',
      updateStatus: 'DELETE_COMPLETE',
    });
    expect(cluster(practice)?.capacityProviders).toEqual([]);
  });

  it('fails while it is in the default strategy, and while a task runs there', async () => {
    const practice = practiceWithOwn();
    const put = (named: typeof strategy) =>
      PutClusterCapacityProviders(
        { cluster: 'prod', capacityProviders: [], defaultCapacityProviderStrategy: named },
        practice.call,
      );
    put(strategy);
    DeleteCapacityProvider(gone, practice.call);
    practice.pass(30);
    expect(described(practice, 'prod')?.updateStatusReason).toContain('default capacity provider strategy');
    put([]);
    const input = { cluster: 'prod', taskDefinition: 'job', capacityProviderStrategy: strategy };
    const { tasks: [task] = [] } = await RunTask(input, practice.call);
    DeleteCapacityProvider(gone, practice.call);
    practice.pass(30);
    expect(described(practice, 'prod')?.updateStatus).toBe('DELETE_FAILED');
    StopTask({ cluster: 'prod', task: task?.taskArn }, practice.call);
    DeleteCapacityProvider(gone, practice.call);
    practice.pass(200);
    expect(described(practice, 'prod')?.status).toBe('INACTIVE');
  });
});
