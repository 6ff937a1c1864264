import { CreateCapacityProvider } from '../../../../src/sandbox/services/ecs/capacity-providers.ts';
import { PutClusterCapacityProviders } from '../../../../src/sandbox/services/ecs/cluster-capacity.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const groupArn =
  'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a1b:autoScalingGroupName/machines';

/** A cluster `prod`, and capacity providers of those names over one Auto Scaling group, which the first one scales. */
export function worldWithProviders(names: readonly string[]): PracticeWorld {
  const practice = new PracticeWorld();
  practice.region.autoScaling.groups.set('machines', {
    name: 'machines',
    arn: groupArn,
    createdAt: practice.call.now,
    settings: {},
    minSize: 0,
    maxSize: 2,
    desiredCapacity: 0,
    isDeleting: false,
    instances: [],
    tags: new Map(),
    activities: [],
  });
  CreateCluster({ clusterName: 'prod', tags: [{ key: 'team', value: 'shop' }] }, practice.call);
  for (const [index, name] of names.entries()) {
    const status = index === 0 ? 'ENABLED' : 'DISABLED';
    CreateCapacityProvider(
      {
        name,
        autoScalingGroupProvider: { autoScalingGroupArn: groupArn, managedScaling: { status } },
      },
      practice.call,
    );
  }
  practice.pass(30);
  return practice;
}

/** Gives the cluster `prod` these capacity providers, the first as its default. */
export function attach(practice: PracticeWorld, ...names: string[]): void {
  PutClusterCapacityProviders(
    {
      cluster: 'prod',
      capacityProviders: names,
      defaultCapacityProviderStrategy: names
        .slice(0, 1)
        .map((capacityProvider) => ({ capacityProvider, weight: 1 })),
    },
    practice.call,
  );
  practice.pass(30);
}
