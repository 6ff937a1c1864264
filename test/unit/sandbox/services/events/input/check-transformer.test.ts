import type { InputTransformer } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { PutRule } from '../../../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../../../src/sandbox/services/events/targets.ts';
import { PracticeWorld, refusal } from '../../../world/practice-world.ts';

const Arn = 'arn:aws:sqs:us-east-1:123456789012:jobs';

function put(InputTransformer: InputTransformer) {
  const { call } = new PracticeWorld();
  PutRule({ Name: 'uploads', EventPattern: '{"source":["aws.s3"]}' }, call);
  return PutTargets({ Rule: 'uploads', Targets: [{ Id: 'queue', Arn, InputTransformer }] }, call);
}

describe('an input transformer', () => {
  it('may name what it defines and what AWS reserves', () => {
    const InputPathsMap = { key: '$.detail.object.key' };
    const InputTemplate = '{"key":<key>,"rule":<aws.events.rule-arn>,"event":<aws.events.event.json>}';
    expect(put({ InputPathsMap, InputTemplate })).toEqual({ FailedEntryCount: 0, FailedEntries: [] });
  });

  it.each([
    ['{"key":<key>}', {}, 'contains invalid placeholder key.'],
    ['"<key> of <bucket>"', { key: '$.a' }, 'contains invalid placeholder bucket.'],
    ['"<aws.events.rule>"', {}, 'contains invalid placeholder aws.events.rule.'],
    [`"${'x'.repeat(8191)}"`, {}, 'is longer than 8192 characters.'],
  ])('is refused with the template %.40s', (InputTemplate, InputPathsMap, reason) => {
    expect(refusal(() => put({ InputPathsMap, InputTemplate }))).toBe(
      `ValidationException: InputTemplate for target queue ${reason}`,
    );
  });

  it('is refused with more than 100 paths', () => {
    const InputPathsMap = Object.fromEntries(Array.from({ length: 101 }, (_, key) => [`k${key}`, '$.id']));
    expect(refusal(() => put({ InputPathsMap, InputTemplate: '"text"' }))).toMatch(/^ValidationException: /);
  });
});
