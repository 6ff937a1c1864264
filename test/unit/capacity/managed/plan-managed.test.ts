import type { CapacityProvider } from '@aws-sdk/client-ecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundManaged } from '../../../../src/capacity/managed/found.ts';
import { planManaged, planRest } from '../../../../src/capacity/managed/plan-managed.ts';
import { readManagedFound } from '../../../../src/capacity/managed/read.ts';
import type { WantedManaged } from '../../../../src/capacity/managed/wanted.ts';
import { isEmpty } from '../../../../src/plan/plan.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { callIn, clusterIn } from '../../../support/capacity-estate.ts';
import { carryCapacity } from '../../../support/carry-capacity.ts';
import {
  infrastructurePolicy,
  infrastructureRoleArn,
  instanceProfileArn,
  makeManagedRoles,
  makeProfile,
} from '../../../support/managed-estate.ts';
import { refusedFor } from '../../../support/refused.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const trustOf = (service: string) =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

const roles: Pick<FoundManaged, 'infrastructureRole' | 'instanceProfile'> = {
  infrastructureRole: {
    arn: infrastructureRoleArn,
    trust: { role: 'ecsInfrastructureRole', document: trustOf('ecs.amazonaws.com') },
    policies: [infrastructurePolicy.split('/')[1] ?? ''],
  },
  instanceProfile: {
    arn: instanceProfileArn,
    trust: { role: 'ecsInstanceRole', document: trustOf('ec2.amazonaws.com') },
  },
};

const whole: WantedManaged = {
  cluster: 'prod',
  name: 'own',
  infrastructureRole: { name: 'ecsInfrastructureRole' },
  instanceProfile: { name: 'ecsInstanceRole' },
  subnets: ['subnet-1'],
};

function aFound(more: Partial<FoundManaged> = {}): FoundManaged {
  const cluster = { clusterName: 'prod', status: 'ACTIVE', attachmentsStatus: 'UPDATE_COMPLETE' };
  return { region: 'us-east-1', cluster, providers: [], ...more };
}

function anExisting(more: Partial<CapacityProvider> = {}): CapacityProvider {
  return {
    name: 'own',
    cluster: 'prod',
    type: 'MANAGED_INSTANCES',
    status: 'ACTIVE',
    updateStatus: 'CREATE_COMPLETE',
    managedInstancesProvider: {
      infrastructureRoleArn,
      propagateTags: 'NONE',
      instanceLaunchTemplate: {
        ec2InstanceProfileArn: instanceProfileArn,
        networkConfiguration: { subnets: ['subnet-2', 'subnet-1'] },
        capacityOptionType: 'ON_DEMAND',
        instanceRequirements: {
          vCpuCount: { min: 2 },
          memoryMiB: { min: 4096 },
          excludedInstanceTypes: ['t3.*'],
        },
      },
    },
    ...more,
  };
}

const named = { cluster: 'prod', name: 'own' };

