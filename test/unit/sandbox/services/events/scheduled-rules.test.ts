import { describe, expect, it } from 'vitest';
import { DeleteCluster } from '../../../../../src/sandbox/services/ecs/cluster-deletion.ts';
import { DeregisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions-delete.ts';
import { DisableRule, EnableRule, PutRule } from '../../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../../src/sandbox/services/events/targets.ts';
import { morning, type PracticeWorld } from '../../world/practice-world.ts';
import {
  counted,
  deadLetters,
  jobArn,
  jobTarget,
  makeQueue,
  makeRole,
  registerJob,
  rights,
  worldWithJob,
} from './job-world.ts';

const ruleArn = 'arn:aws:events:us-east-1:123456789012:rule/hourly';
const DAY = 24 * 3600;

/** The job each hour by a rule, by a role with these rights. */
function hourly(
  statements: readonly object[] = [rights.run, rights.pass],
  target = jobTarget(),
): PracticeWorld {
  const practice = worldWithJob();
  makeRole(practice, 'events.amazonaws.com', statements);
  makeQueue(practice, ruleArn);
  PutRule({ Name: 'hourly', ScheduleExpression: 'cron(0 * * * ? *)' }, practice.call);
  PutTargets({ Rule: 'hourly', Targets: [target] }, practice.call);
  return practice;
}

function tasks({ region }: PracticeWorld) {
  return region.ecs.clusters.get('prod')?.tasks ?? [];
}

function startTimes(practice: PracticeWorld): string[] {
  return tasks(practice).map(({ createdAt }) => new Date(createdAt).toISOString().slice(0, 16));
}

describe('a rule with a schedule', () => {
  it('runs its task once each hour, through a day that is lived at once', () => {
    const practice = hourly();
    practice.pass(DAY);
    const hours = Array.from({ length: 24 }, (_, index) =>
      new Date(morning.getTime() + (index + 1) * 3_600_000).toISOString().slice(0, 16),
    );
    expect(startTimes(practice)).toEqual(hours);
    expect(tasks(practice)[0]).toMatchObject({ startedBy: 'events-rule/hourly', group: 'family:job' });
    expect(counted(practice, 'TriggeredRules')).toBe(24);
    expect(counted(practice, 'Invocations')).toBe(24);
    expect(counted(practice, 'FailedInvocations')).toBeUndefined();
  });

  it('runs its task once each hour when the world lives in small steps', () => {
    const practice = hourly();
    for (let step = 0; step < 6 * 60; step += 1) practice.pass(67);
    expect(startTimes(practice)).toHaveLength(6);
  });

  it('counts a rate from when it was made', () => {
    const practice = hourly();
    practice.pass(65);
    PutRule({ Name: 'hourly', ScheduleExpression: 'rate(40 minutes)' }, practice.call);
    practice.pass(2 * 3600 + 10);
    expect(startTimes(practice)).toEqual(['2026-03-04T09:41', '2026-03-04T10:21', '2026-03-04T11:01']);
  });

  it('does nothing while it is disabled, and makes nothing up', () => {
    const practice = hourly();
    DisableRule({ Name: 'hourly' }, practice.call);
    practice.pass(DAY);
    expect(tasks(practice)).toHaveLength(0);
    expect(counted(practice, 'TriggeredRules')).toBeUndefined();
    EnableRule({ Name: 'hourly' }, practice.call);
    practice.pass(3600);
    expect(startTimes(practice)).toEqual(['2026-03-05T10:00']);
  });

  it('runs the newest active revision of a family, with the overrides, tags and count of its target', () => {
    const Input = JSON.stringify({ containerOverrides: [{ name: 'job', command: ['once'] }], note: 'x' });
    const ecs = {
      TaskCount: 2,
      Group: 'nightly',
      PropagateTags: 'TASK_DEFINITION' as const,
      Tags: [{ Key: 'by', Value: 'rule' }],
    };
    const practice = hourly(Object.values(rights), jobTarget(ecs, { Input }));
    registerJob(practice);
    practice.pass(3600);
    expect(tasks(practice)).toHaveLength(2);
    expect(tasks(practice)[1]).toMatchObject({
      taskDefinition: `${jobArn}:2`,
      group: 'nightly',
      overrides: { containerOverrides: [{ name: 'job', command: ['once'] }] },
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
    });
    expect(practice.region.ecs.tags.get(tasks(practice)[0]?.arn ?? '')).toEqual([
      { key: 'team', value: 'shop' },
      { key: 'by', value: 'rule' },
    ]);
  });
});

describe('what a rule cannot deliver', () => {
  it.each([
    'arn:aws:ecs:us-east-1:210987654321:cluster/prod',
    'arn:aws:ecs:us-east-1:123456789012:cluster/other/prod',
  ])('is for a cluster that is not there: %s', (Arn) => {
    const run = { ...rights.run, Condition: {} };
    const practice = hourly([run, rights.pass], jobTarget({}, { Arn }));
    practice.pass(3600);
    expect(tasks(practice)).toEqual([]);
    expect(deadLetters(practice)[0]?.said).toMatchObject({
      ERROR_CODE: 'NO_RESOURCE',
      ERROR_MESSAGE: 'Cluster not found.',
    });
  });

  it.each<[string, readonly object[], string]>([
    ['ecs:RunTask', [rights.pass], 'ecs:RunTask on resource: '],
    ['iam:PassRole', [rights.run], 'iam:PassRole on resource: arn:aws:iam::123456789012:role/job '],
    [
      'ecs:RunTask in that cluster',
      [
        {
          ...rights.run,
          Condition: { ArnEquals: { 'ecs:cluster': 'arn:aws:ecs:us-east-1:123456789012:cluster/test' } },
        },
        rights.pass,
      ],
      `ecs:RunTask on resource: ${jobArn}:1`,
    ],
    [
      'any revision of the family',
      [{ ...rights.run, Resource: jobArn }, rights.pass],
      `ecs:RunTask on resource: ${jobArn}:1`,
    ],
    [
      'the roles to be passed to ECS',
      [
        rights.run,
        { ...rights.pass, Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } },
      ],
      'iam:PassRole on resource: ',
    ],
    [
      'what is denied elsewhere',
      [rights.run, rights.pass, { Effect: 'Deny', Action: 'ecs:*', Resource: '*' }],
      'with an explicit deny',
    ],
  ])('goes to the dead-letter queue at once where the role lacks %s', (_right, statements, message) => {
    const practice = hourly(statements);
    practice.pass(3600);
    expect(tasks(practice)).toHaveLength(0);
    const [letter, ...others] = deadLetters(practice);
    expect(others).toEqual([]);
    expect(letter?.said).toEqual({
      RULE_ARN: ruleArn,
      TARGET_ARN: 'arn:aws:ecs:us-east-1:123456789012:cluster/prod',
      ERROR_CODE: 'NO_PERMISSIONS',
      ERROR_MESSAGE: expect.stringContaining(message),
      RETRY_ATTEMPTS: '0',
    });
    expect(letter?.body).toMatchObject({ 'detail-type': 'Scheduled Event', resources: [ruleArn] });
    expect(counted(practice, 'Invocations')).toBe(1);
    expect(counted(practice, 'FailedInvocations')).toBe(1);
    expect(counted(practice, 'InvocationsSentToDlq')).toBe(1);
  });

  it('needs ecs:TagResource only where the task gets tags', () => {
    const ecs = { Tags: [{ Key: 'by', Value: 'rule' }] };
    const practice = hourly([rights.run, rights.pass], jobTarget(ecs));
    practice.pass(3600);
    expect(deadLetters(practice)[0]?.said.ERROR_MESSAGE).toContain('ecs:TagResource on resource: ');
  });

  it.each<[string, string, object]>([
    ['another service', 'ecs-tasks.amazonaws.com', {}],
    ['another account', 'events.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '999999999999' } }],
    [
      'another rule',
      'events.amazonaws.com',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/daily' } },
    ],
  ])('has a role that trusts %s alone', (_whom, service, conditions) => {
    const practice = hourly([]);
    practice.region.iam.roles.clear();
    practice.region.iam.rolePolicies.clear();
    makeRole(practice, service, [rights.run, rights.pass], conditions);
    practice.pass(3600);
    expect(deadLetters(practice)[0]?.said.ERROR_CODE).toBe('FAILED_TO_ASSUME_ROLE');
    expect(tasks(practice)).toHaveLength(0);
  });

  it('has a role that is gone', () => {
    const practice = hourly();
    practice.region.iam.roles.delete('starter');
    practice.pass(3600);
    expect(deadLetters(practice)[0]?.said.ERROR_CODE).toBe('FAILED_TO_ASSUME_ROLE');
  });

  it.each<[string, Parameters<typeof jobTarget>, string, string]>([
    [
      'no network settings',
      [{ NetworkConfiguration: undefined }],
      'INVALID_PARAMETER',
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    ],
    [
      'a container that is not there',
      [{}, { Input: '{"containerOverrides":[{"name":"web"}]}' }],
      'INVALID_PARAMETER',
      'Override for container named web is not a container in the TaskDefinition.',
    ],
    [
      'an input that is no JSON',
      [{}, { InputTransformer: { InputPathsMap: { r: '$.resources' }, InputTemplate: '{"key": "<r>"}' } }],
      'INVALID_JSON',
      'The input of the target is not valid JSON.',
    ],
    [
      'an input of the wrong types',
      [{}, { Input: '{"containerOverrides":[{"name":"job","environment":[{"name":"N","value":1}]}]}' }],
      'INVALID_PARAMETER',
      'The input of the target is invalid: environment of job must be a list of names and values, all of them strings.',
    ],
    [
      'a family that was never there',
      [{ TaskDefinitionArn: `${jobArn}s` }],
      'NO_RESOURCE',
      'TaskDefinition not found.',
    ],
    [
      'a revision that was never there',
      [{ TaskDefinitionArn: `${jobArn}:7` }],
      'NO_RESOURCE',
      'TaskDefinition not found.',
    ],
  ])('has %s', (_what, target, code, message) => {
    const practice = hourly([rights.run, rights.pass], jobTarget(...target));
    practice.pass(3600);
    expect(deadLetters(practice)[0]?.said).toMatchObject({ ERROR_CODE: code, ERROR_MESSAGE: message });
    expect(tasks(practice)).toHaveLength(0);
  });

  it('has a task definition without an active revision', () => {
    const practice = hourly([rights.run, rights.pass], jobTarget({ TaskDefinitionArn: `${jobArn}:1` }));
    DeregisterTaskDefinition({ taskDefinition: 'job:1' }, practice.call);
    practice.pass(3600);
    expect(deadLetters(practice)[0]?.said.ERROR_MESSAGE).toBe('TaskDefinition is inactive');
  });

  it('has a cluster that is gone', () => {
    const practice = hourly();
    DeleteCluster({ cluster: 'prod' }, practice.call);
    practice.pass(3600);
    const [letter] = deadLetters(practice);
    expect(letter?.said).toMatchObject({ ERROR_CODE: 'NO_RESOURCE', RETRY_ATTEMPTS: '0' });
  });

  it.each<[string, (practice: PracticeWorld) => void]>([
    ['no policy of the queue', ({ region }) => region.sqs.queues.get('letters')?.attributes.delete('Policy')],
    ['no queue', ({ region }) => region.sqs.queues.delete('letters')],
    [
      'a policy for another rule',
      (practice) => {
        practice.region.sqs.queues.delete('letters');
        makeQueue(practice, ruleArn.replace('hourly', 'daily'));
      },
    ],
    [
      'a key of AWS that EventBridge cannot use',
      ({ region }) => region.sqs.queues.get('letters')?.attributes.set('KmsMasterKeyId', 'alias/aws/sqs'),
    ],
  ])('is lost with %s, and counted', (_what, spoil) => {
    const practice = hourly([rights.run]);
    spoil(practice);
    practice.pass(3600);
    expect(practice.region.sqs.queues.get('letters')?.messages ?? []).toEqual([]);
    expect(counted(practice, 'FailedInvocations')).toBe(1);
    expect(counted(practice, 'InvocationsSentToDlq')).toBeUndefined();
    expect(counted(practice, 'InvocationsFailedToBeSentToDlq')).toBe(1);
  });

  it('is lost without a dead-letter queue, and counted', () => {
    const practice = hourly([rights.run], jobTarget({}, { DeadLetterConfig: undefined }));
    practice.pass(3600);
    expect(practice.region.sqs.queues.get('letters')?.messages).toEqual([]);
    expect(counted(practice, 'FailedInvocations')).toBe(1);
    expect(counted(practice, 'InvocationsFailedToBeSentToDlq')).toBeUndefined();
  });
});
