import { describe, expect, it } from 'vitest';
import { CreateRole } from '../../../../../src/sandbox/services/iam/roles.ts';
import { CreateFunction, DeleteFunction } from '../../../../../src/sandbox/services/lambda/functions.ts';
import {
  GetFunction,
  GetFunctionConfiguration,
  ListFunctions,
} from '../../../../../src/sandbox/services/lambda/functions-read.ts';
import { Invoke } from '../../../../../src/sandbox/services/lambda/invocation.ts';
import {
  AddPermission,
  GetPolicy,
  RemovePermission,
} from '../../../../../src/sandbox/services/lambda/permissions.ts';
import { ListTags, TagResource, UntagResource } from '../../../../../src/sandbox/services/lambda/tags.ts';
import { FilterLogEvents } from '../../../../../src/sandbox/services/logs/filter-events.ts';
import { Publish } from '../../../../../src/sandbox/services/sns/publishing.ts';
import { Subscribe } from '../../../../../src/sandbox/services/sns/subscriptions.ts';
import { CreateTopic } from '../../../../../src/sandbox/services/sns/topics.ts';
import { GetResources } from '../../../../../src/sandbox/services/tagging/resources.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:alert';
const named = { FunctionName: 'alert' };
const emptyZip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
const Role = 'arn:aws:iam::123456789012:role/alert';
const given = {
  ...named,
  Role,
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Code: { ZipFile: emptyZip },
} as const;

function worldWithRole(Service = 'lambda.amazonaws.com'): PracticeWorld {
  const practice = new PracticeWorld({ taggingPageFill: [1] });
  const trust = { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  CreateRole({ RoleName: 'alert', AssumeRolePolicyDocument }, practice.call);
  return practice;
}

function worldWithFunction(): PracticeWorld {
  const practice = worldWithRole();
  CreateFunction({ ...given, Tags: { team: 'shop' } }, practice.call);
  return practice;
}

function logged(practice: PracticeWorld): string[] {
  const { events = [] } = FilterLogEvents({ logGroupName: '/aws/lambda/alert' }, practice.call);
  return events.map(({ message = '' }) => message);
}

describe('a function', () => {
  it('is described as it was made, and goes when it is deleted', () => {
    const practice = worldWithFunction();
    const described = {
      ...{ FunctionName: 'alert', FunctionArn: arn, Role, Runtime: 'nodejs22.x', State: 'Active' },
      ...{ CodeSize: 22, Timeout: 3, MemorySize: 128, Version: '$LATEST' },
    };
    for (const FunctionName of ['alert', arn, `${arn}:$LATEST`, '123456789012:function:alert']) {
      expect(GetFunctionConfiguration({ FunctionName }, practice.call)).toMatchObject(described);
    }
    expect(GetFunction(named, practice.call)).toMatchObject({
      Configuration: described,
      Tags: { team: 'shop' },
    });
    expect(ListFunctions({}, practice.call).Functions).toMatchObject([described]);
    const version = { ...named, Qualifier: '7' };
    expect(refusal(() => GetFunction(version, practice.call))).toMatch(
      /^ResourceNotFoundException: .*alert:7$/,
    );
    DeleteFunction(named, practice.call);
    expect(refusal(() => GetFunction(named, practice.call))).toMatch(/^ResourceNotFoundException/);
  });

  it.each<[string, object, RegExp]>([
    ['a name in use', {}, /^ResourceConflictException/],
    ['no role', { FunctionName: 'b', Role: `${Role}2` }, /cannot be assumed by Lambda/],
    ['no zip', { FunctionName: 'b', Code: { ZipFile: Buffer.from('hello') } }, /Could not unzip/],
    ['no code', { FunctionName: 'b', Code: {} }, /source for function code/],
    ['no handler', { FunctionName: 'b', Handler: undefined }, /mandatory/],
    ['too long a time', { FunctionName: 'b', Timeout: 901 }, /Timeout/],
  ])('is refused: %s', (_what, input, expected) => {
    const practice = worldWithFunction();
    expect(refusal(() => CreateFunction({ ...given, ...input }, practice.call))).toMatch(expected);
  });

  it('is refused a role that Lambda may not take', () => {
    const practice = worldWithRole('ecs-tasks.amazonaws.com');
    expect(refusal(() => CreateFunction(given, practice.call))).toMatch(/cannot be assumed by Lambda/);
  });

  it('has tags that the tagging API knows, too', () => {
    const practice = worldWithFunction();
    TagResource({ Resource: arn, Tags: { env: 'prod' } }, practice.call);
    UntagResource({ Resource: arn, TagKeys: ['team'] }, practice.call);
    expect(ListTags({ Resource: arn }, practice.call).Tags).toEqual({ env: 'prod' });
    const found = GetResources({ ResourceTypeFilters: ['lambda:function'] }, practice.call);
    expect(found.ResourceTagMappingList).toMatchObject([{ ResourceARN: arn }]);
  });
});

describe('a policy of a function', () => {
  const permission = { ...named, StatementId: 'rule', Action: 'lambda:InvokeFunction' };

  it('grows and shrinks by its statements', () => {
    const practice = worldWithFunction();
    expect(refusal(() => GetPolicy(named, practice.call))).toMatch(/^ResourceNotFoundException/);
    const SourceArn = 'arn:aws:events:us-east-1:123456789012:rule/stopped';
    const events = {
      ...permission,
      Principal: 'events.amazonaws.com',
      SourceArn,
      SourceAccount: '123456789012',
    };
    const added = JSON.parse(AddPermission(events, practice.call).Statement ?? '') as object;
    expect(added).toEqual({
      ...{ Sid: 'rule', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } },
      ...{ Action: 'lambda:InvokeFunction', Resource: arn },
      Condition: {
        StringEquals: { 'AWS:SourceAccount': '123456789012' },
        ArnLike: { 'AWS:SourceArn': SourceArn },
      },
    });
    expect(refusal(() => AddPermission(events, practice.call))).toMatch(/^ResourceConflictException/);
    const { Policy = '', RevisionId } = GetPolicy(named, practice.call);
    expect(JSON.parse(Policy)).toMatchObject({ Statement: [added] });
    const stale = { ...events, StatementId: 'other', RevisionId: 'stale' };
    expect(refusal(() => AddPermission(stale, practice.call))).toMatch(/^PreconditionFailedException/);
    RemovePermission({ ...named, StatementId: 'rule', RevisionId }, practice.call);
    expect(refusal(() => GetPolicy(named, practice.call))).toMatch(/^ResourceNotFoundException/);
    const again = { ...named, StatementId: 'rule' };
    expect(refusal(() => RemovePermission(again, practice.call))).toMatch(/^ResourceNotFoundException/);
  });

  it('takes services, accounts and everybody, and nobody else', () => {
    const practice = worldWithFunction();
    const add = (StatementId: string, Principal: string) =>
      AddPermission({ ...permission, StatementId, Principal }, practice.call).Statement;
    expect(add('a', '111122223333')).toContain('arn:aws:iam::111122223333:root');
    expect(add('b', '*')).toContain('"Principal":"*"');
    expect(refusal(() => add('c', 'me'))).toMatch(/principal was invalid/);
  });
});

