import type { Target } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import {
  CreateEventBus,
  DeleteEventBus,
  DescribeEventBus,
  ListEventBuses,
} from '../../../../../src/sandbox/services/events/buses.ts';
import { PutEvents } from '../../../../../src/sandbox/services/events/put-events.ts';
import {
  DeleteRule,
  DisableRule,
  EnableRule,
  PutRule,
} from '../../../../../src/sandbox/services/events/rules.ts';
import { DescribeRule, ListRules } from '../../../../../src/sandbox/services/events/rules-read.ts';
import {
  ListTagsForResource,
  TagResource,
  UntagResource,
} from '../../../../../src/sandbox/services/events/tags.ts';
import {
  ListRuleNamesByTarget,
  ListTargetsByRule,
  PutTargets,
  RemoveTargets,
} from '../../../../../src/sandbox/services/events/targets.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const EventPattern = JSON.stringify({ source: ['aws.ecs'], detail: { lastStatus: ['STOPPED'] } });
const clusterArn = 'arn:aws:ecs:us-east-1:123456789012:cluster/prod';

function target(Id: string, ecs: Partial<Target['EcsParameters']> = {}): Target {
  const EcsParameters = {
    TaskDefinitionArn: `${clusterArn.replace('cluster/prod', 'task-definition/job')}`,
    ...ecs,
  };
  return { Id, Arn: clusterArn, RoleArn: 'arn:aws:iam::123456789012:role/events', EcsParameters };
}

function worldWithRule(): PracticeWorld {
  const practice = new PracticeWorld();
  PutRule({ Name: 'stopped', EventPattern, Description: 'of tasks', State: 'DISABLED' }, practice.call);
  return practice;
}

