import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { CapacityProviderStatus, type ContainerInstance, type ManagedScaling } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { FoundFleet } from '../../../../src/ecs/fleet/found.ts';
import { judgeFleet } from '../../../../src/ecs/fleet/judge.ts';
import type { Outlook } from '../../../../src/ecs/fleet/value.ts';
import {
  aFoundFleet,
  aGroup,
  ago,
  aMachine,
  anInstance,
  aPlacedService,
  aProvider,
  at,
  aWaitingTask,
  reserved,
} from '../../../support/found-fleet.ts';

interface Situation {
  readonly instances?: readonly ContainerInstance[];
  readonly group?: Partial<AutoScalingGroup>;
  readonly scaling?: ManagedScaling;
  readonly isProtecting?: boolean;
  readonly percent?: number;
  readonly minutes?: number;
  readonly failed?: number;
  readonly waiting?: number;
}

const full = (count: number) =>
  Array.from({ length: count }, (_, index) => aMachine({ id: `i-${index}`, free: [0, 3727] }));

function outlook(situation: Situation): Outlook | undefined {
  const { instances = full(2), percent = 100, minutes = 20, waiting = 0, failed } = situation;
  const ids = instances.map(({ ec2InstanceId = '' }) => ec2InstanceId);
  const failure = failed === undefined ? {} : { failure: { at: ago(failed), reason: 'no capacity' } };
  const provider = aProvider(situation.scaling);
  const managedTerminationProtection = situation.isProtecting === false ? 'DISABLED' : 'ENABLED';
  const autoScalingGroupProvider = {
    ...(provider.autoScalingGroupProvider ?? { autoScalingGroupArn: '' }),
    managedTerminationProtection,
  } as const;
  const found: FoundFleet = aFoundFleet({
    instances,
    providers: [{ ...provider, autoScalingGroupProvider }],
    groups: new Map([['nodes', aGroup(ids, situation.group, failure)]]),
    reservations: new Map([['nodes', reserved(percent, minutes)]]),
    tasks: Array.from({ length: waiting }, () => aWaitingTask()),
  });
  return judgeFleet(found, ['nodes']).providers[0]?.outlook;
}

const arriving = (...states: ('Pending' | 'InService')[]) =>
  states.map((LifecycleState, index) => anInstance(`i-new-${index}`, { LifecycleState }));
const both = [anInstance('i-0'), anInstance('i-1')];

