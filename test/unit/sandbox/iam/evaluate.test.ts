import { describe, expect, test } from 'vitest';
import type { Conditions, Context } from '../../../../src/sandbox/iam/condition.ts';
import { type Decision, evaluate } from '../../../../src/sandbox/iam/evaluate.ts';
import { parsePolicy, type Statement } from '../../../../src/sandbox/iam/policy.ts';

const web = 'arn:aws:ecs:eu-west-1:123456789012:service/prod/web';
const decide = (
  statements: Statement[],
  action = 'ecs:UpdateService',
  resource = web,
  context: Context = {},
) => evaluate([{ Version: '2012-10-17', Statement: statements }], { action, resource, context });

const allow = (more: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  ...more,
});
const deny = (more: Partial<Statement>): Statement => ({ ...allow(more), Effect: 'Deny' });

describe('evaluate', () => {
  test('denies what nothing allows', () => {
    expect(evaluate([], { action: 'ecs:ListTasks', resource: '*' })).toBe('implicitDeny');
    expect(decide([allow({ Action: 'ecs:ListTasks' })])).toBe('implicitDeny');
  });

  test('lets one deny outweigh every allow, wherever it stands', () => {
    expect(decide([deny({ Action: 'ecs:Update*' }), allow({})])).toBe('explicitDeny');
    expect(decide([allow({}), deny({ Action: 'ecs:Update*' })])).toBe('explicitDeny');
    expect(decide([allow({}), deny({ Action: 'ecs:Delete*' })])).toBe('allowed');
  });

  test('takes several documents together', () => {
    const documents = [{ Statement: allow({}) }, { Statement: [deny({ Action: 'ecs:UpdateService' })] }];
    expect(evaluate(documents, { action: 'ecs:UpdateService', resource: web })).toBe('explicitDeny');
    expect(evaluate(documents, { action: 'ecs:ListTasks', resource: '*' })).toBe('allowed');
  });

  test.each<[string, Decision]>([
    ['ecs:UpdateService', 'allowed'],
    ['ECS:updateservice', 'allowed'],
    ['ecs:*', 'allowed'],
    ['*', 'allowed'],
    ['ecs:Update?ervice', 'allowed'],
    ['ecs:Update?Service', 'implicitDeny'],
    ['ecs:Update', 'implicitDeny'],
    ['ecs.UpdateService', 'implicitDeny'],
  ])('Action %s: %s', (Action, decision) => {
    expect(decide([allow({ Action })])).toBe(decision);
  });

  test.each<[string, Decision]>([
    [web, 'allowed'],
    ['arn:aws:ecs:*:*:service/prod/*', 'allowed'],
    ['arn:aws:ecs:eu-west-1:123456789012:service/prod/we?', 'allowed'],
    ['arn:aws:ecs:eu-west-1:123456789012:service/stage/*', 'implicitDeny'],
    ['arn:aws:ecs:eu-west-1:123456789012:service/PROD/web', 'implicitDeny'],
  ])('Resource %s: %s', (Resource, decision) => {
    expect(decide([allow({ Resource })])).toBe(decision);
  });

  test.each([
    [`${'a*'.repeat(40)}b`, 'a'.repeat(20_000)],
    [`${'?*a'.repeat(40)}b`, 'a'.repeat(20_000)],
  ])('a pattern of many wildcards takes no longer than others', (Resource, resource) => {
    const before = performance.now();
    expect(decide([allow({ Resource })], 'ecs:X', resource)).toBe('implicitDeny');
    expect(decide([allow({ Resource })], 'ecs:X', `${resource}b`)).toBe('allowed');
    expect(performance.now() - before).toBeLessThan(3000);
  });

  test.each([
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*ab*', 'aab', true],
    ['a?', 'a', false],
    ['*?b', 'b', false],
    ['*?b', 'ab', true],
    ['a*b*c', 'abcbc', true],
    ['a*bc*c', 'abc', false],
    ['', '', true],
    ['a.c', 'abc', false],
    ['a*\n?', 'ab\nc', true],
  ])('%j stands for %j: %s', (Resource, resource, stands) => {
    expect(decide([allow({ Resource })], 'ecs:X', resource)).toBe(stands ? 'allowed' : 'implicitDeny');
  });

  test('NotAction and NotResource mean everything else', () => {
    const notAction: Statement = { Effect: 'Allow', NotAction: ['iam:*', 'ecs:Delete*'], Resource: '*' };
    expect(decide([notAction])).toBe('allowed');
    expect(decide([notAction], 'ecs:DeleteService')).toBe('implicitDeny');
    const notResource: Statement = { Effect: 'Deny', Action: '*', NotResource: web };
    expect(decide([allow({}), notResource])).toBe('allowed');
    expect(decide([allow({}), notResource], 'ecs:UpdateService', `${web}2`)).toBe('explicitDeny');
  });
});

