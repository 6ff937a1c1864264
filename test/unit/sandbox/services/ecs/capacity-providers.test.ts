import { describe, expect, it } from 'vitest';
import {
  CreateCapacityProvider,
  DeleteCapacityProvider,
  UpdateCapacityProvider,
} from '../../../../../src/sandbox/services/ecs/capacity-providers.ts';
import { DescribeCapacityProviders } from '../../../../../src/sandbox/services/ecs/capacity-providers-read.ts';
import { PutClusterCapacityProviders } from '../../../../../src/sandbox/services/ecs/cluster-capacity.ts';
import { CreateCluster, DescribeClusters } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateService, UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { TagResource } from '../../../../../src/sandbox/services/ecs/tags.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const groupArn =
  'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a1b:autoScalingGroupName/machines';

function worldWithGroup(): PracticeWorld {
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
  CreateCluster({ clusterName: 'prod' }, practice.call);
  return practice;
}

function create(practice: PracticeWorld, name = 'machines') {
  const autoScalingGroupProvider = {
    autoScalingGroupArn: groupArn,
    managedScaling: { status: 'ENABLED', targetCapacity: 80 },
  } as const;
  return CreateCapacityProvider({ name, autoScalingGroupProvider }, practice.call).capacityProvider;
}

function described(practice: PracticeWorld, name = 'machines') {
  return DescribeCapacityProviders({ capacityProviders: [name] }, practice.call).capacityProviders?.[0];
}

function put(practice: PracticeWorld, capacityProviders: string[], ...strategy: string[]) {
  const defaultCapacityProviderStrategy = strategy.map((capacityProvider) => ({
    capacityProvider,
    weight: 1,
  }));
  return PutClusterCapacityProviders(
    { cluster: 'prod', capacityProviders, defaultCapacityProviderStrategy },
    practice.call,
  ).cluster;
}

function cluster(practice: PracticeWorld) {
  return DescribeClusters({ clusters: ['prod'], include: ['ATTACHMENTS'] }, practice.call).clusters?.[0];
}

describe('a capacity provider of an Auto Scaling group', () => {
  it('is ACTIVE after a while, with what was not said filled in', () => {
    const practice = worldWithGroup();
    expect(create(practice)).toMatchObject({
      status: 'PROVISIONING',
      updateStatus: 'CREATE_IN_PROGRESS',
      autoScalingGroupProvider: {
        autoScalingGroupArn: groupArn,
        managedScaling: {
          status: 'ENABLED',
          targetCapacity: 80,
          minimumScalingStepSize: 1,
          maximumScalingStepSize: 10_000,
          instanceWarmupPeriod: 300,
        },
        managedTerminationProtection: 'DISABLED',
      },
    });
    expect(refusal(() => put(practice, ['machines']))).toMatch(
      /^InvalidParameterException: .*not in an ACTIVE/,
    );
    practice.pass(20);
    expect(described(practice)).toMatchObject({ status: 'ACTIVE', updateStatus: 'CREATE_COMPLETE' });
  });

  it.each<[string, object, RegExp]>([
    ['a reserved name', { name: 'fargate-mine' }, /^InvalidParameterException: Invalid capacity provider/],
    ['a name with a blank', { name: 'my machines' }, /^InvalidParameterException: Invalid capacity provider/],
    ['no provider at all', { name: 'none' }, /^InvalidParameterException: Specify either/],
    [
      'a group that is not there',
      { name: 'none', autoScalingGroupProvider: { autoScalingGroupArn: groupArn.replace(/machines$/, 'x') } },
      /^InvalidParameterException: .*does not exist/,
    ],
    [
      'protection without managed scaling',
      {
        name: 'none',
        autoScalingGroupProvider: {
          autoScalingGroupArn: groupArn,
          managedTerminationProtection: 'ENABLED',
        },
      },
      /^InvalidParameterException: Managed termination protection/,
    ],
    [
      'too great a target',
      {
        name: 'none',
        autoScalingGroupProvider: {
          autoScalingGroupArn: groupArn,
          managedScaling: { targetCapacity: 101 },
        },
      },
      /^InvalidParameterException: targetCapacity/,
    ],
  ])('is refused with %s', (_what, input, expected) => {
    const practice = worldWithGroup();
    const given = input as Parameters<typeof CreateCapacityProvider>[0];
    expect(refusal(() => CreateCapacityProvider(given, practice.call))).toMatch(expected);
  });

  it('exists once, and can be changed once it is there', () => {
    const practice = worldWithGroup();
    create(practice);
    expect(refusal(() => create(practice))).toMatch(/^ClientException: .*already exists/);
    const change = {
      name: 'machines',
      autoScalingGroupProvider: { managedScaling: { targetCapacity: 60 } },
    };
    expect(refusal(() => UpdateCapacityProvider(change, practice.call))).toMatch(
      /^UpdateInProgressException/,
    );
    practice.pass(20);
    UpdateCapacityProvider(change, practice.call);
    expect(described(practice)).toMatchObject({
      updateStatus: 'UPDATE_IN_PROGRESS',
      autoScalingGroupProvider: { managedScaling: { status: 'ENABLED', targetCapacity: 60 } },
    });
  });

  it('shares its group with none that scales it, too', () => {
    const practice = worldWithGroup();
    create(practice);
    expect(refusal(() => create(practice, 'second'))).toMatch(
      /^ClientException: The specified Auto Scaling group ARN is already being used/,
    );
    const autoScalingGroupProvider = { autoScalingGroupArn: groupArn };
    CreateCapacityProvider({ name: 'second', autoScalingGroupProvider }, practice.call);
    practice.pass(20);
    const change = {
      name: 'second',
      autoScalingGroupProvider: { managedScaling: { status: 'ENABLED' as const } },
    };
    expect(refusal(() => UpdateCapacityProvider(change, practice.call))).toMatch(/^ClientException/);
    DeleteCapacityProvider({ capacityProvider: 'machines' }, practice.call);
    practice.pass(20);
    expect(refusal(() => UpdateCapacityProvider(change, practice.call))).toBe('');
  });

  it('that a cluster has is not deleted, which only its update status tells', () => {
    const practice = worldWithGroup();
    create(practice);
    practice.pass(20);
    put(practice, ['machines']);
    practice.pass(20);
    const { capacityProvider } = DeleteCapacityProvider({ capacityProvider: 'machines' }, practice.call);
    expect(capacityProvider).toMatchObject({ status: 'ACTIVE', updateStatus: 'DELETE_IN_PROGRESS' });
    practice.pass(20);
    expect(described(practice)).toMatchObject({ status: 'ACTIVE', updateStatus: 'DELETE_FAILED' });
    expect(described(practice)?.updateStatusReason).toContain('prod');
    put(practice, []);
    practice.pass(20);
    DeleteCapacityProvider({ capacityProvider: 'machines' }, practice.call);
    practice.pass(20);
    expect(described(practice)).toMatchObject({ status: 'INACTIVE', updateStatus: 'DELETE_COMPLETE' });
    expect(create(practice)?.status).toBe('PROVISIONING');
  });

  it('is forgotten an hour after its deletion, its tags before', () => {
    const practice = worldWithGroup();
    const resourceArn = create(practice)?.capacityProviderArn ?? '';
    TagResource({ resourceArn, tags: [{ key: 'a', value: '1' }] }, practice.call);
    practice.pass(20);
    DeleteCapacityProvider({ capacityProvider: resourceArn }, practice.call);
    practice.pass(20);
    expect([...practice.region.tags.entries()]).toMatchObject([{ arn: resourceArn, tags: { a: '1' } }]);
    practice.pass(3700);
    expect(described(practice)).toBeUndefined();
  });

  it('of AWS itself cannot be deleted', () => {
    const practice = worldWithGroup();
    const input = { capacityProvider: 'FARGATE_SPOT' };
    expect(refusal(() => DeleteCapacityProvider(input, practice.call))).toMatch(/^InvalidParameterException/);
  });
});