const situations: readonly [string, Situation, Outlook['code'], string, Partial<Outlook>?][] = [
  ['all is as it should be', {}, 'steady', 'keeps its 2 instances, its least', { to: 2 }],
  ['it is between its bounds', { instances: full(3) }, 'steady', 'keeps its 3 instances'],
  ['it is full', { instances: full(6) }, 'steady', 'keeps its 6 instances, the most it may have'],
  [
    'more is reserved',
    { percent: 200, minutes: 1 },
    'grows',
    'is 200% reserved of 100% and grows from 2 to 4 instances, of at most 6',
    { to: 4 },
  ],
  [
    'a share is to be free',
    { scaling: { targetCapacity: 80 }, instances: full(4) },
    'grows',
    'is 100% reserved of 80% and grows from 4 to 5 instances, of at most 6',
  ],
  [
    'the share that is to be free is no whole number of instances',
    { scaling: { targetCapacity: 70 }, percent: 70 },
    'steady',
    'keeps its 2 instances, its least',
  ],
  [
    'more is reserved than it may have',
    { percent: 500 },
    'grows',
    'is 500% reserved of 100% and grows from 2 to 6 instances, its most, and needs 10',
    { to: 6 },
  ],
  [
    'it may have no more',
    { instances: full(6), percent: 150 },
    'at-max',
    'is at its most of 6 instances and needs 9',
    {
      advice: 'aws autoscaling update-auto-scaling-group --auto-scaling-group-name nodes --max-size 9',
    },
  ],
  [
    'it may have no more, and that is not measured yet',
    { instances: full(6), waiting: 1 },
    'at-max',
    'is at its most of 6 instances',
    {
      advice: 'aws autoscaling update-auto-scaling-group --auto-scaling-group-name nodes --max-size 7',
    },
  ],
  [
    'tasks wait, and that is not measured yet',
    { waiting: 2 },
    'grows',
    'grows from 2 instances, of at most 6, once ECS has measured the demand: in about two minutes',
  ],
  [
    'instances launch',
    {
      percent: 200,
      group: { DesiredCapacity: 4, Instances: [...both, ...arriving('Pending', 'InService')] },
    },
    'grows',
    'grows from 2 to 4 instances, of at most 6',
    { to: 4 },
  ],
  [
    'the last ones that it may have launch',
    { percent: 400, group: { DesiredCapacity: 6, Instances: [...both, ...arriving('Pending')] } },
    'grows',
    'grows from 2 to 6 instances, the most it may have',
  ],
  [
    'launches fail',
    { percent: 200, failed: 3, group: { DesiredCapacity: 3, Instances: both } },
    'failing',
    'cannot grow from 2 to 3 instances, its last launch failed 3m ago: no capacity',
    { advice: 'aws autoscaling describe-scaling-activities --auto-scaling-group-name nodes' },
  ],
  [
    'a launch failed, and another one is under way',
    { percent: 150, failed: 3, group: { DesiredCapacity: 3, Instances: [...both, ...arriving('Pending')] } },
    'grows',
    'grows from 2 to 3 instances, of at most 6',
  ],
  [
    'launching is suspended',
    {
      percent: 200,
      group: { SuspendedProcesses: [{ ProcessName: 'Launch' }, { ProcessName: 'AZRebalance' }] },
    },
    'held',
    'gets no more instances: Launch is suspended in group nodes',
    {
      advice: 'aws autoscaling resume-processes --auto-scaling-group-name nodes --scaling-processes Launch',
    },
  ],
  [
    'launching is suspended, and more are wanted already',
    { group: { DesiredCapacity: 4, Instances: both, SuspendedProcesses: [{ ProcessName: 'Launch' }] } },
    'held',
    'gets no more instances: Launch is suspended in group nodes',
  ],
  [
    'less is reserved since a while',
    { instances: full(4), percent: 50, minutes: 3 },
    'shrinks',
    'is 50% reserved of 100% and shrinks by 2 to 2 instances in about 12 minutes',
    { to: 2, at: ago(-12) },
  ],
  [
    'less is reserved since long',
    { instances: full(4), percent: 75 },
    'shrinks',
    'is 75% reserved of 100% and shrinks by 1 to 3 instances any minute',
  ],
  [
    'less is reserved, and it may not be smaller',
    { percent: 50 },
    'steady',
    'keeps its 2 instances, its least',
  ],
  [
    'less is reserved, and the youngest is still warming up',
    {
      instances: [...full(3), aMachine({ id: 'i-9', values: { registeredAt: ago(25) } })],
      percent: 50,
      scaling: { instanceWarmupPeriod: 2400 },
    },
    'shrinks',
    'is 50% reserved of 100% and shrinks by 2 to 2 instances in about 15 minutes',
  ],
  [
    'less is reserved, and nothing may end',
    { instances: full(4), percent: 50, group: { SuspendedProcesses: [{ ProcessName: 'Terminate' }] } },
    'steady',
    'is 50% reserved of 100%, and stays as it is: Terminate is suspended',
  ],
  [
    'less is reserved, and somebody has protected all instances',
    {
      ...{ instances: full(3), percent: 67, isProtecting: false },
      group: { Instances: ['i-0', 'i-1', 'i-2'].map((id) => anInstance(id, { ProtectedFromScaleIn: true })) },
    },
    'steady',
    'is 67% reserved of 100%, and all of its instances are protected from scale-in, so none goes',
  ],
  [
    'less is reserved, and somebody has protected most instances',
    {
      ...{ instances: full(4), percent: 50, isProtecting: false },
      group: {
        Instances: [0, 1, 2, 3].map((id) => anInstance(`i-${id}`, { ProtectedFromScaleIn: id > 0 })),
      },
    },
    'shrinks',
    'is 50% reserved of 100% and shrinks by 1 to 3 instances any minute; 3 instances protected from scale-in stay',
  ],
  [
    'instances are going',
    { instances: full(4), percent: 50, group: { DesiredCapacity: 3 } },
    'shrinks',
    'is to shrink from 4 to 3 instances',
    { to: 3 },
  ],
  [
    'an instance came after the last value',
    {
      instances: [...full(2), aMachine({ id: 'i-9', values: { registeredAt: at } })],
      percent: 150,
    },
    'steady',
    'has 3 instances by now, of at most 6; ECS measures what is reserved once a minute',
  ],
  [
    'nothing is measured',
    { minutes: 0, instances: full(3) },
    'steady',
    'keeps its 3 instances; nothing was measured in 20 minutes',
  ],
  [
    'managed scaling is off',
    { scaling: { status: 'DISABLED' }, waiting: 1 },
    'off',
    'keeps its 2 instances: managed scaling is off',
    { advice: 'ecsctl capacity attach fleet --asg nodes --target 100' },
  ],
  [
    'managed scaling is off, and somebody has set another size',
    { scaling: { status: 'DISABLED' }, group: { DesiredCapacity: 3, Instances: both } },
    'grows',
    'comes to 3 instances, as its group nodes is set; ECS adds none by itself',
  ],
];

