import { describe, expect, it } from 'vitest';
import { capacityProvider } from '../../../../src/cleanup/kinds/capacity-provider.ts';
import { cluster } from '../../../../src/cleanup/kinds/cluster.ts';
import { CreateCapacityProvider } from '../../../../src/sandbox/services/ecs/capacity-providers.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { PracticeWorld, worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { attach, worldWithProviders } from './machines.ts';
import { Trial, words } from './trial.ts';

/** An instance of the cluster `prod` that somebody registered by hand. */
function register({ region }: PracticeWorld, id: string): void {
  const containerInstanceArn = `arn:aws:ecs:us-east-1:123456789012:container-instance/prod/${id}`;
  region.ecs.clusters
    .get('prod')
    ?.containerInstances.set(id, { containerInstanceArn, status: 'ACTIVE', ec2InstanceId: 'i-1' });
}

describe('clusters', () => {
  it('are described a hundred a call', async () => {
    const practice = new PracticeWorld();
    for (let number = 0; number < 130; number += 1)
      CreateCluster({ clusterName: `cluster-${number}` }, practice.call);
    const one = new Trial(practice, cluster);
    expect(await one.find()).toHaveLength(130);
    expect(one.aws.calls.map(({ operation }) => operation).filter((name) => /Clusters$/.test(name))).toEqual([
      'ListClusters',
      'ListClusters',
      'DescribeClusters',
      'DescribeClusters',
    ]);
  });

  it('need their capacity providers only until these are taken off', async () => {
    const practice = worldWithProviders(['machines']);
    attach(practice, 'machines', 'FARGATE');
    const thing = await new Trial(practice, cluster).thing('prod');
    expect(thing).toMatchObject({ id: 'prod', tags: { team: 'shop' }, aliases: [thing.arn] });
    expect(words(thing.ties)).toEqual([
      'needs capacity provider machines (runs tasks on), blocks until detached',
    ]);
  });
});

describe('the removal of a cluster', () => {
  it('takes its capacity providers off first, and can be undone', async () => {
    const practice = worldWithProviders(['machines']);
    attach(practice, 'machines', 'FARGATE');
    const one = new Trial(practice, cluster);
    const thing = await one.thing('prod');
    const calls = await one.remove(thing);
    expect(calls.filter((name) => name !== 'DescribeClusters')).toEqual([
      'PutClusterCapacityProviders',
      'DeleteCluster',
    ]);
    expect(await one.find()).toEqual([]);
    await one.undo(thing);
    const again = await one.thing('prod');
    expect(again.definition).toMatchObject({
      capacityProviders: ['machines', 'FARGATE'],
      defaultCapacityProviderStrategy: [{ capacityProvider: 'machines', weight: 1 }],
    });
    expect(again.tags).toEqual(thing.tags);
  });

  it('takes off whatever instances are registered, and leaves the rest', async () => {
    const practice = worldWithProviders([]);
    register(practice, 'one');
    register(practice, 'two');
    const one = new Trial(practice, cluster);
    expect((await one.remove(await one.thing('prod'))).slice(0, -1)).toEqual([
      'ListContainerInstances',
      'DeregisterContainerInstance',
      'DeregisterContainerInstance',
      'DeleteCluster',
    ]);
    expect(await one.find()).toEqual([]);
  });

  it('leaves providers of its own to their own removal', async () => {
    const practice = worldWithProviders([]);
    CreateCapacityProvider(
      {
        name: 'managed',
        cluster: 'prod',
        managedInstancesProvider: {
          infrastructureRoleArn: 'arn:aws:iam::123456789012:role/machinist',
          instanceLaunchTemplate: {
            ec2InstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/machine',
            networkConfiguration: { subnets: ['subnet-1'] },
          },
        },
      },
      practice.call,
    );
    practice.pass(30);
    const one = new Trial(practice, cluster);
    const thing = await one.thing('prod');
    expect(thing.ties).toEqual([]);
    await expect(one.remove(thing)).rejects.toThrow(/capacity providers of its own/);
    const providers = new Trial(practice, capacityProvider);
    await providers.remove(await providers.thing('managed'));
    expect((await one.remove(thing))[0]).toBe('DeleteCluster');
  });

  it('fails while services run in it', async () => {
    const one = new Trial(worldWithWeb(), cluster);
    await expect(one.remove(await one.thing('prod'))).rejects.toThrow(
      expect.objectContaining({ name: 'ClusterContainsServicesException' }),
    );
  });
});
