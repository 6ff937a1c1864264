import { describe, expect, it } from 'vitest';
import { policyOf, withStatement } from '../../../../src/events/on-stop/rule-statement.ts';
import type { PolicyDocument, Statement } from '../../../../src/iam-policy/document.ts';

const rule = { name: 'ends', arn: 'arn:aws:events:us-east-1:123456789012:rule/ends' };
const statement = {
  Sid: 'ecsctl-ends',
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: 'arn:aws:sqs:us-east-1:123456789012:ends',
  Condition: { ArnEquals: { 'aws:SourceArn': rule.arn } },
};
const owner: Statement = {
  Sid: 'owner',
  Effect: 'Allow',
  Principal: { AWS: '123456789012' },
  Action: 'sqs:*',
};
const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: '2008-10-17', Id: 'x', Statement });

describe("a rule's statement", () => {
  it('comes beside all that the policy has', () => {
    expect(withStatement(policy(owner), statement, rule)).toEqual(policy(owner, statement));
    expect(withStatement(undefined, statement, rule)).toEqual({
      Version: '2012-10-17',
      Statement: [statement],
    });
  });

  it('comes in the place of what it was', () => {
    const old = { ...statement, Action: 'sqs:ReceiveMessage' };
    expect(withStatement(policy(old, owner), statement, rule)).toEqual(policy(statement, owner));
  });

  it.each<[string, Partial<Statement>]>([
    ['just so', {}],
    ['with lists', { Action: ['SQS:SendMessage'], Resource: [statement.Resource] }],
    ['with a key in another case', { Condition: { ArnEquals: { 'AWS:SourceArn': [rule.arn] } } }],
    ['with a list of services', { Principal: { Service: ['events.amazonaws.com'] } }],
  ])('is there already %s', (_, more) => {
    expect(withStatement(policy(owner, { ...statement, ...more }), statement, rule)).toBeUndefined();
  });

  it.each<[string, Partial<Statement>]>([
    ['denies', { Effect: 'Deny' }],
    ['lets somebody else in', { Principal: { Service: 'sns.amazonaws.com' } }],
    ['lets any rule in', { Condition: {} }],
    ['is about another queue', { Resource: 'arn:aws:sqs:us-east-1:123456789012:other' }],
  ])('is put right where it %s', (_, more) => {
    expect(withStatement(policy({ ...statement, ...more }), statement, rule)).toEqual(policy(statement));
  });

  it('is never put in the place of another rule’s', () => {
    const Condition = { ArnEquals: { 'aws:SourceArn': rule.arn.replace('ends', 'other') } };
    expect(() => withStatement(policy({ ...statement, Condition }), statement, rule)).toThrow(/it is for/);
  });

  it('is not added to what cannot be read', () => {
    expect(() => policyOf('{"Statement":', 'queue ends')).toThrow(/policy of queue ends cannot be read/);
    expect(policyOf('', 'queue ends')).toBeUndefined();
  });
});
