import { describe, expect, it } from 'vitest';
import { isPolicy } from '../../../../src/sandbox/iam/policy-text.ts';
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

  it.each([undefined, '', 'not JSON', '{}', 'null', '5', '{"Statement":[null]}', '{"Statement":5}'])(
    'allows nothing where it is %o',
    (text) => {
      const request = { action: 'sqs:SendMessage', resource: queue };
      expect(evaluateResourcePolicy(text, events, request)).toBe('implicitDeny');
    },
  );
});

describe('a text', () => {
  const open = { Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' };
  const without = (name: keyof typeof open) => ({ ...open, [name]: undefined });

  it.each<[boolean, unknown]>([
    [true, open],
    [true, [open, { ...open, Principal: { AWS: ['1', '2'] }, Resource: [queue] }]],
    [true, without('Resource')],
    [true, { ...open, Condition: { Bool: { 'aws:SecureTransport': false } } }],
    [false, []],
    [false, [null]],
    [false, [open, 'all']],
    [false, without('Action')],
    [false, without('Principal')],
    [false, { ...open, Effect: 'allow' }],
    [false, { ...open, NotAction: 'sqs:*' }],
    [false, { ...open, Action: 5 }],
    [false, { ...open, Principal: 'events.amazonaws.com' }],
    [false, { ...open, Condition: { StringEquals: null } }],
    [false, { ...open, Condition: [] }],
  ])('is a policy of a resource, %s: %j', (expected, Statement) => {
    expect(isPolicy(JSON.stringify({ Statement }), 'resource')).toBe(expected);
  });

  it('is refused with a condition that the sandbox cannot evaluate, by its name', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    const text = JSON.stringify({ Statement: { ...open, Effect: 'Deny', Condition } });
    expect(() => isPolicy(text, 'resource')).toThrow(/operator IpAddress is not in the sandbox/);
  });
});
