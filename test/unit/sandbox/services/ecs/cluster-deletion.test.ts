import { describe, expect, it } from 'vitest';
import { PutClusterCapacityProviders } from '../../../../../src/sandbox/services/ecs/cluster-capacity.ts';
import { DeleteCluster } from '../../../../../src/sandbox/services/ecs/cluster-deletion.ts';
import {
  CreateCluster,
  DescribeClusters,
  ListClusters,
} from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { RunTask, StopTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { CreateService, DeleteService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { DescribeServices, ListServices } from '../../../../../src/sandbox/services/ecs/services-read.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

const inProd = { cluster: 'prod' };

function deleteCluster(practice: PracticeWorld): string {
  return refusal(() => DeleteCluster(inProd, practice.call));
}

function statusOf(practice: PracticeWorld): string | undefined {
  return DescribeClusters({ clusters: ['prod'] }, practice.call).clusters?.[0]?.status;
}

function serviceStatus(practice: PracticeWorld): string | undefined {
  return DescribeServices({ ...inProd, services: ['web'] }, practice.call).services?.[0]?.status;
}

function deleteService(practice: PracticeWorld): void {
  DeleteService({ ...inProd, service: 'web', force: true }, practice.call);
}

describe('a cluster that is to be deleted', () => {
  it('must have no services left, draining ones included, and no tasks', () => {
    const practice = worldWithWeb(1);
    expect(deleteCluster(practice)).toMatch(/^ClusterContainsServicesException/);
    deleteService(practice);
    expect(deleteCluster(practice)).toMatch(/^ClusterContainsServicesException/);
    const run = { ...inProd, taskDefinition: 'web', launchType: 'FARGATE' } as const;
    const task = RunTask(run, practice.call).tasks?.[0]?.taskArn ?? '';
    practice.pass(120);
    expect(deleteCluster(practice)).toMatch(/^ClusterContainsTasksException/);
    StopTask({ ...inProd, task }, practice.call);
    expect(deleteCluster(practice)).toMatch(/^ClusterContainsTasksException/);
    practice.pass(30);
    expect(deleteCluster(practice)).toBe('');
  });

  it('must have no instances and no capacity providers of its own', () => {
    const practice = worldWithWeb(0);
    deleteService(practice);
    practice.pass(10);
    const cluster = practice.region.ecs.clusters.get('prod');
    cluster?.containerInstances.set('a', { status: 'DRAINING' });
    expect(deleteCluster(practice)).toMatch(/^ClusterContainsContainerInstancesException/);
    cluster?.containerInstances.clear();
    const about = { name: 'own', cluster: 'prod', status: 'ACTIVE' } as const;
    const provider = { about, settlesAt: undefined, deletedAt: undefined };
    practice.region.ecs.capacityProviders.set('own', provider);
    expect(deleteCluster(practice)).toMatch(/^ClusterContainsCapacityProviderException/);
    practice.region.ecs.capacityProviders.clear();
    expect(deleteCluster(practice)).toBe('');
  });

  it('waits for a change of its capacity providers', () => {
    const practice = worldWithWeb(0);
    deleteService(practice);
    practice.pass(10);
    const put = { ...inProd, capacityProviders: ['FARGATE'], defaultCapacityProviderStrategy: [] };
    PutClusterCapacityProviders(put, practice.call);
    expect(deleteCluster(practice)).toMatch(/^UpdateInProgressException/);
    practice.pass(20);
    expect(deleteCluster(practice)).toBe('');
  });

  it('stays describable, is not listed, and gives its name back', () => {
    const practice = worldWithWeb(0);
    deleteService(practice);
    practice.pass(10);
    const arn = practice.region.ecs.clusters.get('prod')?.arn ?? '';
    practice.region.ecs.tags.set(arn, [{ key: 'env', value: 'prod' }]);
    expect(DeleteCluster(inProd, practice.call).cluster?.status).toBe('INACTIVE');
    expect(statusOf(practice)).toBe('INACTIVE');
    expect(ListClusters({}, practice.call).clusterArns).toEqual([]);
    expect(refusal(() => ListServices(inProd, practice.call))).toBe(
      'ClusterNotFoundException: The referenced cluster was inactive.',
    );
    const [ghost] = [...practice.region.tags.entries()];
    expect(ghost).toMatchObject({ arn, tags: { env: 'prod' }, deletedAt: practice.call.now });
    CreateCluster({ clusterName: 'prod' }, practice.call);
    expect(statusOf(practice)).toBe('ACTIVE');
    const again = DescribeClusters({ clusters: ['prod'], include: ['TAGS'] }, practice.call).clusters?.[0];
    expect(again).toMatchObject({ tags: [], activeServicesCount: 0 });
  });
});

describe('a service that was deleted', () => {
  it('drains until its last task has stopped, and is INACTIVE then', () => {
    const practice = worldWithWeb(2);
    deleteService(practice);
    expect(serviceStatus(practice)).toBe('DRAINING');
    practice.pass(10);
    expect(practice.service().tasks.map(({ status }) => status)).toEqual(['DEACTIVATING', 'DEACTIVATING']);
    expect(serviceStatus(practice)).toBe('DRAINING');
    expect(ListServices(inProd, practice.call).serviceArns).toHaveLength(1);
    practice.pass(30);
    expect(practice.service().tasks.map(({ status }) => status)).toEqual(['STOPPED', 'STOPPED']);
    expect(serviceStatus(practice)).toBe('INACTIVE');
    expect(ListServices(inProd, practice.call).serviceArns).toEqual([]);
    practice.pass(4000);
    expect(practice.service().tasks).toEqual([]);
  });

  it('holds its name until then', () => {
    const practice = worldWithWeb(1);
    const again = { ...inProd, serviceName: 'web', taskDefinition: 'web', desiredCount: 1 };
    deleteService(practice);
    expect(refusal(() => CreateService(again, practice.call))).toBe(
      'InvalidParameterException: Unable to Start a service that is still Draining.',
    );
    practice.pass(60);
    expect(CreateService(again, practice.call).service?.status).toBe('ACTIVE');
  });

  it('leaves its tags to the tagging API when it is gone, not before', () => {
    const practice = worldWithWeb(1);
    const { arn } = practice.service();
    practice.region.ecs.tags.set(arn, [{ key: 'team', value: '결제' }]);
    deleteService(practice);
    expect([...practice.region.tags.entries()]).toEqual([]);
    practice.pass(60);
    expect([...practice.region.tags.entries()]).toMatchObject([{ arn, tags: { team: '결제' } }]);
  });
});
