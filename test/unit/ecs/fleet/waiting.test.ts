import type { PlacementConstraint, Task, TaskDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { FoundFleet } from '../../../../src/ecs/fleet/found.ts';
import { judgeFleet } from '../../../../src/ecs/fleet/judge.ts';
import { judgeCapacity } from '../../../../src/ecs/fleet/verdict.ts';
import { waitingSentence } from '../../../../src/ecs/fleet/words.ts';
import {
  aFoundFleet,
  aGroup,
  ago,
  aMachine,
  anInstance,
  aPlacedService,
  aPlacementEvent,
  aProvider,
  apiDefinition,
  aWaitingTask,
  reserved,
} from '../../../support/found-fleet.ts';

const full = [aMachine({ id: 'i-1', free: [0, 3727] }), aMachine({ id: 'i-2', free: [256, 3727] })];
const report: TaskDefinition = {
  taskDefinitionArn: 'arn:aws:ecs:eu-central-1:123456789012:task-definition/report:4',
  networkMode: 'awsvpc',
  cpu: '3072',
  memory: '6144',
};
const definitions = new Map(
  [apiDefinition, report].map((one) => [one.taskDefinitionArn ?? '', one] as const),
);
const waits = (count: number, values: Partial<Task> = {}) =>
  Array.from({ length: count }, () => aWaitingTask(values));

/** Service report of launch type EC2, of which so many have no place. */
function onEc2(count: number, values: Parameters<typeof aPlacedService>[1] = {}) {
  return aPlacedService([count, 0, 0], {
    serviceName: 'report',
    launchType: 'EC2',
    capacityProviderStrategy: [],
    taskDefinition: report.taskDefinitionArn,
    events: [aPlacementEvent()],
    ...values,
  });
}

const grows = {
  groups: new Map([['nodes', aGroup(['i-1', 'i-2'], { DesiredCapacity: 4 })]]),
  reservations: new Map([['nodes', reserved(200, 1)]]),
};
const atMax = { groups: new Map([['nodes', aGroup(['i-1', 'i-2'], { MaxSize: 2 })]]) };
const large = aMachine({
  id: 'i-9',
  provider: undefined,
  values: {
    attributes: [{ name: 'ecs.instance-type', value: 'm5.xlarge' }],
    registeredResources: [
      { name: 'CPU', integerValue: 4096 },
      { name: 'MEMORY', integerValue: 15_646 },
    ],
    remainingResources: [
      { name: 'CPU', integerValue: 1024 },
      { name: 'MEMORY', integerValue: 9502 },
    ],
  },
});

const cases: readonly [string, Partial<FoundFleet>, string, string, string?][] = [
  [
    'instances are on their way',
    { tasks: waits(3), ...grows },
    'instances-come',
    '3 tasks of api wait: nodes grows from 2 to 4 instances, of at most 6',
  ],
  [
    'the group may have no more',
    { tasks: waits(1), ...atMax },
    'stuck',
    '1 task of api waits for room: nodes is at its most of 2 instances; closest is i-2: CPU: 256 free of 2,048, needs 512',
    'aws autoscaling update-auto-scaling-group --auto-scaling-group-name nodes --max-size 3',
  ],
  [
    'there is room by now',
    { tasks: waits(2), instances: [aMachine({ id: 'i-1' })] },
    'room',
    '2 tasks of api wait: i-1 has room, ECS places it in a moment',
  ],
  [
    'the provider has no instance yet',
    { tasks: waits(2), instances: [], groups: new Map([['nodes', aGroup([], { DesiredCapacity: 2 })]]) },
    'instances-come',
    '2 tasks of api wait: nodes grows from 0 to 2 instances, of at most 6',
  ],
  [
    'nothing adds instances, and none is large enough',
    { services: [onEc2(4)] },
    'stuck',
    '4 tasks of report fit nowhere: each needs 3,072 CPU units, and no instance of cluster fleet has more than 2,048; nothing adds instances for launch type EC2',
    'a smaller task, or a group of large enough instances: ecsctl capacity attach fleet --asg NAME',
  ],
  [
    'nothing adds instances, and one is large enough but not free',
    { services: [onEc2(2)], instances: [...full, large] },
    'stuck',
    '2 tasks of report wait for room: nothing adds instances for launch type EC2; closest is i-9: CPU: 1,024 free of 4,096, needs 3,072',
  ],
  [
    'nothing adds instances, but a provider would',
    { services: [onEc2(2, { serviceName: 'api', taskDefinition: apiDefinition.taskDefinitionArn })] },
    'stuck',
    '2 tasks of api wait for room: nothing adds instances for launch type EC2; closest is i-2: CPU: 256 free of 2,048, needs 512',
    'ecsctl capacity use fleet/api nodes',
  ],
  [
    'there is no instance at all',
    { services: [onEc2(1)], instances: [], providers: [] },
    'stuck',
    '1 task of report waits for room: nothing adds instances for launch type EC2; the cluster has no instance that takes tasks',
  ],
  [
    'instances of that type would not help',
    {
      tasks: waits(2, { group: 'family:report', taskDefinitionArn: report.taskDefinitionArn }),
    },
    'stuck',
    '2 tasks of report fit nowhere: each needs 3,072 CPU units, and no instance of nodes has more than 2,048; more instances of nodes would not help',
  ],
  [
    'the group also has types that nobody knows',
    {
      tasks: waits(2, { group: 'family:report', taskDefinitionArn: report.taskDefinitionArn }),
      groups: new Map([['nodes', aGroup(['i-1', 'i-2'], {}, { types: undefined })]]),
    },
    'instances-come',
    '2 tasks of report wait: nodes grows from 2 instances, of at most 6, once ECS has measured the demand: in about two minutes',
  ],
  [
    'the cluster does not have the provider',
    { tasks: waits(1, { capacityProviderName: 'other' }) },
    'stuck',
    '1 task of api waits for room: cluster fleet does not have other; other has no instance that takes tasks',
  ],
  [
    'the task definition is gone',
    { tasks: waits(1), definitions: new Map(), ...atMax },
    'stuck',
    '1 task of api waits for room: nodes keeps its 2 instances, its least; its task definition is gone',
  ],
  [
    'ECS has not even made the tasks of a provider without managed scaling',
    {
      providers: [aProvider({ status: 'DISABLED' })],
      services: [aPlacedService([9, 7, 0], { events: [aPlacementEvent()] })],
    },
    'stuck',
    '2 tasks of api wait for room: nodes keeps its 2 instances: managed scaling is off; closest is i-2: CPU: 256 free of 2,048, needs 512',
    'ecsctl capacity attach fleet --asg nodes --target 100',
  ],
];

describe('tasks without a place, when', () => {
  it.each(cases)('%s', (_, values, code, sentence, advice) => {
    const [first] = judgeFleet(aFoundFleet({ instances: full, definitions, ...values }), ['nodes']).waiting;
    expect(first && waitingSentence(first)).toBe(sentence);
    expect(first).toMatchObject({ code, ...(advice !== undefined && { advice }) });
  });

  it('are told with what they need, since when, and what ECS said', () => {
    const tasks = [aWaitingTask({ createdAt: ago(1) }), aWaitingTask({ createdAt: ago(5) })];
    const services = [aPlacedService([9, 7, 2], { events: [aPlacementEvent()] })];
    expect(judgeFleet(aFoundFleet({ instances: full, tasks, services }), ['nodes']).waiting).toMatchObject([
      {
        count: 2,
        of: 'api',
        isService: true,
        taskDefinition: 'api:1',
        providers: ['nodes'],
        since: ago(5),
        needs: { cpu: 512, memory: 1024, interfaces: 0 },
        closest: { instance: 'i-2', lacks: ['CPU: 256 free of 2,048, needs 512'] },
        said: expect.stringContaining('was unable to place a task'),
      },
    ]);
  });

  it('are counted by what they are, those that nothing comes for first', () => {
    const tasks = [
      ...waits(1),
      ...waits(2, { group: 'family:report', taskDefinitionArn: report.taskDefinitionArn }),
    ];
    const found = aFoundFleet({ instances: full, definitions, tasks });
    expect(judgeFleet(found, ['nodes']).waiting.map(({ of, count }) => [of, count])).toEqual([
      ['report', 2],
      ['api', 1],
    ]);
  });

  it.each<[PlacementConstraint[], string]>([
    [[{ type: 'distinctInstance' }], 'distinctInstance'],
    [[{ type: 'memberOf', expression: 'attribute:rack == a' }], 'memberOf (attribute:rack == a)'],
  ])('have constraints that are said not to be judged: %j', (placementConstraints, words) => {
    const services = [aPlacedService([9, 7, 2], { placementConstraints })];
    const found = aFoundFleet({ instances: [aMachine({ id: 'i-1' })], tasks: waits(2), services });
    const [first] = judgeFleet(found, ['nodes']).waiting;
    expect(first).toMatchObject({
      code: 'room',
      notJudged: [words],
      why: 'i-1 has CPU and memory for it',
      next: `whether it fits there is not judged here: ${words}`,
    });
  });

  it.each([
    ['drains', { status: 'DRAINING' }],
    ['has lost its agent', { agentConnected: false }],
    ['is being taken out', { status: 'DEREGISTERING' }],
  ])('find none on an instance that %s', (_, values) => {
    const instances = [aMachine({ id: 'i-1', values })];
    const [first] = judgeFleet(aFoundFleet({ instances, tasks: waits(1) }), ['nodes']).waiting;
    expect(first?.why).toBe('nodes has no instance that takes tasks');
  });

  it('find none on an instance that EC2 is ending, or of another provider', () => {
    const instances = [aMachine({ id: 'i-1' }), aMachine({ id: 'i-2', provider: 'other' })];
    const Instances = [anInstance('i-1', { LifecycleState: 'Terminating' })];
    const groups = new Map([['nodes', aGroup(['i-1'], { Instances })]]);
    const [first] = judgeFleet(aFoundFleet({ instances, groups, tasks: waits(1) }), ['nodes']).waiting;
    expect(first?.why).toBe('nodes has no instance that takes tasks');
  });
});

describe('tasks with a place', () => {
  it.each<[string, Partial<FoundFleet>]>([
    ['run or start on an instance', { tasks: [aWaitingTask({ containerInstanceArn: 'arn' })] }],
    ['go to Fargate', { tasks: [aWaitingTask({ launchType: 'FARGATE', capacityProviderName: 'FARGATE' })] }],
    ['are stopping', { tasks: [aWaitingTask({ desiredStatus: 'STOPPED' })] }],
    ['of a service are to be started, as far as ECS has said', { services: [aPlacedService([9, 7, 0])] }],
    [
      'of a service found one after a while',
      { services: [aPlacedService([7, 7, 0], { events: [aPlacementEvent()] })] },
    ],
    [
      'of a service on Fargate are none of the instances',
      {
        services: [
          aPlacedService([9, 7, 0], {
            launchType: 'FARGATE',
            capacityProviderStrategy: [],
            events: [aPlacementEvent()],
          }),
        ],
      },
    ],
  ])('%s', (_, values) => {
    expect(judgeFleet(aFoundFleet(values), ['nodes']).waiting).toEqual([]);
  });

  it('of an old deployment do not hide that the new one finds none', () => {
    const services = [
      onEc2(3, {
        runningCount: 3,
        deployments: [
          { status: 'PRIMARY', taskDefinition: report.taskDefinitionArn, desiredCount: 3, runningCount: 1 },
          { status: 'ACTIVE', desiredCount: 3, runningCount: 2 },
        ],
      }),
    ];
    const found = aFoundFleet({ instances: full, definitions, services });
    expect(judgeFleet(found, ['nodes']).waiting).toMatchObject([{ of: 'report', count: 2 }]);
  });
});

describe('the verdict on a cluster', () => {
  const verdict = (values: Partial<FoundFleet>, names = ['nodes'], running = 7, starting = 0) =>
    judgeCapacity('fleet', judgeFleet(aFoundFleet({ definitions, ...values }), names), { running, starting });

  it.each<[string, ReturnType<typeof verdict>, object]>([
    [
      'all have a place',
      verdict({}),
      { code: 'placed', text: 'all 7 tasks have a place; nodes keeps its 2 instances, its least.' },
    ],
    [
      'some start, on Fargate alone',
      verdict({ providers: [], instances: [] }, ['FARGATE'], 1, 2),
      { code: 'placed', text: 'all 3 tasks have a place, 2 of them starting.' },
    ],
    [
      'all run on Fargate without a provider',
      verdict({ providers: [], instances: [] }, [], 2),
      { code: 'placed', text: 'all 2 tasks have a place.' },
    ],
    ['one runs', verdict({}, ['FARGATE'], 1), { code: 'placed', text: 'the one task has a place.' }],
    ['none runs', verdict({}, ['FARGATE'], 0), { code: 'placed', text: 'no task runs.' }],
    [
      'a group is in trouble, though nothing waits',
      verdict(
        {
          groups: new Map([
            [
              'nodes',
              aGroup(['i-1', 'i-2'], { DesiredCapacity: 3, SuspendedProcesses: [{ ProcessName: 'Launch' }] }),
            ],
          ]),
        },
        ['FARGATE', 'nodes'],
      ),
      {
        code: 'placed',
        text: 'all 7 tasks have a place; nodes gets no more instances: Launch is suspended in group nodes.',
        advice: 'aws autoscaling resume-processes --auto-scaling-group-name nodes --scaling-processes Launch',
      },
    ],
    [
      'tasks wait',
      verdict({ instances: full, tasks: waits(3), ...grows }),
      { code: 'waiting', text: '3 tasks of api wait: nodes grows from 2 to 4 instances, of at most 6.' },
    ],
    [
      'some wait, and others can wait for ever',
      verdict({ instances: full, tasks: waits(3), services: [onEc2(4)], ...grows }),
      {
        code: 'stuck',
        text: expect.stringMatching(/^4 tasks of report fit nowhere: .*; 3 other tasks wait, too\.$/),
        advice: expect.stringContaining('ecsctl capacity attach fleet --asg NAME'),
      },
    ],
    [
      'there is nothing',
      verdict({ providers: [], instances: [] }, [], 0),
      {
        code: 'nothing',
        text: 'cluster fleet has neither capacity providers nor instances: only launch type FARGATE runs in it.',
        advice: 'ecsctl capacity attach fleet FARGATE FARGATE_SPOT',
      },
    ],
  ])('when %s', (_, told, expected) => {
    expect(told).toEqual(expected);
  });
});
