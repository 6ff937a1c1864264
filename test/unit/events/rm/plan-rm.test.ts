import type { Target } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import type { FoundParts, FoundResource } from '../../../../src/events/rm/found-parts.ts';
import { planRest, planRm } from '../../../../src/events/rm/plan-rm.ts';
import { failureOf } from '../../../support/refused.ts';

const account = '123456789012';
const ruleArn = `arn:aws:events:eu-west-1:${account}:rule/thumbs`;
const roleArn = `arn:aws:iam::${account}:role/ecsctl-thumbs-eu-west-1`;
const queueArn = `arn:aws:sqs:eu-west-1:${account}:ecsctl-thumbs-dead-letters`;
const tags = { 'ecsctl:events': 'on-upload' };
const wanted = { name: 'thumbs', deleteData: false };

const task: Target = {
  ...{ Id: 'ecsctl', Arn: `arn:aws:ecs:eu-west-1:${account}:cluster/prod`, RoleArn: roleArn },
  EcsParameters: { TaskDefinitionArn: 'thumbnail' },
  DeadLetterConfig: { Arn: queueArn },
};
const foreign: Target = { Id: 'theirs', Arn: `arn:aws:sns:eu-west-1:${account}:theirs` };
const pattern = JSON.stringify({ source: ['aws.s3'], detail: { bucket: { name: ['uploads'] } } });

const rule = (targets: Target[] = [task], more: object = {}): FoundParts['rule'] => ({
  ...{ rule: { Name: 'thumbs', Arn: ruleArn, State: 'ENABLED', EventPattern: pattern }, targets, tags },
  ...more,
});
const role = (more: Partial<NonNullable<FoundParts['role']>> = {}): FoundParts['role'] => ({
  ...{
    name: 'ecsctl-thumbs-eu-west-1',
    arn: roleArn,
    trust: '{}',
    tags,
    inline: { 'run-task': '{"a":1}' },
    attached: [],
  },
  ...more,
});
const queue = (more: Partial<NonNullable<FoundParts['queue']>> = {}): FoundParts['queue'] => ({
  ...{ url: 'https://queue', arn: queueArn, tags, waiting: 0, settings: {}, schedules: [] },
  ...more,
});
const parts = (more: Partial<FoundParts> = {}): FoundParts => ({
  ...{ name: 'thumbs', region: 'eu-west-1', rule: rule(), role: role(), queue: queue() },
  ...{ resources: [], taskPolicies: [], untoldFamilies: [], existing: [] },
  ...more,
});

const idsOf = (found: FoundParts, deleteData = false) =>
  planRm({ ...wanted, deleteData }, found).steps.map(({ id }) => id);
const keptOf = (found: FoundParts) =>
  planRm(wanted, found).kept.map(({ resource, reason }) => `${resource.type} ${resource.id}: ${reason}`);

const statement = (Sid: string, source = ruleArn) => ({
  ...{ Sid, Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: '*', Resource: '*' },
  Condition: { ArnEquals: { 'aws:SourceArn': source } },
});
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const resource = (service: FoundResource['service'], more: Partial<FoundResource> = {}): FoundResource => ({
  ...{ service, name: 'alarms', arn: `arn:aws:${service}:eu-west-1:${account}:alarms` },
  ...{ policy: policy(statement('theirs'), statement('ecsctl-thumbs')) },
  ...more,
});