describe('a new capacity provider of managed instances', () => {
  it('is made and waited for, and then its cluster may have it by default', () => {
    const strategy = [{ capacityProvider: 'own', base: 0, weight: 1 }];
    const plan = planManaged({ ...whole, strategy }, aFound(roles));
    expect(plan.steps.map(({ id, after }) => [id, after])).toEqual([
      ['provider', []],
      ['ready', ['provider']],
      ['providers', ['provider', 'ready']],
      ['providers-settled', ['providers']],
    ]);
    expect(plan.steps[1]?.call.input).toEqual({ capacityProviders: ['own'], cluster: 'prod' });
    expect(plan.warnings).toEqual([expect.stringContaining('services that exist keep the strategy')]);
  });

  it('asks for a least of both where anything is required', () => {
    const [create] = planManaged({ ...whole, vcpu: { min: 2, max: 8 }, arch: 'arm64' }, aFound(roles)).steps;
    expect(create?.call.input).toMatchObject({
      managedInstancesProvider: {
        instanceLaunchTemplate: {
          instanceRequirements: {
            vCpuCount: { min: 2, max: 8 },
            memoryMiB: { min: 1 },
            cpuManufacturers: ['amazon-web-services'],
          },
        },
      },
    });
    expect(create?.changes).toContainEqual({ field: 'vCPUs', to: '2-8' });
    expect(create?.changes).toContainEqual({ field: 'memory in MiB', to: '1 or more' });
  });

  it('that says too little is refused with the flags that are missing', () => {
    const told = refusedFor('usage', 'needs --infrastructure-role, --instance-profile, --subnets', () =>
      planManaged(named, aFound()),
    );
    expect(told).toContain('the instance profile is for the instances');
  });

  it.each<[string, Partial<FoundManaged>, string, string]>([
    [
      'a role that is for tasks',
      {
        infrastructureRole: {
          arn: 'arn:aws:iam::1:role/mine',
          trust: { role: 'mine', document: trustOf('ecs-tasks.amazonaws.com') },
        },
      },
      'role mine does not let ecs.amazonaws.com assume it',
      'aws iam update-assume-role-policy --role-name mine',
    ],
    [
      'a profile whose role is for ECS',
      {
        instanceProfile: {
          arn: instanceProfileArn,
          trust: { role: 'mine', document: trustOf('ecs.amazonaws.com') },
        },
      },
      'role mine does not let ec2.amazonaws.com assume it',
      '"Service":"ec2.amazonaws.com"',
    ],
    [
      'a profile without a role',
      { instanceProfile: { arn: instanceProfileArn, trust: {} } },
      'instance profile ecsInstanceRole has no role in it',
      'aws iam add-role-to-instance-profile',
    ],
    [
      'the name of another kind',
      { providers: [{ name: 'own', type: 'EC2_AUTOSCALING' }] },
      'it is not of managed instances',
      'ecsctl capacity attach prod own',
    ],
  ])('with %s is refused', (_, more, words, way) => {
    expect(refusedFor('refused', words, () => planManaged(whole, aFound({ ...roles, ...more })))).toContain(
      way,
    );
  });

  it('warns of a role that the policy of AWS does not pass', () => {
    const instanceProfile = {
      arn: instanceProfileArn,
      trust: { role: 'machines', document: trustOf('ec2.amazonaws.com') },
    };
    const { warnings } = planManaged(whole, aFound({ ...roles, instanceProfile }));
    expect(warnings).toEqual([expect.stringContaining('whose names begin with ecsInstanceRole')]);
    expect(planManaged(whole, aFound(roles)).warnings).toEqual([]);
  });

  it('warns of roles that cannot be looked at', () => {
    const { warnings } = planManaged(
      whole,
      aFound({ ...roles, instanceProfile: { arn: instanceProfileArn } }),
    );
    expect(warnings).toEqual([expect.stringContaining('you may not look at ecsInstanceRole')]);
  });
});

describe('one that is there', () => {
  it.each<[string, Partial<WantedManaged>, [string, unknown, unknown][]]>([
    ['as it is', { subnets: ['subnet-1', 'subnet-2'], vcpu: { min: 2 } }, []],
    ['other vCPUs', { vcpu: { min: 4, max: 4 } }, [['vCPUs', '2 or more', '4']]],
    ['other subnets', { subnets: ['subnet-3'] }, [['subnets', 'subnet-1, subnet-2', 'subnet-3']]],
    [
      'types by name',
      { instanceTypes: ['m5.large'] },
      [
        ['instance types', undefined, 'm5.large'],
        ['excluded types', 't3.*', undefined],
      ],
    ],
    ['no end', { scaleInAfter: -1 }, [['scale in after', undefined, 'never']]],
    ['tags', { propagateTags: true }, [['propagate tags', 'NONE', 'CAPACITY_PROVIDER']]],
  ])('changes in what differs: %s', (_, more, changes) => {
    const { steps } = planManaged({ ...named, ...more }, aFound({ existing: anExisting() }));
    expect(steps.map(({ id }) => id)).toEqual(changes.length > 0 ? ['provider', 'ready'] : []);
    expect(steps[0]?.changes.map(({ field, from, to }) => [field, from, to]) ?? []).toEqual(changes);
  });

  it('keeps what is not named, and names no way of paying', () => {
    const [step] = planManaged({ ...named, storage: 80 }, aFound({ existing: anExisting() })).steps;
    const { capacityOptionType: _fixed, ...template } =
      anExisting().managedInstancesProvider?.instanceLaunchTemplate ?? {};
    expect(step?.call).toEqual({
      service: 'ecs',
      operation: 'UpdateCapacityProvider',
      input: {
        name: 'own',
        cluster: 'prod',
        managedInstancesProvider: {
          infrastructureRoleArn,
          propagateTags: 'NONE',
          instanceLaunchTemplate: { ...template, storageConfiguration: { storageSizeGiB: 80 } },
        },
      },
    });
    expect(step?.undo).toMatchObject({
      input: { managedInstancesProvider: { instanceLaunchTemplate: template } },
    });
  });

  it.each<[string, Partial<CapacityProvider>, string[]]>([
    [
      'is waited for while it is made',
      { status: 'PROVISIONING', updateStatus: 'CREATE_IN_PROGRESS' },
      ['ready'],
    ],
    ['is waited for while it changes', { updateStatus: 'UPDATE_IN_PROGRESS' }, ['ready']],
    ['is changed once more when that has failed', { updateStatus: 'UPDATE_FAILED' }, ['provider', 'ready']],
  ])('%s', (_, more, ids) => {
    const found = aFound({ existing: anExisting(more) });
    expect(planManaged(named, found).steps.map(({ id }) => id)).toEqual(ids);
  });

  it.each<[string, Partial<CapacityProvider>, Partial<WantedManaged>, string, string]>([
    [
      'could not be made',
      { updateStatus: 'CREATE_FAILED', updateStatusReason: 'ECS was unable to assume the role.' },
      {},
      'could not be made: ECS was unable to assume the role',
      'ecsctl capacity rm own -c prod',
    ],
    ['is being deleted', { status: 'DEPROVISIONING' }, {}, 'is being deleted', 'choose another --name'],
    ['is not on Spot', {}, { spot: true }, 'was made without Spot', 'another one with --spot'],
  ])('is refused when it %s', (_, more, wanted, words, way) => {
    const found = aFound({ existing: anExisting(more) });
    expect(refusedFor('refused', words, () => planManaged({ ...named, ...wanted }, found))).toContain(way);
  });
});