describe('an invocation', () => {
  it('answers null, is remembered, and stands in the log', () => {
    const practice = worldWithFunction();
    const Payload = Buffer.from('{"말":"안녕"}');
    const answer = Invoke({ ...named, Payload }, practice.call);
    expect(answer.StatusCode).toBe(200);
    expect(Buffer.from(answer.Payload ?? []).toString()).toBe('null');
    expect(Invoke({ ...named, InvocationType: 'Event' }, practice.call)).toEqual({ StatusCode: 202 });
    expect(Invoke({ ...named, InvocationType: 'DryRun' }, practice.call)).toEqual({ StatusCode: 204 });
    const { invocations } = practice.region.lambda.functions.get('alert') ?? {};
    expect(invocations?.map(({ payload }) => payload)).toEqual(['{"말":"안녕"}', '']);
    expect(logged(practice).map((line) => line.split(' ')[0])).toEqual([
      ...['START', 'The', 'END', 'REPORT'],
      ...['START', 'The', 'END', 'REPORT'],
    ]);
    expect(logged(practice)[1]).toContain('{"말":"안녕"}');
    const broken = { ...named, Payload: Buffer.from('{') };
    expect(refusal(() => Invoke(broken, practice.call))).toMatch(/^InvalidRequestContentException/);
  });

  it('by a topic needs the statement for it', () => {
    const practice = worldWithFunction();
    const { TopicArn } = CreateTopic({ Name: 'told' }, practice.call);
    Subscribe({ TopicArn, Protocol: 'lambda', Endpoint: arn }, practice.call);
    Publish({ TopicArn, Message: 'first' }, practice.call);
    const action = { StatementId: 'sns', Action: 'lambda:InvokeFunction' };
    AddPermission(
      { ...named, ...action, Principal: 'sns.amazonaws.com', SourceArn: TopicArn },
      practice.call,
    );
    Publish({ TopicArn, Message: 'second' }, practice.call);
    const { invocations = [] } = practice.region.lambda.functions.get('alert') ?? {};
    expect(invocations.map(({ payload }) => JSON.parse(payload))).toMatchObject([
      { Records: [{ EventSource: 'aws:sns', Sns: { Message: 'second', TopicArn } }] },
    ]);
  });
});
