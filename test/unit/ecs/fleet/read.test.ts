import type { Activity } from '@aws-sdk/client-auto-scaling';
import { describe, expect, it } from 'vitest';
import { judgeFleet } from '../../../../src/ecs/fleet/judge.ts';
import { readFleet, readServiceFleet } from '../../../../src/ecs/fleet/read.ts';
import { lastFailure } from '../../../../src/ecs/fleet/read-groups.ts';
import { readMachines } from '../../../../src/ecs/fleet/read-machines.ts';
import { readTypes } from '../../../../src/ecs/fleet/read-types.ts';
import { readCluster } from '../../../../src/ecs/read-clusters.ts';
import { readProviders } from '../../../../src/ecs/read-providers.ts';
import { readService } from '../../../../src/ecs/read-service.ts';
import { RunTask } from '../../../../src/sandbox/services/ecs/run-task.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { fleet, groupOf, resize, run } from '../../sandbox/services/ecs/small-fleet.ts';
import type { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const managed = { managedScaling: { status: 'ENABLED', instanceWarmupPeriod: 0 } } as const;

async function look(practice: PracticeWorld) {
  const aws = new SandboxAws(practice.world, 'us-east-1');
  const cluster = await readCluster(aws, 'prod');
  const found = await readFleet(aws, cluster);
  return { aws, found, fleet: judgeFleet(found, cluster.capacityProviders ?? []) };
}

const operations = (aws: SandboxAws) => aws.calls.map(({ operation }) => operation).sort();

describe('reading a fleet', () => {
  it('asks for nothing twice, and for no task definition where nothing waits', async () => {
    const practice = fleet({ least: 2, provider: managed });
    run(practice, 3, 'nodes');
    practice.pass(180);
    const { aws, fleet: judged } = await look(practice);
    expect(operations(aws)).toEqual([
      'DescribeAutoScalingGroups',
      'DescribeCapacityProviders',
      'DescribeClusters',
      'DescribeContainerInstances',
      'DescribeInstanceTypes',
      'DescribeServices',
      'DescribeTasks',
      'GetMetricData',
      'ListContainerInstances',
      'ListServices',
      'ListTasks',
    ]);
    expect(aws.writes).toEqual([]);
    expect(judged).toMatchObject({
      waiting: [],
      providers: [{ name: 'nodes', target: 100, reservation: { percent: 100 }, outlook: { code: 'steady' } }],
      instances: [
        { state: 'active', type: 't3.large', cpu: { total: 2048 }, interfaces: { free: 2, total: 2 } },
        { state: 'active' },
      ],
    });
  });

  it('sees tasks wait and instances come for them', async () => {
    const practice = fleet({ least: 1, provider: managed });
    run(practice, 4, 'nodes');
    practice.pass(180);
    resize(practice, 9);
    const codes = new Set<string>();
    for (let times = 0; times < 20; times += 1) {
      practice.pass(20);
      const { fleet: judged } = await look(practice);
      const [provider] = judged.providers;
      codes.add(`${provider?.outlook.code}, ${judged.waiting[0]?.code ?? 'all placed'}`);
      for (const { state } of judged.instances) codes.add(state);
    }
    expect([...codes]).toEqual(
      expect.arrayContaining([
        'grows, instances-come',
        'launching',
        'joining',
        'active',
        'steady, all placed',
      ]),
    );
    expect(groupOf(practice).instances).toHaveLength(3);
  });

  it('reads the type of instances that a group has never had from its launch template', async () => {
    const practice = fleet({ provider: managed, most: 4 });
    run(practice, 2, 'nodes');
    practice.pass(20);
    const { aws, found, fleet: judged } = await look(practice);
    expect(operations(aws)).toContain('DescribeLaunchTemplateVersions');
    expect(found.groups.get('nodes')?.types).toEqual(['t3.large']);
    expect(judged.waiting).toMatchObject([{ code: 'instances-come', count: 2 }]);
  });

  it('takes the interfaces of tasks from those of their instances', async () => {
    const practice = fleet({ least: 1 });
    practice.region.ec2.subnets.set('subnet-9', { SubnetId: 'subnet-9', CidrBlock: '10.0.0.0/24' } as never);
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-9'], securityGroups: ['sg-1'] } };
    const job = { cluster: 'prod', taskDefinition: 'net', launchType: 'EC2' as const, networkConfiguration };
    RunTask(job, practice.call);
    practice.pass(60);
    const { fleet: judged } = await look(practice);
    expect(judged.instances).toMatchObject([{ tasks: 1, interfaces: { free: 1, total: 2 } }]);
  });

  it('asks activities only of a group of which instances are missing, and has from them since when', async () => {
    const practice = fleet({ least: 1, provider: managed });
    groupOf(practice).desiredCapacity = 2;
    practice.pass(10);
    const { aws, fleet: judged } = await look(practice);
    expect(operations(aws)).toContain('DescribeScalingActivities');
    const young = groupOf(practice).instances.at(-1);
    expect(judged.instances.at(-1)).toMatchObject({
      id: young?.id,
      state: 'launching',
      launchedAt: new Date(young?.launchedAt ?? 0),
    });
  });
});

describe('reading the fleet under a service', () => {
  it('asks for the tasks of that service alone where they have no interfaces of their own', async () => {
    const practice = fleet({ least: 1, provider: managed });
    run(practice, 6, 'nodes');
    practice.pass(30);
    const aws = new SandboxAws(practice.world, 'us-east-1');
    const service = await readService(aws, { cluster: 'prod', service: 'web' });
    const providers = await readProviders(aws, [await readCluster(aws, 'prod')]);
    const found = await readServiceFleet(
      aws,
      'prod',
      service,
      providers.filter(({ name }) => name === 'nodes'),
    );
    const listing = aws.calls.find(({ operation }) => operation === 'ListTasks');
    expect(listing?.input).toMatchObject({ cluster: 'prod', serviceName: 'web' });
    expect(found.definitions.size).toBe(1);
    expect(judgeFleet(found, ['nodes']).waiting).toMatchObject([{ of: 'web', count: 2 }]);
  });
});

describe('a launch that failed', () => {
  const activity = (StatusCode: Activity['StatusCode'], Description: string, minute: number): Activity => ({
    ActivityId: `${minute}`,
    AutoScalingGroupName: 'nodes',
    Cause: 'x',
    Description,
    StatusCode,
    StatusMessage: 'We currently do not have sufficient t3.large capacity.',
    StartTime: new Date(Date.UTC(2026, 2, 2, 9, minute)),
  });
  const launch = 'Launching a new EC2 instance';
  const ending = 'Terminating EC2 instance: i-1';

  it.each([
    ['is told with its reason', [activity('Failed', `${launch}.  Status Reason: x`, 9)], 9],
    [
      'is told though one is under way',
      [activity('InProgress', launch, 9), activity('Failed', launch, 8)],
      8,
    ],
    ['is over when a later one succeeds', [activity('Successful', launch, 9), activity('Failed', launch, 8)]],
    ['is no end that failed', [activity('Failed', ending, 9)]],
    ['is not there without activities', []],
  ] as const)('%s', (_, activities, minute?: number) => {
    expect(lastFailure(activities)).toEqual(
      minute === undefined
        ? undefined
        : {
            at: new Date(Date.UTC(2026, 2, 2, 9, minute)),
            reason: 'We currently do not have sufficient t3.large capacity',
          },
    );
  });
});

describe('the types of a group', () => {
  const practice = fleet();
  const aws = new SandboxAws(practice.world, 'us-east-1');
  const named = { LaunchTemplateName: 'node', Version: '$Default' };

  it.each([
    ['its launch template', { LaunchTemplate: named }, ['t3.large']],
    ['its launch template by id', { LaunchTemplate: { LaunchTemplateId: 'lt-1' } }, ['t3.large']],
    ['a launch template that is gone', { LaunchTemplate: { LaunchTemplateId: 'lt-2' } }, undefined],
    ['nothing', {}, undefined],
    [
      'its overrides',
      {
        MixedInstancesPolicy: {
          LaunchTemplate: {
            LaunchTemplateSpecification: named,
            Overrides: [{ InstanceType: 'm5.large' }, { InstanceType: 'c5.large' }],
          },
        },
      },
      ['m5.large', 'c5.large'],
    ],
    [
      'requirements',
      {
        MixedInstancesPolicy: {
          LaunchTemplate: {
            LaunchTemplateSpecification: named,
            Overrides: [{ InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 1 } } }],
          },
        },
      },
      undefined,
    ],
    [
      'a mixed policy without overrides',
      { MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: named } } },
      ['t3.large'],
    ],
  ])('come from %s', async (_, group, types) => {
    expect(await readTypes(aws, group)).toEqual(types);
  });

  it('are described by EC2, but for those that it does not know', async () => {
    const machines = await readMachines(aws, ['t3.large', 't3.large', 'moon.large', 'm5.xlarge']);
    expect([...machines]).toEqual([
      ['t3.large', { cpu: 2048, memory: 8192, interfaces: 3 }],
      ['m5.xlarge', { cpu: 4096, memory: 16_384, interfaces: 4 }],
    ]);
    expect(await readMachines(aws, ['moon.large'])).toEqual(new Map());
    expect(await readMachines(aws, [])).toEqual(new Map());
  });
});