const anyRange = fc
  .integer({ min: 1, max: 8 })
  .chain((min) =>
    fc.option(fc.integer({ min, max: 16 }), { nil: undefined }).map((max) => ({ min, ...(max && { max }) })),
  );

const anyWanted: fc.Arbitrary<WantedManaged> = fc
  .record(
    {
      cluster: fc.constant('prod'),
      name: fc.constant('own'),
      infrastructureRole: fc.constant({ name: 'ecsInfrastructureRole' }),
      instanceProfile: fc.constantFrom({ name: 'ecsInstanceRole' }, { name: 'ecsInstanceRole2' }),
      subnets: fc.subarray(['subnet-1', 'subnet-2', 'subnet-3'], { minLength: 1 }),
      securityGroups: fc.subarray(['sg-1', 'sg-2'], { minLength: 1 }),
      vcpu: anyRange,
      memory: anyRange,
      instanceTypes: fc.constant(['m5.*']),
      exclude: fc.constant(['t3.*', 'c5.large']),
      arch: fc.constantFrom('x86_64', 'arm64'),
      storage: fc.integer({ min: 1, max: 100 }),
      monitoring: fc.constantFrom('BASIC', 'DETAILED'),
      scaleInAfter: fc.integer({ min: -1, max: 3600 }),
      propagateTags: fc.boolean(),
      strategy: fc.constantFrom([], [{ capacityProvider: 'own', base: 0, weight: 1 }]),
    },
    { requiredKeys: ['cluster', 'name'] },
  )
  .map(({ exclude, ...wanted }) => (wanted.instanceTypes || !exclude ? wanted : { ...wanted, exclude }));

it('any of them leaves nothing to do, and the next one follows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyWanted, { minLength: 1, maxLength: 3 }), async (all) => {
      const { world } = new PracticeWorld();
      CreateCluster({ clusterName: 'prod', capacityProviders: ['FARGATE'] }, callIn(world));
      makeManagedRoles(callIn(world));
      makeProfile(callIn(world), 'ecsInstanceRole2');
      world.clock.advance(60);
      const aws = new SandboxAws(world, 'us-east-1');
      for (const [index, one] of all.entries()) {
        const wanted = index === 0 ? { ...whole, ...one } : one;
        const outcomes = await carryCapacity(planManaged(wanted, await readManagedFound(aws, wanted)), aws);
        expect(outcomes.filter(({ status }) => status !== 'done').map(({ error }) => error)).toEqual([]);
        const after = await readManagedFound(aws, wanted);
        expect(planManaged(wanted, after).steps).toEqual([]);
        expect(isEmpty(planRest(wanted, after))).toBe(true);
        expect(clusterIn(world).capacityProviders).toEqual(['FARGATE', 'own']);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
