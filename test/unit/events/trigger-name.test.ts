import { expect, it } from 'vitest';
import { parseTriggerName } from '../../../src/events/found/trigger-name.ts';
import { refusedFor } from '../../support/refused.ts';

it.each([
  ['nightly', { name: 'nightly' }],
  ['default/nightly', { home: 'default', name: 'nightly' }],
  ['aws.partner/acme.com/1/nightly', { home: 'aws.partner/acme.com/1', name: 'nightly' }],
  [
    'arn:aws:events:eu-west-1:123456789012:rule/nightly',
    { engine: 'rule', home: 'default', name: 'nightly' },
  ],
  [
    'arn:aws:events:eu-west-1:123456789012:rule/acme/nightly',
    { engine: 'rule', home: 'acme', name: 'nightly' },
  ],
  [
    'arn:aws:scheduler:eu-west-1:123456789012:schedule/ecsctl/nightly',
    { engine: 'schedule', home: 'ecsctl', name: 'nightly' },
  ],
])('reads %s', (text, name) => {
  expect(parseTriggerName(text)).toEqual(name);
});

it.each([
  '',
  'a b',
  '/a',
  'a/',
  'a//b',
  '/a/b',
  'a b/c',
  'arn:aws:sqs:eu-west-1:123456789012:queue',
  'x'.repeat(65),
])('refuses %j', (text) => {
  refusedFor('usage', 'is no name of a rule or schedule', () => parseTriggerName(text));
});
