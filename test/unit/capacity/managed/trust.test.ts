import { expect, it } from 'vitest';
import { mayAssume } from '../../../../src/capacity/managed/trust.ts';

const ecs = 'ecs.amazonaws.com';
const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ecs } };
const policy = (...Statement: object[]) =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement }));

it.each<[string, string, boolean]>([
  ['one that names it', policy(allow), true],
  ['one statement that is no list', encodeURIComponent(JSON.stringify({ Statement: allow })), true],
  ['one of several services', policy({ ...allow, Principal: { Service: ['ec2.amazonaws.com', ecs] } }), true],
  ['one of several actions', policy({ ...allow, Action: ['sts:TagSession', 'sts:AssumeRole'] }), true],
  ['one for everybody', policy({ ...allow, Principal: '*' }), true],
  [
    'one with a condition',
    policy({ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }),
    true,
  ],
  ['one for tasks', policy({ ...allow, Principal: { Service: 'ecs-tasks.amazonaws.com' } }), false],
  ['one for an account', policy({ ...allow, Principal: { AWS: '123456789012' } }), false],
  ['one of another action', policy({ ...allow, Action: 'sts:TagSession' }), false],
  ['one that denies it', policy(allow, { ...allow, Effect: 'Deny' }), false],
  ['none', '', false],
  ['one that cannot be read', '%7B', false],
])('a trust policy lets ECS assume a role: %s', (_, document, may) => {
  expect(mayAssume(document, ecs)).toBe(may);
});
