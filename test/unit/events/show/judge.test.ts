import { describe, expect, it } from 'vitest';
import { runAsks } from '../../../../src/events/show/asks.ts';
import type { FoundRoad } from '../../../../src/events/show/found-road.ts';
import { judgeRoad } from '../../../../src/events/show/judge/judge.ts';
import type { Check, HopName } from '../../../../src/events/show/value.ts';
import type { Light } from '../../../../src/terminal/light.ts';
import {
  aRoad,
  aRole,
  aRun,
  aSchedule,
  aTrigger,
  clusterArn,
  definitionArn,
  policy,
  queueArn,
  sending,
  targetOf,
  trustOf,
  withTarget,
} from './found-road.ts';

const checksOf = (found: FoundRoad): Check[] => {
  const { checks, targets } = judgeRoad(found);
  return [...checks, ...targets.flatMap((target) => target.checks)];
};

const denied = { decision: 'explicitDeny', policies: ['no-tasks'] } as const;
const lacking = { decision: 'implicitDeny' } as const;
const events = 'events.amazonaws.com';

/** The road with a role that has not all rights. */
function lame(action: string, right: object): FoundRoad {
  const trigger = aTrigger();
  const asks = runAsks(targetOf(trigger), aRun(trigger));
  return aRoad(
    trigger,
    {},
    { role: aRole('ecsctl-thumbs-eu-west-1', trustOf(events), asks, { [action]: right }) },
  );
}

const trusting = (trust: string) => aRoad(aTrigger(), {}, { role: aRole('starter', trust, []) });
const queue = (more: object) =>
  aRoad(aTrigger(), {}, { deadLetters: { arn: queueArn, queue: { value: { waiting: 0, ...more } } } });
const strategy = (capacityProvider: string) =>
  withTarget(aTrigger(), {
    ecs: {
      TaskDefinitionArn: definitionArn,
      CapacityProviderStrategy: [{ capacityProvider }],
      NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'] } },
    },
  });
const bare = { TaskDefinitionArn: definitionArn };
const topic = 'arn:aws:sns:eu-west-1:123456789012:alarms';
const told = (policies: readonly string[] | undefined, more: object = {}) => {
  const trigger = { ...withTarget(aTrigger(), { arn: topic }), madeBy: 'on-stop' };
  const { ecs: _, transformer: __, roleArn: ___, ...target } = targetOf(trigger);
  return {
    ...aRoad(aTrigger()),
    trigger,
    targets: [{ target, recipient: { service: 'sns' as const, policies: { value: policies }, ...more } }],
  };
};
const lets = { Effect: 'Allow', Principal: { Service: events }, Action: 'sns:Publish', Resource: topic };

type Case = [what: string, found: FoundRoad, hop: HopName, light: Light, text: RegExp, next?: RegExp];