describe('a rule', () => {
  it('is replaced as a whole: what is not named is unset, and tags stay', () => {
    const { call } = worldWithRule();
    const ResourceARN = DescribeRule({ Name: 'stopped' }, call).Arn;
    TagResource({ ResourceARN, Tags: [{ Key: 'env', Value: 'prod' }] }, call);
    PutRule(
      { Name: 'stopped', ScheduleExpression: 'rate(5 minutes)', Tags: [{ Key: 'a', Value: 'b' }] },
      call,
    );
    expect(DescribeRule({ Name: 'stopped' }, call)).toEqual({
      Name: 'stopped',
      Arn: 'arn:aws:events:us-east-1:123456789012:rule/stopped',
      ScheduleExpression: 'rate(5 minutes)',
      State: 'ENABLED',
      EventBusName: 'default',
      CreatedBy: '123456789012',
    });
    expect(ListTagsForResource({ ResourceARN }, call).Tags).toEqual([{ Key: 'env', Value: 'prod' }]);
    UntagResource({ ResourceARN, TagKeys: ['env'] }, call);
    expect(ListTagsForResource({ ResourceARN }, call).Tags).toEqual([]);
  });

  it('has an empty pattern or schedule as if it had none', () => {
    const practice = worldWithRule();
    const ScheduleExpression = 'rate(5 minutes)';
    PutRule({ Name: 'timed', EventPattern: '', ScheduleExpression }, practice.call);
    PutRule({ Name: 'stopped', EventPattern, ScheduleExpression: '' }, practice.call);
    PutEvents({ Entries: [{ Source: 'shop', DetailType: 'Sold', Detail: '{}' }] }, practice.call);
    practice.pass(3600);
    expect(DescribeRule({ Name: 'timed' }, practice.call).EventPattern).toBeUndefined();
    expect(DescribeRule({ Name: 'stopped' }, practice.call).ScheduleExpression).toBeUndefined();
  });

  it('is turned on and off', () => {
    const { call } = worldWithRule();
    EnableRule({ Name: 'stopped' }, call);
    expect(DescribeRule({ Name: 'stopped' }, call).State).toBe('ENABLED');
    DisableRule({ Name: 'stopped' }, call);
    expect(DescribeRule({ Name: 'stopped' }, call).State).toBe('DISABLED');
  });

  it('cannot be deleted while it has targets, and can be twice without', () => {
    const { call } = worldWithRule();
    PutTargets({ Rule: 'stopped', Targets: [target('1')] }, call);
    expect(refusal(() => DeleteRule({ Name: 'stopped' }, call))).toBe(
      "ValidationException: Rule can't be deleted since it has targets.",
    );
    RemoveTargets({ Rule: 'stopped', Ids: ['1'] }, call);
    DeleteRule({ Name: 'stopped' }, call);
    DeleteRule({ Name: 'stopped' }, call);
    expect(refusal(() => DescribeRule({ Name: 'stopped' }, call))).toMatch(/^ResourceNotFoundException: /);
  });

  it('that AWS manages goes by force only', () => {
    const { call, region } = worldWithRule();
    const rules = region.events.buses.get('default')?.rules;
    const stopped = rules?.get('stopped');
    if (stopped) rules?.set('stopped', { ...stopped, managedBy: 'ecs.amazonaws.com' });
    const attempts = [
      () => PutRule({ Name: 'stopped', EventPattern }, call),
      () => EnableRule({ Name: 'stopped' }, call),
      () => PutTargets({ Rule: 'stopped', Targets: [target('1')] }, call),
      () => DeleteRule({ Name: 'stopped' }, call),
    ];
    for (const attempt of attempts) expect(refusal(attempt)).toMatch(/^ManagedRuleException: /);
    DeleteRule({ Name: 'stopped', Force: true }, call);
    expect(ListRules({}, call).Rules).toEqual([]);
  });

  it.each<[string, Parameters<typeof PutRule>[0], string]>([
    ['neither pattern nor schedule', { Name: 'r' }, 'ValidationException'],
    ['a bad name', { Name: 'a b', EventPattern }, 'ValidationException'],
    ['a bus that is not there', { Name: 'r', EventPattern, EventBusName: 'no' }, 'ResourceNotFoundException'],
    [
      'a schedule of one time',
      { Name: 'r', ScheduleExpression: 'at(2027-01-01T00:00:00)' },
      'ValidationException',
    ],
    ['a schedule that is none', { Name: 'r', ScheduleExpression: 'rate(1 minutes)' }, 'ValidationException'],
    [
      'a schedule on a bus of its own',
      { Name: 'r', ScheduleExpression: 'rate(1 day)', EventBusName: 'shop' },
      'ValidationException',
    ],
    [
      'a pattern beyond the quota',
      { Name: 'r', EventPattern: JSON.stringify({ source: ['x'.repeat(2048)] }) },
      'LimitExceededException',
    ],
  ])('is refused with %s', (_what, input, name) => {
    const { call } = worldWithRule();
    CreateEventBus({ Name: 'shop' }, call);
    expect(refusal(() => PutRule(input, call))).toMatch(new RegExp(`^${name}: `));
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing', '{}'],
    ['a bare value', '{"source":"aws.ecs"}'],
    ['an empty list', '{"source":[]}'],
    ['a list in a list', '{"source":[["aws.ecs"]]}'],
    ['a match that does not exist', '{"source":[{"starts":"aws"}]}'],
    ['two matches in one', '{"source":[{"prefix":"aws","suffix":"s"}]}'],
    ['one branch', '{"$or":[{"source":["aws.ecs"]}]}'],
  ])('is refused with a pattern of %s', (_what, pattern) => {
    const { call } = worldWithRule();
    expect(refusal(() => PutRule({ Name: 'r', EventPattern: pattern }, call))).toMatch(
      /^InvalidEventPatternException: /,
    );
  });

  it('takes every kind of match', () => {
    const { call } = worldWithRule();
    const pattern = {
      source: ['aws.ecs', null, 5, { prefix: 'aws' }, { exists: false }],
      $or: [{ detail: { code: [{ numeric: ['>', 0] }] } }, { detail: { ip: [{ cidr: '10.0.0.0/8' }] } }],
    };
    const input = { Name: 'rich', EventPattern: JSON.stringify(pattern) };
    expect(PutRule(input, call).RuleArn).toMatch(/:rule\/rich$/);
  });
});

describe('rules', () => {
  it('are listed by prefix, a page at a time', () => {
    const { call } = worldWithRule();
    for (const Name of ['b-2', 'b-1', 'b-3']) PutRule({ Name, EventPattern }, call);
    const first = ListRules({ NamePrefix: 'b-', Limit: 2 }, call);
    expect(first.Rules?.map(({ Name }) => Name)).toEqual(['b-1', 'b-2']);
    const rest = ListRules({ NamePrefix: 'b-', Limit: 2, NextToken: first.NextToken }, call);
    expect(rest).toMatchObject({ Rules: [{ Name: 'b-3' }], NextToken: undefined });
    expect(refusal(() => ListRules({ Limit: 101 }, call))).toMatch(/^ValidationException: /);
  });
});