describe('a condition', () => {
  const context: Context = {
    'aws:RequestedRegion': 'eu-west-1',
    'ecs:cluster': 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
    'aws:TagKeys': ['team', 'cost'],
    'aws:SecureTransport': 'true',
    'aws:MultiFactorAuthAge': '5',
  };
  const holds = (Condition: Conditions) =>
    decide([allow({ Condition })], 'ecs:X', web, context) === 'allowed';

  test.each<[boolean, Conditions]>([
    [true, {}],
    [true, { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } }],
    [true, { StringEquals: { 'AWS:requestedregion': 'eu-west-1' } }],
    [false, { StringEquals: { 'aws:RequestedRegion': 'eu-*' } }],
    [true, { StringLike: { 'aws:RequestedRegion': 'eu-*' } }],
    [false, { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } }],
    [true, { StringNotLike: { 'aws:RequestedRegion': 'us-*' } }],
    [true, { ArnEquals: { 'ecs:cluster': 'arn:aws:ecs:*:*:cluster/prod' } }],
    [false, { ArnLike: { 'ecs:cluster': 'arn:aws:*:cluster/prod' } }],
    [true, { ArnNotLike: { 'ecs:cluster': 'arn:aws:ecs:*:*:cluster/stage' } }],
    [true, { Bool: { 'aws:SecureTransport': 'true' } }],
    [false, { Bool: { 'aws:SecureTransport': 'false' } }],
    [true, { Bool: { 'aws:SecureTransport': true } }],
    [false, { Bool: { 'aws:SecureTransport': false } }],
    [true, { StringEquals: { 'aws:MultiFactorAuthAge': 5 } }],
    [true, { Null: { 'aws:ResourceTag/team': 'true', 'ecs:cluster': false } }],
    [false, { Null: { 'aws:ResourceTag/team': 'false' } }],
    [false, { Null: { 'ECS:cluster': 'true' } }],
    [false, { StringEquals: { 'aws:ResourceTag/team': 'web' } }],
    [true, { StringEqualsIfExists: { 'aws:ResourceTag/team': 'web' } }],
    [false, { StringEqualsIfExists: { 'aws:RequestedRegion': 'us-east-1' } }],
    [true, { StringNotEquals: { 'aws:ResourceTag/team': 'web' } }],
    [true, { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['cost', 'owner'] } }],
    [false, { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['owner'] } }],
    [false, { 'ForAnyValue:StringEquals': { 'aws:Missing': ['owner'] } }],
    [false, { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['cost', 'owner'] } }],
    [true, { 'ForAllValues:StringEquals': { 'aws:Missing': ['owner'] } }],
    [false, { Bool: { 'aws:SecureTransport': 'true' }, StringLike: { 'aws:RequestedRegion': 'us-*' } }],
  ])('%s: %j', (expected, condition) => {
    expect(holds(condition)).toBe(expected);
  });
});

describe('parsePolicy', () => {
  test('reads a document with one statement or several', () => {
    const statement = { Effect: 'Allow', Action: 'ecs:*', Resource: '*' };
    expect(parsePolicy(JSON.stringify({ Statement: statement })).Statement).toEqual(statement);
    expect(parsePolicy(JSON.stringify({ Statement: [statement] })).Statement).toEqual([statement]);
  });

  test.each([
    ['{', 'not JSON'],
    ['[]', 'no Statement'],
    ['{"Statement":["all"]}', 'not an object'],
    ['{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}', "'allow'"],
    ['{"Statement":{"Effect":"Allow","Resource":"*"}}', 'Action and NotAction'],
    [
      '{"Statement":{"Effect":"Allow","Action":"*","NotAction":"a:b","Resource":"*"}}',
      'Action and NotAction',
    ],
    ['{"Statement":{"Effect":"Allow","Action":"*"}}', 'Resource and NotResource'],
    ['{"Statement":{"Effect":"Allow","Action":5,"Resource":"*"}}', 'form that IAM takes'],
    [
      '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"IpAddress":{"a":"b"}}}}',
      "'IpAddress'",
    ],
    [
      '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"BoolLike":{"a":"b"}}}}',
      "'BoolLike'",
    ],
  ])('refuses %s', (text, named) => {
    expect(() => parsePolicy(text)).toThrow(
      expect.objectContaining({ kind: 'usage', message: expect.stringContaining(named) }),
    );
  });
});
