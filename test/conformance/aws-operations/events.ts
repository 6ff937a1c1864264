import { tellEvents, tellPatterns } from './events-patterns.ts';
import type { Exercise, Story } from './exercise.ts';

const account = 'us-east-1:123456789012';
const clusterArn = `arn:aws:ecs:${account}:cluster/lab`;
const pattern = JSON.stringify({ source: ['aws.ecs'], detail: { lastStatus: ['STOPPED'] } });
const named = ['--name', 'cli-rule'];
const ofRule = ['--rule', 'cli-rule'];
const missing = ['--name', 'nothing'];

const target = {
  Id: 'task',
  Arn: clusterArn,
  RoleArn: 'arn:aws:iam::123456789012:role/cli-events',
  EcsParameters: { TaskDefinitionArn: `arn:aws:ecs:${account}:task-definition/lab-app`, TaskCount: 1 },
};

export const events: Story = {
  service: 'events',
  async tell(aws) {
    await tellRules(aws);
    await tellTargets(aws);
    await tellTags(aws);
    await aws.answers('DeleteRule', named);
    await aws.answers('DeleteRule: gone already', named);
    await tellBuses(aws);
    await tellPatterns(aws);
    await tellEvents(aws);
  },
};

async function tellRules(aws: Exercise): Promise<void> {
  const RuleArn = /^arn:aws:events:us-east-1:\d{12}:rule\/cli-rule$/;
  await aws.answers('PutRule', [...named, '--event-pattern', pattern, '--description', 'of tasks'], {
    RuleArn,
  });
  await aws.refuses('PutRule: neither pattern nor schedule', named, 'ValidationException');
  await aws.refuses(
    'PutRule: a pattern that is none',
    [...missing, '--event-pattern', '{"source":"aws.ecs"}'],
    'InvalidEventPatternException',
  );
  const rule = { Name: 'cli-rule', Arn: RuleArn, State: 'ENABLED', EventBusName: 'default' };
  await aws.answers('DescribeRule', named, { ...rule, EventPattern: pattern, Description: 'of tasks' });
  await aws.refuses('DescribeRule: none', missing, 'ResourceNotFoundException');
  const schedule = ['--schedule-expression', 'rate(1 hour)', '--tags', 'Key=env,Value=practice'];
  await aws.answers('PutRule: in its place', [...named, ...schedule], { RuleArn });
  await aws.answers('DisableRule', named);
  await aws.answers('ListRules', ['--name-prefix', 'cli-'], {
    Rules: [{ ...rule, State: 'DISABLED', ScheduleExpression: 'rate(1 hour)', EventPattern: undefined }],
  });
  await aws.answers('EnableRule', named);
  await aws.answers('DescribeRule: enabled', named, { State: 'ENABLED', Description: undefined });
}

async function tellTargets(aws: Exercise): Promise<void> {
  const done = { FailedEntryCount: 0, FailedEntries: [] };
  await aws.answers('PutTargets', [...ofRule, '--targets', JSON.stringify([target])], done);
  await aws.refuses(
    'PutTargets: no such rule',
    ['--rule', 'nothing', '--targets', JSON.stringify([target])],
    'ResourceNotFoundException',
  );
  await aws.answers('ListTargetsByRule', ofRule, { Targets: [target] });
  await aws.answers('ListRuleNamesByTarget', ['--target-arn', clusterArn], { RuleNames: ['cli-rule'] });
  await aws.refuses('DeleteRule: with targets', named, 'ValidationException');
  await aws.answers('RemoveTargets', [...ofRule, '--ids', 'task'], done);
  await aws.answers('ListTargetsByRule: none', ofRule, { Targets: [] });
}

async function tellTags(aws: Exercise): Promise<void> {
  const arn = ['--resource-arn', `arn:aws:events:${account}:rule/cli-rule`];
  await aws.answers('TagResource', [...arn, '--tags', 'Key=team,Value=shop']);
  await aws.answers('UntagResource', [...arn, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource', arn, { Tags: [{ Key: 'team', Value: 'shop' }] });
  const nothing = ['--resource-arn', `arn:aws:events:${account}:rule/nothing`];
  await aws.refuses('ListTagsForResource: no such rule', nothing, 'ResourceNotFoundException');
}

async function tellBuses(aws: Exercise): Promise<void> {
  const bus = ['--name', 'cli-bus'];
  const on = ['--event-bus-name', 'cli-bus'];
  const EventBusArn = /:event-bus\/cli-bus$/;
  await aws.answers('CreateEventBus', bus, { EventBusArn });
  await aws.refuses('CreateEventBus: the same again', bus, 'ResourceAlreadyExistsException');
  await aws.answers('DescribeEventBus', bus, { Name: 'cli-bus', Arn: EventBusArn });
  await aws.refuses(
    'PutRule: a schedule on a bus of its own',
    [...named, ...on, '--schedule-expression', 'rate(1 hour)'],
    'ValidationException',
  );
  await aws.answers('ListEventBuses', ['--name-prefix', 'cli-'], { EventBuses: [{ Name: 'cli-bus' }] });
  await aws.answers('DeleteEventBus', bus);
  await aws.refuses('DescribeEventBus: gone', bus, 'ResourceNotFoundException');
}