describe('targets', () => {
  it('are replaced by id, found by rule and by ARN', () => {
    const { call } = worldWithRule();
    PutTargets({ Rule: 'stopped', Targets: [target('1'), target('2')] }, call);
    PutTargets({ Rule: 'stopped', Targets: [target('1', { TaskCount: 3 })] }, call);
    const { Targets } = ListTargetsByRule({ Rule: 'stopped' }, call);
    expect(Targets?.map(({ Id, EcsParameters }) => [Id, EcsParameters?.TaskCount])).toEqual([
      ['1', 3],
      ['2', undefined],
    ]);
    expect(ListRuleNamesByTarget({ TargetArn: clusterArn }, call).RuleNames).toEqual(['stopped']);
    expect(ListRuleNamesByTarget({ TargetArn: `${clusterArn}2` }, call).RuleNames).toEqual([]);
  });

  it('that fail are told of in an answer that is a success', () => {
    const { call } = worldWithRule();
    const strategy = {
      LaunchType: 'FARGATE',
      CapacityProviderStrategy: [{ capacityProvider: 'x' }],
    } as const;
    const bad = target('bad', {
      ...strategy,
      CapacityProviderStrategy: [...strategy.CapacityProviderStrategy],
    });
    const elsewhere = { ...target('far'), Arn: clusterArn.replace('us-east-1', 'eu-west-1') };
    const answer = PutTargets({ Rule: 'stopped', Targets: [bad, target('good'), elsewhere] }, call);
    expect(answer.FailedEntryCount).toBe(2);
    expect(answer.FailedEntries?.map(({ TargetId }) => TargetId)).toEqual(['bad', 'far']);
    const removed = RemoveTargets({ Rule: 'stopped', Ids: ['good', 'bad'] }, call);
    expect(removed.FailedEntries).toEqual([
      expect.objectContaining({ TargetId: 'bad', ErrorCode: 'ResourceNotFoundException' }),
    ]);
    expect(ListTargetsByRule({ Rule: 'stopped' }, call).Targets).toEqual([]);
  });

  it.each<[string, Target[], string]>([
    ['none', [], 'ValidationException'],
    ['more than ten', Array.from({ length: 11 }, (_, at) => target(`t${at}`)), 'ValidationException'],
    [
      'more than a rule may have',
      Array.from({ length: 6 }, (_, at) => target(`t${at}`)),
      'LimitExceededException',
    ],
    ['no role', [{ ...target('1'), RoleArn: undefined }], 'ValidationException'],
    ['no parameters for ECS', [{ ...target('1'), EcsParameters: undefined }], 'ValidationException'],
    ['two inputs', [{ ...target('1'), Input: '{}', InputPath: '$.detail' }], 'ValidationException'],
    ['an input that is no JSON', [{ ...target('1'), Input: '{"key": "a"b"}' }], 'ValidationException'],
    ['what is no ARN', [{ ...target('1'), Arn: 'prod' }], 'ValidationException'],
    [
      'too many retries',
      [{ ...target('1'), RetryPolicy: { MaximumRetryAttempts: 186 } }],
      'ValidationException',
    ],
  ])('are all refused with %s', (_what, Targets, name) => {
    const { call } = worldWithRule();
    expect(refusal(() => PutTargets({ Rule: 'stopped', Targets }, call))).toMatch(new RegExp(`^${name}: `));
    expect(ListTargetsByRule({ Rule: 'stopped' }, call).Targets).toEqual([]);
  });
});

describe('an event bus', () => {
  it('named default is there from the start and stays', () => {
    const { call } = new PracticeWorld();
    expect(ListEventBuses({}, call).EventBuses).toMatchObject([{ Name: 'default' }]);
    expect(DescribeEventBus({}, call).Arn).toBe('arn:aws:events:us-east-1:123456789012:event-bus/default');
    expect(refusal(() => DeleteEventBus({ Name: 'default' }, call))).toMatch(/^ValidationException: /);
  });

  it('of its own has rules of its own, with which it cannot be deleted', () => {
    const { call } = worldWithRule();
    CreateEventBus({ Name: 'shop', Tags: [{ Key: 'env', Value: 'prod' }] }, call);
    expect(refusal(() => CreateEventBus({ Name: 'shop' }, call))).toMatch(
      /^ResourceAlreadyExistsException: /,
    );
    const { RuleArn } = PutRule({ Name: 'sold', EventPattern, EventBusName: 'shop' }, call);
    expect(RuleArn).toBe('arn:aws:events:us-east-1:123456789012:rule/shop/sold');
    expect(ListRules({ EventBusName: 'shop' }, call).Rules).toHaveLength(1);
    expect(refusal(() => DeleteEventBus({ Name: 'shop' }, call))).toMatch(/^ValidationException: /);
    DeleteRule({ Name: 'sold', EventBusName: 'shop' }, call);
    DeleteEventBus({ Name: 'shop' }, call);
    DeleteEventBus({ Name: 'shop' }, call);
    expect(refusal(() => ListRules({ EventBusName: 'shop' }, call))).toMatch(/^ResourceNotFoundException: /);
  });
});