const cases: readonly Case[] = [
  [
    'no bucket',
    { ...aRoad(), buckets: [{ name: 'uploads', tells: { value: undefined } }] },
    'source',
    'red',
    /there is no bucket uploads/,
    /^aws s3 mb s3:\/\/uploads$/,
  ],
  [
    'a silent bucket',
    { ...aRoad(), buckets: [{ name: 'uploads', tells: { value: false } }] },
    'source',
    'red',
    /does not tell EventBridge/,
    /^ecsctl events on-upload thumbs --bucket uploads --prefix in\/ -c prod --task-definition thumbnail$/,
  ],
  [
    'a bucket not to be seen',
    { ...aRoad(), buckets: [{ name: 'uploads', tells: { refused: 's3:GetBucketNotification' } }] },
    'source',
    'unknown',
    /the caller may not s3:GetBucketNotification/,
  ],
  [
    'a bucket of another region',
    { ...aRoad(), buckets: [{ name: 'uploads', elsewhere: { region: 'eu-central-1' } }] },
    'source',
    'red',
    /bucket uploads is in eu-central-1, and tells of its objects there; the rule is in eu-west-1/,
    /^make the rule in eu-central-1, where the cluster has to be as well/,
  ],
  [
    'a bucket of a region that AWS does not say',
    { ...aRoad(), buckets: [{ name: 'uploads', elsewhere: {} }] },
    'source',
    'red',
    /is in another region/,
    /^aws s3api get-bucket-location --bucket uploads$/,
  ],
  [
    'an end that has passed',
    aRoad(aSchedule({ schedule: { expression: 'at(2020-01-01T00:00:00)' } })),
    'source',
    'red',
    /never fires again/,
  ],
  [
    'a disabled rule',
    aRoad(aTrigger({ isEnabled: false })),
    'rule',
    'red',
    /is disabled/,
    /^ecsctl events enable thumbs$/,
  ],
  [
    'a rule without targets',
    { ...aRoad(), trigger: aTrigger({ targets: [] }), targets: [] },
    'rule',
    'red',
    /it has no target/,
    /^ecsctl events on-upload thumbs --bucket uploads --prefix in\/ -c CLUSTER --task-definition TD$/,
  ],
  [
    'failures',
    { ...aRoad(), failures: { value: { count: 2, of: 'rule' } } },
    'rule',
    'yellow',
    /2 calls of targets failed in the last day/,
  ],
  [
    'failures not to be seen',
    { ...aRoad(), failures: { refused: 'cloudwatch:GetMetricData' } },
    'rule',
    'unknown',
    /may not cloudwatch:GetMetricData/,
  ],
  [
    'no role',
    aRoad(
      aTrigger(),
      {},
      {
        role: {
          arn: 'arn:aws:iam::1:role/gone',
          name: 'gone',
          role: { value: undefined },
          rights: { value: [] },
        },
      },
    ),
    'role',
    'red',
    /there is no role gone/,
    /^ecsctl events on-upload thumbs/,
  ],
  [
    'a trust of another service',
    trusting(trustOf('lambda.amazonaws.com')),
    'role',
    'red',
    /starter does not trust events.amazonaws.com/,
    /^ecsctl events on-upload thumbs/,
  ],
  [
    'a trust for another account',
    trusting(trustOf(events, { StringEquals: { 'aws:SourceAccount': '999999999999' } })),
    'role',
    'red',
    /on conditions that are not met here/,
  ],
  [
    'a trust without a source',
    trusting(trustOf(events, {})),
    'role',
    'yellow',
    /aws:SourceAccount is missing/,
  ],
  [
    'a trust on what nobody knows',
    trusting(trustOf(events, { StringEquals: { 'aws:PrincipalTag/team': 'x' } })),
    'role',
    'unknown',
    /hangs on aws:PrincipalTag\/team/,
  ],
  [
    'no RunTask',
    lame('ecs:RunTask', lacking),
    'role',
    'red',
    /may not ecs:RunTask on task definition thumbnail:3: none of its policies/,
    /^ecsctl events on-upload thumbs/,
  ],
  ['RunTask denied', lame('ecs:RunTask', denied), 'role', 'red', /no-tasks denies it/],
  [
    'no PassRole',
    lame('iam:PassRole', lacking),
    'role',
    'red',
    /may not iam:PassRole on role thumbnail-task/,
  ],
  [
    'a boundary',
    lame('iam:PassRole', { ...lacking, limitedBy: 'boundary' }),
    'role',
    'red',
    /permissions boundary/,
  ],
  [
    'a condition not judged',
    lame('ecs:RunTask', { ...lacking, missing: ['aws:CurrentTime'] }),
    'role',
    'unknown',
    /hangs on aws:CurrentTime/,
  ],
  [
    'rights not to be seen',
    aRoad(
      aTrigger(),
      {},
      {
        role: {
          ...aRole('starter', trustOf(events), []),
          rights: { refused: 'iam:SimulatePrincipalPolicy' },
        },
      },
    ),
    'role',
    'unknown',
    /may not iam:SimulatePrincipalPolicy/,
  ],
  [
    'no cluster',
    aRoad(aTrigger(), { cluster: { value: undefined } }),
    'target',
    'red',
    /there is no cluster prod/,
    /create-cluster/,
  ],
  [
    'a cluster that was deleted',
    aRoad(aTrigger(), { cluster: { value: { status: 'INACTIVE' } } }),
    'target',
    'red',
    /there is no cluster prod/,
  ],
  [
    'awsvpc without a network',
    aRoad(withTarget(aTrigger(), { ecs: bare })),
    'target',
    'red',
    /names no subnets/,
    /--subnets SUBNET --security-groups GROUP$/,
  ],
  [
    'a provider that the cluster lacks',
    aRoad(strategy('FARGATE')),
    'target',
    'red',
    /has no capacity provider FARGATE$/,
  ],
  [
    'no machines',
    aRoad(
      withTarget(aTrigger(), {
        ecs: { ...bare, NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'] } } },
      }),
      { cluster: { value: { clusterName: 'prod', status: 'ACTIVE', registeredContainerInstancesCount: 0 } } },
    ),
    'target',
    'red',
    /cluster prod has none/,
    /^ecsctl capacity ls prod$/,
  ],
  [
    'no task definition',
    aRoad(withTarget(aTrigger(), { ecs: bare }), { definition: { value: undefined } }),
    'task definition',
    'red',
    /there is no task definition thumbnail:3/,
  ],
  [
    'no ACTIVE revision',
    aRoad(aTrigger(), { definition: { value: undefined } }),
    'task definition',
    'red',
    /family thumbnail has no ACTIVE revision/,
  ],
  [
    'an INACTIVE revision',
    aRoad(aTrigger(), { definition: { value: { family: 'thumbnail', status: 'INACTIVE' } } }),
    'task definition',
    'red',
    /is INACTIVE/,
  ],
  [
    'a newer revision',
    aRoad(aSchedule(), { newest: 5 }),
    'task definition',
    'yellow',
    /the newest revision is 5/,
    /--task-definition thumbnail$/,
  ],
  [
    'a container that is not there',
    aRoad(
      withTarget(aTrigger(), {
        transformer: { paths: {}, template: '{"containerOverrides":[{"name":"web"}]}' },
      }),
    ),
    'task definition',
    'red',
    /for container web, and thumbnail:3 has app and proxy/,
    /--container app$/,
  ],
  [
    'an input that is no object',
    aRoad(withTarget(aTrigger(), { input: '[1]' })),
    'task definition',
    'red',
    /no JSON object/,
  ],
  [
    'a wrong kind of machine',
    aRoad(aTrigger(), {
      definition: {
        value: {
          taskDefinitionArn: definitionArn,
          family: 'thumbnail',
          revision: 3,
          status: 'ACTIVE',
          compatibilities: ['EC2'],
          containerDefinitions: [{ name: 'app' }],
        },
      },
    }),
    'task definition',
    'red',
    /by FARGATE, and it is for EC2/,
  ],
  [
    'no execution role',
    aRoad(aTrigger(), {
      executionRole: {
        arn: 'arn:aws:iam::1:role/gone',
        name: 'gone',
        role: { value: undefined },
        rights: { value: [] },
      },
    }),
    'task',
    'red',
    /there is no execution role gone/,
    /^aws iam create-role/,
  ],
  [
    'a task role that tasks cannot take on',
    aRoad(aTrigger(), { taskRole: aRole('thumbnail-task', trustOf('ec2.amazonaws.com'), []) }),
    'task',
    'red',
    /thumbnail-task does not trust ecs-tasks.amazonaws.com/,
  ],
  [
    'objects that cannot be read',
    aRoad(aTrigger(), {
      taskRole: aRole(
        'thumbnail-task',
        trustOf('ecs-tasks.amazonaws.com'),
        [{ action: 's3:GetObject', resource: '*', on: 'objects of bucket uploads' }],
        { 's3:GetObject': lacking },
      ),
    }),
    'task',
    'yellow',
    /none of its policies lets it s3:GetObject/,
    /--task-policy FILE$/,
  ],
  [
    'objects that are denied',
    aRoad(aTrigger(), {
      taskRole: aRole(
        'thumbnail-task',
        trustOf('ecs-tasks.amazonaws.com'),
        [{ action: 's3:GetObject', resource: '*', on: 'objects of bucket uploads' }],
        { 's3:GetObject': denied },
      ),
    }),
    'task',
    'red',
    /no-tasks denies it/,
  ],
  [
    'no queue',
    aRoad(aTrigger(), {}, { deadLetters: { arn: queueArn, queue: { value: undefined } } }),
    'dead letters',
    'red',
    /there is no queue ecsctl-thumbs-dead-letters/,
    /--create-dlq$/,
  ],
  [
    'a queue without a policy',
    queue({}),
    'dead letters',
    'red',
    /does not let events.amazonaws.com send/,
    /--dlq arn:aws:sqs/,
  ],
  [
    'a queue for another rule',
    queue({
      policy: sending({
        Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:123456789012:rule/other' } },
      }),
    }),
    'dead letters',
    'red',
    /does not let/,
  ],
  [
    'a queue with a key of AWS',
    queue({ policy: sending(), key: 'alias/aws/sqs' }),
    'dead letters',
    'red',
    /alias\/aws\/sqs/,
  ],
  [
    'messages in the queue',
    queue({ policy: sending(), waiting: 3 }),
    'dead letters',
    'yellow',
    /3 messages lie in queue/,
  ],
  ['a topic that is gone', told(undefined), 'target', 'red', /there is no topic alarms/],
  ['a topic that lets nobody in', told([policy()]), 'target', 'red', /does not let EventBridge sns:Publish/],
  [
    'a topic that lets in on a condition',
    told([
      policy({
        ...lets,
        Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:123456789012:rule/thumbs' } },
      }),
    ]),
    'target',
    'unknown',
    /hangs on aws:SourceArn/,
  ],
  [
    'a topic under a key of AWS',
    told([policy(lets)], { key: 'alias/aws/sns' }),
    'target',
    'red',
    /alias\/aws\/sns/,
  ],
];

describe('the road', () => {
  it.each([
    ['a rule for uploads', aRoad()],
    ['a schedule', aRoad(aSchedule())],
  ])('is open where all of %s is as it should be', (_what, found) => {
    expect(checksOf(found).filter(({ light }) => light !== 'green')).toEqual([]);
    expect(judgeRoad(found).light).toBe('green');
  });

  it.each(cases)('tells of %s', (_what, found, hop, light, text, next) => {
    const those = checksOf(found).filter((check) => check.subject === hop && check.light === light);
    expect(those.map((check) => check.text).join('\n')).toMatch(text);
    if (next) expect(those.map((check) => check.next ?? '').join('\n')).toMatch(new RegExp(next.source, 'm'));
    if (light === 'red') expect(judgeRoad(found).light).toBe('red');
  });

  it('is open to a topic whose policy lets EventBridge in, and tells that nothing catches what fails', () => {
    expect(checksOf(told([policy(lets)])).filter(({ light }) => light !== 'green')).toMatchObject([
      { subject: 'dead letters', light: 'yellow' },
    ]);
  });

  it('follows each target of a rule', () => {
    const found = aRoad();
    const [first] = found.targets;
    if (!first) throw new Error('no target');
    const other = {
      ...first,
      target: { ...first.target, id: 'other' },
      role: aRole('other', trustOf('x'), []),
    };
    const { light, targets } = judgeRoad({ ...found, targets: [first, other] });
    expect([light, ...targets.map((target) => target.light)]).toEqual(['red', 'green', 'red']);
  });

  it('judges a task role for the cluster of each target', () => {
    const found = aRoad();
    const [first] = found.targets;
    const { run } = first ?? {};
    if (!first || !run) throw new Error('no target that runs a task');
    const bound = (cluster: string) =>
      aRole(
        'thumbnail-task',
        trustOf('ecs-tasks.amazonaws.com', {
          ArnLike: { 'aws:SourceArn': `arn:aws:ecs:eu-west-1:123456789012:task/${cluster}/*` },
        }),
        [],
      );
    const inCluster = (cluster: string) => ({
      ...{ ...first, run: { ...run, taskRole: bound(cluster) } },
      target: { ...first.target, arn: clusterArn.replace('/prod', `/${cluster}`) },
    });
    const targets = [inCluster('prod'), inCluster('test')];
    const trigger = { ...found.trigger, targets: targets.map(({ target }) => target) };
    const { targets: judged } = judgeRoad({ ...found, trigger, targets });
    expect(judged.flatMap(({ checks }) => checks.filter(({ light }) => light === 'red'))).toEqual([]);
  });

  it('asks for tagging where the task is to have tags', () => {
    const trigger = withTarget(aTrigger(), { ecs: { ...bare, Tags: [{ key: 'team', value: 'web' }] } });
    expect(runAsks(targetOf(trigger), aRun(trigger)).map(({ action }) => action)).toContain(
      'ecs:TagResource',
    );
    const inherited = withTarget(aTrigger(), { ecs: { ...bare, PropagateTags: 'TASK_DEFINITION' } });
    const asked = (isTagged: boolean) =>
      runAsks(targetOf(inherited), aRun(inherited, { isTagged })).some(
        ({ action }) => action === 'ecs:TagResource',
      );
    expect([asked(true), asked(false)]).toEqual([true, false]);
  });

  it('names the cluster and the revision to IAM', () => {
    const [run] = runAsks(targetOf(aTrigger()), aRun(aTrigger()));
    expect(run).toMatchObject({
      action: 'ecs:RunTask',
      resource: definitionArn,
      context: { 'ecs:cluster': clusterArn },
    });
  });
});