describe("a cluster's capacity providers", () => {
  it('are replaced as a whole, while no other change is let in', () => {
    const practice = worldWithGroup();
    expect(put(practice, ['FARGATE', 'FARGATE_SPOT'], 'FARGATE_SPOT')).toMatchObject({
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      attachmentsStatus: 'UPDATE_IN_PROGRESS',
    });
    expect(refusal(() => put(practice, []))).toMatch(/^UpdateInProgressException/);
    practice.pass(20);
    expect(cluster(practice)?.attachmentsStatus).toBe('UPDATE_COMPLETE');
    put(practice, []);
    expect(cluster(practice)).toMatchObject({ capacityProviders: [], defaultCapacityProviderStrategy: [] });
  });

  it('bring attachments where ECS scales the group', () => {
    const practice = worldWithGroup();
    create(practice);
    practice.pass(20);
    put(practice, ['machines'], 'machines');
    practice.pass(20);
    expect(cluster(practice)?.attachments).toMatchObject([{ type: 'as_policy', status: 'CREATED' }]);
  });

  it.each<[string, string[], string[], RegExp]>([
    ['one that is not there', ['nope'], [], /not found/],
    ['a strategy of others', ['FARGATE'], ['FARGATE_SPOT'], /can only name/],
    ['a mixed strategy', ['FARGATE', 'machines'], ['FARGATE', 'machines'], /cannot contain both/],
  ])('are refused with %s', (_what, names, strategy, expected) => {
    const practice = worldWithGroup();
    create(practice);
    practice.pass(20);
    expect(refusal(() => put(practice, names, ...strategy))).toMatch(expected);
  });

  it('stay as long as a service uses them', () => {
    const practice = worldWithGroup();
    put(practice, ['FARGATE', 'FARGATE_SPOT'], 'FARGATE_SPOT');
    practice.pass(20);
    RegisterTaskDefinition(
      { family: 'web', containerDefinitions: [{ name: 'a', image: 'a' }] },
      practice.call,
    );
    const made = CreateService(
      { cluster: 'prod', serviceName: 'web', taskDefinition: 'web', desiredCount: 1 },
      practice.call,
    );
    expect(made.service?.capacityProviderStrategy).toEqual([{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]);
    expect(refusal(() => put(practice, ['FARGATE']))).toMatch(/^ResourceInUseException/);
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1 }];
    const change = { cluster: 'prod', service: 'web', capacityProviderStrategy, forceNewDeployment: true };
    UpdateService(change, practice.call);
    practice.pass(10);
    expect(refusal(() => put(practice, ['FARGATE']))).toMatch(/^ResourceInUseException/);
    practice.pass(180);
    expect(refusal(() => put(practice, ['FARGATE']))).toBe('');
  });

  it('are the only ones that a service of the cluster can use', () => {
    const practice = worldWithGroup();
    RegisterTaskDefinition(
      { family: 'web', containerDefinitions: [{ name: 'a', image: 'a' }] },
      practice.call,
    );
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }];
    const input = { cluster: 'prod', serviceName: 'web', taskDefinition: 'web', capacityProviderStrategy };
    expect(refusal(() => CreateService(input, practice.call))).toMatch(/not associated with the cluster/);
  });
});