describe('what a group does next, when', () => {
  it.each(situations)('%s', (_, situation, code, text, more = {}) => {
    expect(outlook(situation)).toMatchObject({ code, text, ...more });
  });
});

describe('tasks that no instance could hold', () => {
  it('make no group grow', () => {
    const taskDefinitionArn = 'arn:aws:ecs:eu-central-1:1:task-definition/huge:1';
    const huge = { taskDefinitionArn, cpu: '4096', memory: '1024' };
    const found = aFoundFleet({
      tasks: [aWaitingTask({ taskDefinitionArn, group: 'family:huge' })],
      definitions: new Map([[taskDefinitionArn, huge]]),
    });
    expect(judgeFleet(found, ['nodes']).providers[0]?.outlook.code).toBe('steady');
  });
});

describe('tasks for which there is room already', () => {
  it('make no group grow, for they only wait for ECS to see it', () => {
    const found = aFoundFleet({ instances: [aMachine({ id: 'i-1' })], tasks: [aWaitingTask()] });
    const groups = new Map([['nodes', aGroup(['i-1'], { MinSize: 1 })]]);
    expect(judgeFleet({ ...found, groups }, ['nodes']).providers[0]?.outlook.code).toBe('steady');
  });
});

describe('a provider that is no group', () => {
  it.each([
    ['FARGATE', 'Fargate', 'by-aws', 'has no instances to wait for'],
    [
      'FARGATE_SPOT',
      'Fargate Spot',
      'by-aws',
      'has no instances to wait for, while AWS has capacity to spare',
    ],
    ['gone', 'unknown', 'broken', 'is not known to ECS'],
    ['managed', 'managed instances', 'by-aws', 'has instances started by ECS as tasks need them'],
    ['lost', 'Auto Scaling group', 'broken', 'has lost its Auto Scaling group'],
  ])('%s is %s', (name, kind, code, text) => {
    const lost = { autoScalingGroupProvider: { autoScalingGroupArn: 'lost' } };
    const providers = [
      aProvider({}, { name: 'lost', ...lost }),
      { name: 'managed', status: 'ACTIVE', type: 'MANAGED_INSTANCES' } as const,
    ];
    const [judged] = judgeFleet(aFoundFleet({ providers }), [name]).providers;
    expect(judged).toMatchObject({ name, kind, outlook: { code, text } });
  });

  it.each(Object.values(CapacityProviderStatus))('has an outlook when it is %s', (status) => {
    const found = aFoundFleet({ providers: [aProvider({}, { status })] });
    const [judged] = judgeFleet(found, ['nodes']).providers;
    expect(judged?.outlook).toMatchObject(
      status === 'ACTIVE' ? { code: 'steady' } : { code: 'broken', text: `is ${status}` },
    );
  });
});

describe('the group of a provider', () => {
  it('is told with its instances counted by where they are', () => {
    const draining = aMachine({ id: 'i-2', values: { status: 'DRAINING' } });
    const found = aFoundFleet({
      instances: [...full(2), draining],
      services: [aPlacedService([0, 0, 0])],
      groups: new Map([
        [
          'nodes',
          aGroup(['i-0', 'i-1', 'i-2'], {
            DesiredCapacity: 3,
            Instances: [
              ...both,
              anInstance('i-2', { ProtectedFromScaleIn: true }),
              anInstance('i-3', { LifecycleState: 'Pending:Wait', ProtectedFromScaleIn: true }),
              anInstance('i-4', { LifecycleState: 'Terminating:Wait' }),
            ],
          }),
        ],
      ]),
    });
    const { providers, instances } = judgeFleet(found, ['nodes']);
    expect(providers[0]?.group).toEqual({
      ...{ name: 'nodes', min: 2, max: 6, desired: 3, present: 2, arriving: 1, leaving: 2 },
      ...{ protected: 1, suspended: [] },
    });
    expect(instances.map(({ id, state }) => [id, state])).toEqual([
      ['i-2', 'draining'],
      ['i-0', 'active'],
      ['i-1', 'active'],
      ['i-3', 'launching'],
      ['i-4', 'ending'],
    ]);
  });
});
