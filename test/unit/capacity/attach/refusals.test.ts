import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { groupProvider } from '../../../../src/capacity/attach/group-provider.ts';
import { planAttach } from '../../../../src/capacity/attach/plan-attach.ts';
import { planProtection } from '../../../../src/capacity/attach/protection.ts';
import { readAttachment } from '../../../../src/capacity/attach/wanted.ts';
import { waits } from '../../../../src/capacity/waits.ts';
import { refusedFor } from '../../../support/refused.ts';

const arnOf = (name: string) =>
  `arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a1b:autoScalingGroupName/${name}`;

function aProvider(name: string, group: string, more: Partial<CapacityProvider> = {}): CapacityProvider {
  const managedScaling = { status: 'ENABLED' as const };
  const autoScalingGroupProvider = { autoScalingGroupArn: arnOf(group), managedScaling };
  return { name, status: 'ACTIVE', type: 'EC2_AUTOSCALING', autoScalingGroupProvider, ...more };
}

const none = {
  asg: undefined,
  name: undefined,
  target: undefined,
  minStep: undefined,
  maxStep: undefined,
  warmup: undefined,
  protect: false,
  noProtect: false,
  drain: false,
  noDrain: false,
  default: undefined,
};

describe('what is typed', () => {
  it.each<[string, string[], Partial<Parameters<typeof readAttachment>[2]>, string]>([
    ['nothing', [], {}, 'nothing is named'],
    ['a name of no provider', ['a b'], {}, '"a b"'],
    ['a name alone', ['a'], { name: 'b' }, '--name'],
    ['protection alone', ['a'], { protect: true }, '--protect'],
    ['draining alone', ['a'], { noDrain: true }, '--no-drain'],
    ['both of protection', [], { asg: 'a', protect: true, noProtect: true }, 'exclude each other'],
    ['both of draining', [], { asg: 'a', drain: true, noDrain: true }, 'exclude each other'],
    ['steps the wrong way round', [], { asg: 'a', minStep: 3, maxStep: 2 }, '--min-step 3 is above'],
    ['a reserved name', [], { asg: 'a', name: 'aws-nodes' }, '"aws-nodes"'],
    ['an ARN of no group', [], { asg: 'arn:aws:ecs:us-east-1:1' }, 'no name of an Auto Scaling group'],
    ['a strategy that is none', ['a'], { default: 'a:weight' }, '"weight"'],
  ])('is refused: %s', (_, providers, flags, naming) => {
    refusedFor('usage', naming, () => readAttachment('prod', providers, { ...none, ...flags }));
  });

  it('may be ARNs, and the same one twice', () => {
    const provider = 'arn:aws:ecs:us-east-1:123456789012:capacity-provider/nodes';
    const cluster = 'arn:aws:ecs:us-east-1:123456789012:cluster/prod';
    expect(readAttachment(cluster, [provider, 'nodes'], { ...none, asg: arnOf('web/m') })).toEqual({
      cluster: 'prod',
      providers: ['nodes'],
      group: { group: 'web/m' },
    });
  });
});

describe('the provider of a group', () => {
  it('is the one that it has, or one called as the group is', () => {
    expect(groupProvider({ group: 'm' }, [aProvider('nodes', 'm')])).toMatchObject({
      name: 'nodes',
      existing: {},
    });
    expect(groupProvider({ group: 'm' }, [aProvider('nodes', 'other')])).toEqual({ name: 'm' });
    expect(groupProvider({ group: 'web.m', name: 'm' }, [])).toEqual({ name: 'm' });
  });

  const unmanaged = (name: string) =>
    aProvider(name, 'm', { autoScalingGroupProvider: { autoScalingGroupArn: arnOf('m') } });

  it.each<[string, CapacityProvider[], string | undefined, string]>([
    ['a name that a provider cannot have', [], undefined, 'cannot be called web.m'],
    ['a name of another group', [aProvider('x', 'other')], 'x', 'of Auto Scaling group other'],
    ['a second one of a managed group', [aProvider('x', 'web.m')], 'y', 'for capacity provider x already'],
  ])('is refused: %s', (_, providers, name, naming) => {
    refusedFor('refused', naming, () => groupProvider({ group: 'web.m', ...(name && { name }) }, providers));
  });

  it('is asked for where there are several', () => {
    refusedFor('refused', 'several capacity providers: a, b', () =>
      groupProvider({ group: 'm' }, [unmanaged('a'), unmanaged('b')]),
    );
  });
});