describe('removing', () => {
  it('takes all that was made in the order that AWS takes, and leaves the bucket as it is', () => {
    const { steps } = planRm(wanted, parts());
    expect(steps.map(({ id }) => id)).toEqual([
      'targets',
      'rule',
      'policy ecsctl-thumbs-eu-west-1/run-task',
      'role',
      'queue',
    ]);
    expect(steps.find(({ id }) => id === 'rule')?.after).toEqual(['targets']);
    expect(steps.find(({ id }) => id === 'role')?.after).toContain('policy ecsctl-thumbs-eu-west-1/run-task');
    expect(steps.every(({ undo }) => undo !== undefined)).toBe(true);
    expect(keptOf(parts())).toEqual([expect.stringMatching(/^bucket uploads: it goes on telling/)]);
  });

  it('keeps the rule where targets of others are on it, and what these use', () => {
    expect(idsOf(parts({ rule: rule([task, foreign]) }))).toEqual([
      'targets',
      'policy ecsctl-thumbs-eu-west-1/run-task',
      'role',
      'queue',
    ]);
    const using = { ...foreign, RoleArn: roleArn, DeadLetterConfig: { Arn: queueArn } };
    expect(idsOf(parts({ rule: rule([task, using]) }))).toEqual(['targets']);
    expect(keptOf(parts({ rule: rule([task, using]) })).join('\n')).toMatch(
      /rule thumbs: .*theirs[\s\S]*role .*theirs[\s\S]*queue .*theirs/,
    );
  });

  it('plans nothing the second time where the rule had to stay', () => {
    expect(idsOf(parts({ rule: rule([foreign]), role: undefined, queue: undefined }))).toEqual([]);
  });

  it.each([
    [
      'a rule',
      parts({ rule: rule([task], { tags: {} }) }),
      /^rule thumbs: it lacks the tag ecsctl:events/,
      [],
    ],
    [
      'a role',
      parts({ role: role({ tags: {} }) }),
      /^role \S+: it lacks the tag/,
      ['targets', 'rule', 'queue'],
    ],
    [
      'a queue',
      parts({ queue: queue({ tags: {} }) }),
      /^queue \S+: it lacks the tag/,
      ['targets', 'rule', 'policy ecsctl-thumbs-eu-west-1/run-task', 'role'],
    ],
    [
      'a role that was added to',
      parts({ role: role({ inline: { 'run-task': '{}', more: '{}' } }) }),
      /somebody has given it more/,
      ['targets', 'rule', 'queue'],
    ],
    [
      'a role with a policy attached',
      parts({ role: role({ attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }) }),
      /has given it ReadOnlyAccess/,
      ['targets', 'rule', 'queue'],
    ],
    [
      'a queue with messages',
      parts({ queue: queue({ waiting: 2 }) }),
      /2 messages are in it/,
      ['targets', 'rule', 'policy ecsctl-thumbs-eu-west-1/run-task', 'role'],
    ],
  ])('keeps %s and names it', (_what, found, kept, ids) => {
    expect(keptOf(found).some((line) => kept.test(line))).toBe(true);
    expect(idsOf(found)).toEqual(ids);
  });

  it.each<[string, Partial<NonNullable<FoundParts['queue']>>, RegExp]>([
    [
      'another rule',
      {
        policy: policy(
          statement('ecsctl-thumbs'),
          statement('ecsctl-reports', `${ruleArn.slice(0, -6)}reports`),
        ),
      },
      /others may send to it: rule reports$/,
    ],
    [
      'a rule whose name differs in a dot, which has the same Sid',
      { policy: policy(statement('ecsctl-thumbs', `${ruleArn}.2`)) },
      /others may send to it: rule thumbs.2$/,
    ],
    [
      'whoever a statement of somebody else lets in',
      { policy: policy(statement('ecsctl-thumbs'), { Sid: 'Console', Effect: 'Allow', Principal: '*' }) },
      /others may send to it: statement Console$/,
    ],
    [
      'an account',
      { policy: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` } }) },
      /others may send to it: arn:aws:iam::123456789012:root$/,
    ],
    [
      'a schedule',
      { schedules: ['nightly', 'weekly'] },
      /others may send to it: schedule nightly and schedule weekly$/,
    ],
    ['nobody knows whom', { policy: 'x' }, /its policy cannot be read/],
  ])('keeps a queue that is for %s as well, whatever else is said', (_what, more, kept) => {
    const found = parts({ queue: queue(more) });
    expect(keptOf(found).filter((line) => line.startsWith('queue '))).toEqual([expect.stringMatching(kept)]);
    expect(idsOf(found, true)).not.toContain('queue');
  });

  it('deletes a queue whose policy lets in its own rule alone, and denies what it likes', () => {
    const own = policy(statement('ecsctl-thumbs'), { ...statement('tls'), Effect: 'Deny' });
    expect(idsOf(parts({ queue: queue({ policy: own }) }))).toContain('queue');
    expect(idsOf(parts({ rule: undefined, queue: queue({ policy: own }) }))).toContain('queue');
  });

  it('keeps a queue into which a target of somebody else sends', () => {
    const sending = { ...foreign, Arn: queueArn };
    expect(idsOf(parts({ rule: rule([task, sending]) }))).not.toContain('queue');
    expect(keptOf(parts({ rule: rule([task, sending]) })).join('\n')).toMatch(/queue \S+: target theirs/);
  });

  it('tells how the queue was, so that it can be made again', () => {
    const settings = { MessageRetentionPeriod: '1209600', KmsMasterKeyId: 'alias/ours' };
    const { steps } = planRm(wanted, parts({ queue: queue({ settings }) }));
    expect(steps.find(({ id }) => id === 'queue')?.undo).toMatchObject({
      operation: 'CreateQueue',
      input: { QueueName: 'ecsctl-thumbs-dead-letters', Attributes: settings, tags },
    });
  });

  it('says where a policy may be left that cannot be found any more', () => {
    expect(keptOf(parts({ untoldFamilies: ['thumbnail'] })).join('\n')).toMatch(
      /inline policy ecsctl-thumbs\S*: if --task-policy was used, .* of family thumbnail/,
    );
  });

  it('deletes messages only when told to', () => {
    expect(idsOf(parts({ queue: queue({ waiting: 2 }) }), true)).toContain('queue');
  });

  it('takes away the rest of a removal that was cut off', () => {
    expect(idsOf(parts({ rule: undefined }))).toEqual([
      'policy ecsctl-thumbs-eu-west-1/run-task',
      'role',
      'queue',
    ]);
    expect(idsOf(parts({ rule: undefined, role: role({ inline: {} }), queue: undefined }))).toEqual(['role']);
  });

  it('deletes a schedule, and leaves its group', () => {
    const schedule = {
      Name: 'thumbs',
      GroupName: 'ecsctl',
      ScheduleExpression: 'rate(1 hour)',
      Target: undefined,
    };
    const found = parts({ rule: undefined, schedule });
    expect(idsOf(found)[0]).toBe('schedule');
    expect(keptOf(found).join()).toContain('schedule group ecsctl');
  });

  it('fails for a name that nothing has, with the nearest', () => {
    const none = parts({ rule: undefined, role: undefined, queue: undefined, existing: ['thumb'] });
    expect(failureOf('not-found', () => planRm(wanted, none)).hint).toContain('thumb');
    expect(planRest(wanted, none).steps).toEqual([]);
  });

  it('counts a role or queue of somebody else alone as nothing', () => {
    failureOf('not-found', () =>
      planRm(wanted, parts({ rule: undefined, role: role({ tags: {} }), queue: undefined })),
    );
  });

  it('does not wait for a queue to be seen no longer', () => {
    expect(planRest(wanted, parts({ rule: undefined, role: undefined })).steps).toEqual([]);
  });

  it('refuses a rule that AWS keeps', () => {
    const managed = parts({ rule: rule([], { rule: { Name: 'thumbs', ManagedBy: 'ecs.amazonaws.com' } }) });
    failureOf('refused', () => planRm(wanted, managed));
  });
});

describe('what was let in elsewhere', () => {
  const callOf = (one: FoundResource, targets: Target[] = [{ Id: 'ecsctl', Arn: one.arn }]) =>
    planRm(wanted, parts({ rule: rule(targets), resources: [one] })).steps.find(({ id }) =>
      id.startsWith('statement'),
    );

  it.each([
    ['sns', 'SetTopicAttributes'],
    ['sqs', 'SetQueueAttributes'],
    ['logs', 'PutResourcePolicy'],
  ] as const)('is taken out of the policy of %s by its Sid, all else stays', (service, operation) => {
    const step = callOf(resource(service));
    expect(step?.call.operation).toBe(operation);
    expect(JSON.stringify(step?.call.input)).toContain('theirs');
    expect(JSON.stringify(step?.call.input)).not.toContain('ecsctl-thumbs\\');
    expect(JSON.stringify(step?.undo)).toContain('ecsctl-thumbs');
  });

  it('is a permission of Lambda', () => {
    expect(callOf(resource('lambda'))?.call).toMatchObject({
      operation: 'RemovePermission',
      input: { StatementId: 'ecsctl-thumbs' },
    });
  });

  it('deletes a policy of logs that had nothing else in it', () => {
    expect(callOf(resource('logs', { policy: policy(statement('ecsctl-thumbs')) }))?.call.operation).toBe(
      'DeleteResourcePolicy',
    );
  });

  it('goes before the targets by which it is found', () => {
    const { steps } = planRm(wanted, parts({ resources: [resource('sns')] }));
    expect(steps.find(({ id }) => id === 'targets')?.after).toEqual(['statement sns alarms']);
  });

  it('stays where it is for another rule, is not there, or a target of others goes there, too', () => {
    expect(
      callOf(resource('sns', { policy: policy(statement('ecsctl-thumbs', `${ruleArn}-2`)) })),
    ).toBeUndefined();
    expect(callOf(resource('sns', { policy: policy(statement('theirs')) }))).toBeUndefined();
    const { arn } = resource('sns');
    expect(
      callOf(resource('sns'), [
        { Id: 'ecsctl', Arn: arn },
        { Id: 'theirs', Arn: arn },
      ]),
    ).toBeUndefined();
  });

  it('are the rights of --task-policy as well', () => {
    const found = parts({ taskPolicies: [{ role: 'thumbnail', policy: 'ecsctl-thumbs', document: '{}' }] });
    expect(planRm(wanted, found).steps[0]?.call).toMatchObject({
      operation: 'DeleteRolePolicy',
      input: { RoleName: 'thumbnail', PolicyName: 'ecsctl-thumbs' },
    });
  });
});
