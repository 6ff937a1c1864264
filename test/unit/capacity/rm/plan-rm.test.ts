import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { FoundRemoval, Holder } from '../../../../src/capacity/rm/found.ts';
import { planRemoval, planRest } from '../../../../src/capacity/rm/plan-rm.ts';
import { readRemoval } from '../../../../src/capacity/rm/wanted.ts';
import { failureOf, refusedFor } from '../../../support/refused.ts';

const region = 'us-east-1';
const groupArn =
  'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a1b:autoScalingGroupName/machines';

function aProvider(more: Partial<CapacityProvider> = {}): CapacityProvider {
  const managedScaling = { status: 'ENABLED', targetCapacity: 100 } as const;
  return {
    name: 'nodes',
    status: 'ACTIVE',
    type: 'EC2_AUTOSCALING',
    autoScalingGroupProvider: { autoScalingGroupArn: groupArn, managedScaling },
    ...more,
  };
}

const own: Partial<CapacityProvider> = {
  type: 'MANAGED_INSTANCES',
  cluster: 'prod',
  autoScalingGroupProvider: undefined,
  managedInstancesProvider: {
    infrastructureRoleArn: 'arn:aws:iam::123456789012:role/ecsInfrastructureRole',
    instanceLaunchTemplate: {
      ec2InstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/ecsInstanceRole',
      networkConfiguration: { subnets: ['subnet-1'] },
    },
  },
};

function aHolder(cluster: Partial<Cluster> = {}, uses: Holder['uses'] = []): Holder {
  const named = { clusterName: 'prod', status: 'ACTIVE', attachmentsStatus: 'UPDATE_COMPLETE' };
  return { cluster: { ...named, capacityProviders: ['FARGATE', 'nodes'], ...cluster }, uses };
}

function aGroup(count: number, more: Partial<AutoScalingGroup> = {}): AutoScalingGroup {
  return {
    AutoScalingGroupName: 'machines',
    MinSize: 0,
    MaxSize: 100,
    DesiredCapacity: count,
    DefaultCooldown: 300,
    AvailabilityZones: [],
    HealthCheckType: 'EC2',
    CreatedTime: new Date(0),
    LaunchTemplate: { LaunchTemplateName: 'node', Version: '1' },
    Instances: Array.from({ length: count }, (_, index) => ({
      InstanceId: `i-${index}`,
      InstanceType: 't3.small',
      LifecycleState: 'InService',
      ProtectedFromScaleIn: false,
      AvailabilityZone: 'us-east-1a',
      HealthStatus: 'HEALTHY',
    })),
    ...more,
  };
}

function aFound(more: Partial<FoundRemoval> = {}): FoundRemoval {
  const provider = 'provider' in more ? more.provider : aProvider();
  return {
    region,
    ...(provider && { provider }),
    providers: [aProvider()],
    holders: [],
    occupants: [],
    ...more,
  };
}

const wanted = { provider: 'nodes', asg: false };
const wholly = { provider: 'nodes', asg: true };
const order = ({ steps }: ReturnType<typeof planRemoval>) => steps.map(({ id, after }) => [id, after]);