describe('what is there', () => {
  const cluster: Cluster = { clusterName: 'prod', status: 'ACTIVE', capacityProviders: [] };
  const machines: AutoScalingGroup = {
    AutoScalingGroupName: 'm',
    AutoScalingGroupARN: arnOf('m'),
    MinSize: 0,
    MaxSize: 4,
    DesiredCapacity: 0,
    DefaultCooldown: 300,
    AvailabilityZones: [],
    HealthCheckType: 'EC2',
    CreatedTime: new Date(0),
  };
  const weighted = { LaunchTemplate: { Overrides: [{ InstanceType: 'm5.large', WeightedCapacity: '2' }] } };

  it.each<[string, Partial<Cluster>, CapacityProvider[], Partial<AutoScalingGroup>, string]>([
    ['a cluster that ends', { status: 'DEPROVISIONING' }, [], {}, 'cluster prod is DEPROVISIONING'],
    ['a cluster that begins', { status: 'PROVISIONING' }, [], {}, 'cluster prod is PROVISIONING'],
    ['a group that may have nothing', {}, [], { MaxSize: 0 }, 'its maximum is 0'],
    ['a group that ends', {}, [], { Status: 'Delete in progress' }, 'is being deleted'],
    ['a group with weights', {}, [], { MixedInstancesPolicy: weighted }, 'weighs its instance types'],
    [
      'a provider that ends',
      {},
      [aProvider('x', 'o', { updateStatus: 'DELETE_IN_PROGRESS' })],
      {},
      'is being deleted',
    ],
    [
      'a provider that was not made',
      {},
      [aProvider('x', 'o', { updateStatus: 'CREATE_FAILED', updateStatusReason: 'no tags' })],
      {},
      'could not be made: no tags',
    ],
    [
      'a provider of managed instances',
      {},
      [{ name: 'x', type: 'MANAGED_INSTANCES', cluster: 'other', status: 'ACTIVE' }],
      {},
      'belongs to cluster other alone',
    ],
    [
      'no room',
      { capacityProviders: Array.from({ length: 20 }, (_, index) => `n${index}`) },
      [aProvider('x', 'o')],
      {},
      'would have 22 capacity providers',
    ],
  ])('is refused: %s', (_, more, providers, group, naming) => {
    const found = {
      region: 'us-east-1',
      cluster: { ...cluster, ...more },
      providers: [aProvider('x', 'o'), ...providers],
      group: { ...machines, ...group },
    };
    const wanted = { cluster: 'prod', providers: ['x'], group: { group: 'm' } };
    const known = { ...found, providers: providers.length > 0 ? providers : found.providers };
    refusedFor('refused', naming, () => planAttach(wanted, known));
  });

  it('is protected fifty instances a call, but for those that end', () => {
    const Instances = Array.from({ length: 102 }, (_, index) => ({
      InstanceId: `i-${index}`,
      AvailabilityZone: 'us-east-1a',
      HealthStatus: 'Healthy',
      LifecycleState: index < 2 ? ('Terminating:Wait' as const) : ('InService' as const),
      ProtectedFromScaleIn: index === 2,
    }));
    const steps = planProtection({ ...machines, Instances }, true, 'us-east-1');
    const counts = steps.flatMap(
      ({ call }) => (call.input.InstanceIds as string[] | undefined)?.length ?? [],
    );
    expect(counts).toEqual([50, 49]);
    expect(planProtection({ ...machines, Instances }, undefined, 'us-east-1')).toEqual([]);
  });
});

describe('a wait', () => {
  it.each<[object, string, string]>([
    [{ status: 'PROVISIONING', updateStatus: 'CREATE_IN_PROGRESS' }, 'waiting', 'to be ready'],
    [{ status: 'ACTIVE', updateStatus: 'UPDATE_IN_PROGRESS' }, 'waiting', 'to be ready'],
    [{ status: 'ACTIVE', updateStatus: 'CREATE_COMPLETE' }, 'done', ''],
    [{ status: 'ACTIVE' }, 'done', ''],
    [{ status: 'ACTIVE', updateStatus: 'DELETE_FAILED' }, 'done', ''],
    [
      { status: 'ACTIVE', updateStatus: 'UPDATE_FAILED', updateStatusReason: 'no' },
      'failed',
      'is not ready: no',
    ],
    [{ status: 'DEPROVISIONING' }, 'failed', 'it is DEPROVISIONING'],
  ])('for a provider: %o', (provider, kind, words) => {
    const verdict = waits['capacity provider ready']({ capacityProviders: [{ name: 'm', ...provider }] });
    expect(verdict.kind).toBe(kind);
    expect(JSON.stringify(verdict)).toContain(words);
  });

  it.each<[object, string, string]>([
    [{ attachmentsStatus: 'UPDATE_IN_PROGRESS' }, 'waiting', 'of cluster prod'],
    [{ attachmentsStatus: 'UPDATE_COMPLETE' }, 'done', ''],
    [{}, 'done', ''],
    [{ attachmentsStatus: 'UPDATE_FAILED' }, 'failed', 'it gives no reason'],
    [
      { attachmentsStatus: 'UPDATE_FAILED', attachments: [{ type: 'as_policy', status: 'FAILED' }] },
      'failed',
      'as_policy is FAILED',
    ],
  ])('for the attachments: %o', (cluster, kind, words) => {
    const verdict = waits['providers attached']({ cluster: { clusterName: 'prod', ...cluster } });
    expect(verdict.kind).toBe(kind);
    expect(JSON.stringify(verdict)).toContain(words);
  });
});
