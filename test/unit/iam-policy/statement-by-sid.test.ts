import { describe, expect, it } from 'vitest';
import type { PolicyDocument, Statement } from '../../../src/iam-policy/document.ts';
import { statementBySid, withStatement } from '../../../src/iam-policy/statement-by-sid.ts';

const source = 'arn:aws:events:us-east-1:123456789012:rule/ends';
const statement = {
  Sid: 'ecsctl-ends',
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: 'arn:aws:sqs:us-east-1:123456789012:ends',
  Condition: { ArnEquals: { 'aws:SourceArn': source } },
};
const owner: Statement = {
  Sid: 'owner',
  Effect: 'Allow',
  Principal: { AWS: '123456789012' },
  Action: 'sqs:*',
};
const nameless: Statement = { Effect: 'Deny', Principal: '*', Action: 'sqs:DeleteQueue' };
const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: '2008-10-17', Id: 'x', Statement });

describe('a statement in a policy', () => {
  it('is found by its Sid', () => {
    expect(statementBySid(policy(nameless, owner, statement), 'ecsctl-ends')).toBe(statement);
    expect(statementBySid(policy(nameless, owner), 'ecsctl-ends')).toBeUndefined();
    expect(statementBySid(undefined, 'ecsctl-ends')).toBeUndefined();
  });

  it('comes beside all that the policy has', () => {
    expect(withStatement(policy(nameless, owner), statement)).toEqual(policy(nameless, owner, statement));
    expect(withStatement(undefined, statement)).toEqual({ Version: '2012-10-17', Statement: [statement] });
  });

  it('changes no version, since that says how all others are read', () => {
    expect(withStatement({ Statement: [owner] }, statement)).toEqual({ Statement: [owner, statement] });
  });

  it('comes in the place of what it was', () => {
    const old = { ...statement, Action: 'sqs:ReceiveMessage' };
    expect(withStatement(policy(old, owner), statement)).toEqual(policy(statement, owner));
  });

  it.each<[string, Partial<Statement>]>([
    ['just so', {}],
    ['with lists', { Action: ['SQS:SendMessage'], Resource: [statement.Resource] }],
    ['with a key in another case', { Condition: { ArnEquals: { 'AWS:SourceArn': [source] } } }],
    ['with a list of services', { Principal: { Service: ['events.amazonaws.com'] } }],
  ])('is there already %s', (_, more) => {
    expect(withStatement(policy(owner, { ...statement, ...more }), statement)).toBeUndefined();
  });

  it('is there already with its lists in another order', () => {
    const two = { ...statement, Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'] };
    const turned = { ...two, Action: ['SQS:GetQueueUrl', 'SQS:SendMessage'] };
    expect(withStatement(policy(turned), two)).toBeUndefined();
  });

  it.each<[string, Partial<Statement>]>([
    ['denies', { Effect: 'Deny' }],
    ['lets somebody else in', { Principal: { Service: 'sns.amazonaws.com' } }],
    ['holds without a condition', { Condition: {} }],
    ['is about another queue', { Resource: 'arn:aws:sqs:us-east-1:123456789012:other' }],
    ['allows more', { Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'] }],
  ])('is put right where it %s', (_, more) => {
    expect(withStatement(policy({ ...statement, ...more }), statement)).toEqual(policy(statement));
  });
});