describe('the order of a removal', () => {
  it('is clusters, provider, protection, instances, group', () => {
    const holders = [
      aHolder(),
      aHolder({ clusterName: 'test', capacityProviders: ['nodes', 'FARGATE_SPOT'] }),
    ];
    const group = aGroup(60, { NewInstancesProtectedFromScaleIn: true });
    for (const one of group.Instances ?? []) one.ProtectedFromScaleIn = true;
    const release = ['group-protection', 'instance-protection:1', 'instance-protection:2'];
    expect(order(planRemoval(wholly, aFound({ holders, group })))).toEqual([
      ['providers:prod', []],
      ['providers-settled:prod', ['providers:prod']],
      ['providers:test', []],
      ['providers-settled:test', ['providers:test']],
      ['provider', ['providers:prod', 'providers-settled:prod', 'providers:test', 'providers-settled:test']],
      ['provider-gone', ['provider']],
      ['group-protection', ['provider-gone']],
      ['instance-protection:1', ['provider-gone', 'group-protection']],
      ['instance-protection:2', ['provider-gone', 'group-protection']],
      ['group-size', ['provider-gone', ...release]],
      ['group-empty', ['group-size']],
      ['group', ['provider-gone', ...release, 'group-size', 'group-empty']],
      ['group-gone', ['group']],
    ]);
  });

  it.each<[string, Partial<FoundRemoval>, string[]]>([
    ['one that no cluster has', {}, ['provider', 'provider-gone']],
    [
      'one that is being deleted',
      { provider: aProvider({ updateStatus: 'DELETE_IN_PROGRESS' }) },
      ['provider-gone'],
    ],
    [
      'one of which the deletion has failed',
      { provider: aProvider({ updateStatus: 'DELETE_FAILED' }) },
      ['provider', 'provider-gone'],
    ],
    [
      'one that a cluster is taking off',
      { holders: [aHolder({ capacityProviders: [], attachmentsStatus: 'UPDATE_IN_PROGRESS' })] },
      ['providers-settled:prod', 'provider', 'provider-gone'],
    ],
    [
      'one of managed instances',
      { provider: aProvider(own), holders: [aHolder()], providers: [aProvider(own)] },
      ['provider', 'provider-gone'],
    ],
  ])('of %s is as short as it can be', (_, more, ids) => {
    expect(planRemoval(wanted, aFound(more)).steps.map(({ id }) => id)).toEqual(ids);
  });

  it.each<[string, AutoScalingGroup, string[]]>([
    ['is empty', aGroup(0), ['group', 'group-gone']],
    ['is on its way to empty', aGroup(2, { DesiredCapacity: 0 }), ['group-empty', 'group', 'group-gone']],
    ['is being deleted', aGroup(1, { Status: 'Delete in progress' }), ['group-gone']],
    [
      'wants instances',
      aGroup(0, { MinSize: 1, DesiredCapacity: 1 }),
      ['group-size', 'group-empty', 'group', 'group-gone'],
    ],
  ])('goes on with a group that %s, when the provider is gone', (_, group, ids) => {
    const found = aFound({ provider: aProvider({ status: 'INACTIVE' }), group });
    expect(planRemoval(wholly, found).steps.map(({ id }) => id)).toEqual(ids);
  });
});

describe('a removal', () => {
  it('names the cluster of managed instances, and leaves their roles', () => {
    const found = aFound({ provider: aProvider(own), providers: [aProvider(own)] });
    const { steps, kept } = planRemoval(wanted, found);
    expect(steps.map(({ call }) => call.input)).toEqual([
      { capacityProvider: 'nodes', cluster: 'prod' },
      { capacityProviders: ['nodes'], cluster: 'prod' },
    ]);
    expect(steps[0]?.undo).toMatchObject({ operation: 'CreateCapacityProvider', input: { cluster: 'prod' } });
    expect(kept.map(({ resource }) => resource.id)).toEqual(['ecsInfrastructureRole', 'ecsInstanceRole']);
  });

  it('takes managed instances out of a default strategy without taking them off', () => {
    const cluster = {
      defaultCapacityProviderStrategy: [
        { capacityProvider: 'nodes', weight: 1 },
        { capacityProvider: 'other', weight: 1 },
      ],
      capacityProviders: ['nodes', 'other'],
    };
    const found = aFound({
      provider: aProvider(own),
      providers: [aProvider(own)],
      holders: [aHolder(cluster)],
    });
    const [put] = planRemoval(wanted, found).steps;
    expect(put?.changes).toEqual([
      { field: 'default strategy', from: 'nodes:weight=1,other:weight=1', to: 'other:weight=1' },
    ]);
    expect(put?.call.input).toMatchObject({ own: ['nodes'] });
  });

  it('says what the group that stays goes on costing, and that nothing scales it', () => {
    const group = aGroup(2);
    for (const one of group.Instances?.slice(0, 1) ?? []) one.ProtectedFromScaleIn = true;
    const { kept, warnings } = planRemoval(wanted, aFound({ group }));
    expect(kept.map(({ reason }) => reason)).toEqual([
      'its 2 instances (t3.small) go on running and costing; --asg deletes it, too',
    ]);
    expect(warnings).toEqual([
      'ECS scales group machines no longer: it stays at 2 instances until somebody or a policy of its own changes that',
      '1 of its instances is protected from scale-in and stays so: nothing but an end of that protection lets the group shrink',
    ]);
  });

  it('of the whole says how many instances end, and what stays', () => {
    const { kept, steps } = planRemoval(wholly, aFound({ group: aGroup(60) }));
    expect(steps.find(({ id }) => id === 'group-size')).toMatchObject({
      reason: 'its 60 instances end, with whatever is on them',
      changes: [{ field: 'desired capacity', from: 60, to: 0 }],
    });
    expect(kept).toMatchObject([{ resource: { type: 'launch template', id: 'node' } }]);
  });

  it('leaves nothing when all is gone', () => {
    for (const provider of [undefined, aProvider({ status: 'INACTIVE' })]) {
      for (const one of [wanted, wholly]) {
        expect(planRest(one, aFound({ provider, providers: [] })).steps).toEqual([]);
      }
    }
  });
});

