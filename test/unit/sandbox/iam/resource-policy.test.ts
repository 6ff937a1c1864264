import { describe, expect, it } from 'vitest';
import { evaluateResourcePolicy, type Principal } from '../../../../src/sandbox/iam/resource-policy.ts';

const queue = 'arn:aws:sqs:us-east-1:123456789012:letters';
const rule = 'arn:aws:events:us-east-1:123456789012:rule/hourly';
const role = 'arn:aws:iam::123456789012:role/starter';
const events: Principal = { service: 'events.amazonaws.com' };

function decision(statements: object | readonly object[], principal = events, sourceArn = rule): string {
  const Statement = [statements].flat().map((one) => ({
    Effect: 'Allow',
    Action: 'SQS:SendMessage',
    Resource: queue,
    ...one,
  }));
  const context = { 'aws:SourceArn': sourceArn };
  const request = { action: 'sqs:SendMessage', resource: queue, context };
  return evaluateResourcePolicy(JSON.stringify({ Statement }), principal, request);
}

describe('the policy of a resource', () => {
  it.each<[string, object, Principal, string]>([
    ['a service', { Principal: { Service: 'events.amazonaws.com' } }, events, 'allowed'],
    [
      'one of several',
      { Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] } },
      events,
      'allowed',
    ],
    ['another service', { Principal: { Service: 'sns.amazonaws.com' } }, events, 'implicitDeny'],
    ['everybody', { Principal: '*' }, events, 'allowed'],
    ['everybody, otherwise', { Principal: { AWS: '*' } }, events, 'allowed'],
    ['a role', { Principal: { AWS: role } }, { role }, 'allowed'],
    ['another role', { Principal: { AWS: `${role}s` } }, { role }, 'implicitDeny'],
    ['an account', { Principal: { AWS: '123456789012' } }, { role }, 'allowed'],
    ['an account, otherwise', { Principal: { AWS: 'arn:aws:iam::123456789012:root' } }, { role }, 'allowed'],
    ['an account, but no service', { Principal: { AWS: '123456789012' } }, events, 'implicitDeny'],
    ['all but one', { NotPrincipal: { Service: 'events.amazonaws.com' } }, events, 'implicitDeny'],
    ['all but another', { NotPrincipal: { Service: 'sns.amazonaws.com' } }, events, 'allowed'],
    ['nobody', {}, events, 'implicitDeny'],
  ])('names %s', (_whom, statement, principal, expected) => {
    expect(decision(statement, principal)).toBe(expected);
  });

  it('holds its conditions against what the service acts for', () => {
    const Condition = { ArnEquals: { 'aws:SourceArn': rule } };
    const statement = { Principal: { Service: 'events.amazonaws.com' }, Condition };
    expect(decision(statement)).toBe('allowed');
    expect(decision(statement, events, `${rule}-2`)).toBe('implicitDeny');
  });

  it('denies what one of its statements denies', () => {
    expect(decision([{ Principal: '*' }, { Effect: 'Deny', Principal: '*' }])).toBe('explicitDeny');
  });

  it.each([undefined, '', 'not JSON', '{}'])('allows nothing where it is %o', (text) => {
    const request = { action: 'sqs:SendMessage', resource: queue };
    expect(evaluateResourcePolicy(text, events, request)).toBe('implicitDeny');
  });
});
