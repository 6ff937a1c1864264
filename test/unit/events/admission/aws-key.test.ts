import { expect, it } from 'vitest';
import { isAwsKey } from '../../../../src/events/admission/aws-key.ts';
import { queueSteps } from '../../../../src/events/dead-letters/queue-steps.ts';
import { refusedFor } from '../../../support/refused.ts';

const arn = 'arn:aws:kms:us-east-1:123456789012';

it.each([
  [undefined, false],
  ['alias/aws/sqs', true],
  [`${arn}:alias/aws/sqs`, true],
  ['alias/aws/sns', false],
  ['alias/ours', false],
  ['alias/our/alias/aws/sqs', false],
  [`${arn}:key/1234abcd-12ab-34cd-56ef-1234567890ab`, false],
])('the key %s is the one that AWS has made for SQS: %s', (key, expected) => {
  expect(isAwsKey(key, 'sqs')).toBe(expected);
});

it('a queue that is encrypted with it takes no dead letters of a rule, however the key is named', () => {
  const place = { partition: 'aws', region: 'us-east-1', account: '123456789012' };
  const queue = 'arn:aws:sqs:us-east-1:123456789012:letters';
  const found = { url: 'https://letters', arn: queue, key: `${arn}:alias/aws/sqs`, tags: {} };
  const ruleArn = 'arn:aws:events:us-east-1:123456789012:rule/import';
  refusedFor('refused', 'encrypted with alias/aws/sqs', () =>
    queueSteps(
      { kind: 'named', arn: queue, queue: 'letters' },
      { name: 'import', kind: 'on-upload', place, ruleArn },
      found,
    ),
  );
});