describe('a removal is refused', () => {
  const use = { provider: 'nodes', kind: 'service', name: 'web', text: 'service web' } as const;

  it('while anything uses the provider, with all that does', () => {
    const task = { provider: 'nodes', kind: 'task', name: '07', text: 'task 07 of job' } as const;
    const holders = [aHolder({}, [use]), aHolder({ clusterName: 'test' }, [task])];
    const { message, hint } = failureOf('refused', () => planRemoval(wanted, aFound({ holders })));
    expect(message.split('\n')).toEqual([
      'capacity provider nodes is in use, and nothing was changed',
      '  cluster prod: service web',
      '  cluster test: task 07 of job',
    ]);
    expect(hint).toContain('ecsctl capacity use prod/web STRATEGY');
    expect(hint).toContain('aws ecs stop-task --cluster test --task 07');
  });

  it.each<[string, Partial<CapacityProvider>, string]>([
    ['of a group', {}, 'ecsctl capacity detach prod nodes --default STRATEGY'],
    ['of managed instances', own, 'ecsctl capacity attach prod --default STRATEGY'],
  ])('while one %s is all of a default strategy', (_, more, way) => {
    const cluster = { defaultCapacityProviderStrategy: [{ capacityProvider: 'nodes', weight: 1 }] };
    const found = aFound({ provider: aProvider(more), holders: [aHolder(cluster)] });
    const told = refusedFor('refused', 'of which nothing would be left', () => planRemoval(wanted, found));
    expect(told).toContain(way);
  });

  it('with its group, while another provider has that', () => {
    const found = aFound({ group: aGroup(0), providers: [aProvider(), aProvider({ name: 'second' })] });
    expect(
      refusedFor('refused', 'is the group of capacity provider second', () => planRemoval(wholly, found)),
    ).toContain('ecsctl capacity rm second');
    expect(planRemoval(wanted, found).warnings).toEqual([]);
  });

  it('with its group, while instances have tasks', () => {
    const occupants = Array.from({ length: 12 }, (_, index) => ({
      cluster: 'prod',
      instance: `i-${index % 2}`,
      task: String(index),
      service: 'web',
    }));
    const found = aFound({ group: aGroup(2), occupants });
    const { message, hint } = failureOf('refused', () => planRemoval(wholly, found));
    expect(message).toContain('cannot go while 2 of its instances have tasks, and nothing was changed');
    expect(message).toContain('  i-0 in cluster prod: task 0 of service web');
    expect(message).toContain('  and 2 more');
    expect(hint).toContain('ecsctl capacity use prod/web STRATEGY');
  });

  it('with its group, while that is protected from deletion', () => {
    const found = aFound({ group: aGroup(0, { DeletionProtection: 'prevent-all-deletion' }) });
    refusedFor('refused', 'is protected from deletion', () => planRemoval(wholly, found));
  });

  it('with a group, of managed instances', () => {
    const found = aFound({ provider: aProvider(own) });
    refusedFor('refused', 'has no Auto Scaling group', () => planRemoval(wholly, found));
  });

  it('of one that is not there, with the nearest names', () => {
    const found = aFound({ provider: undefined });
    const told = refusedFor('not-found', 'no capacity provider node', () =>
      planRemoval({ ...wanted, provider: 'node' }, found),
    );
    expect(told).toContain('did you mean nodes');
    const gone = aFound({ provider: aProvider({ status: 'INACTIVE' }), providers: [] });
    refusedFor('not-found', 'no capacity provider nodes', () => planRemoval(wanted, gone));
  });

  it("of AWS's own two", () => {
    expect(
      refusedFor('refused', 'FARGATE_SPOT is AWS', () => readRemoval('FARGATE_SPOT', false, 'prod')),
    ).toContain('ecsctl capacity detach prod FARGATE_SPOT');
  });
});
