import { describe, expect, it } from 'vitest';
import { policyFor } from '../../../../src/events/admission/rule-statement.ts';
import type { Statement } from '../../../../src/iam-policy/document.ts';
import { failureOf, refusedFor } from '../../../support/refused.ts';

const rule = { name: 'my.ends', arn: 'arn:aws:events:us-east-1:123456789012:rule/my.ends' };
const text = (...Statement: Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const forSource = (source: string, key = 'aws:SourceArn') =>
  text({ Sid: 'ecsctl-my-ends', Effect: 'Allow', Condition: { ArnEquals: { [key]: source } } });

describe("the policy for a rule's statement", () => {
  it.each([
    ['is for the rule', forSource(rule.arn)],
    ['is for any', text({ Sid: 'ecsctl-my-ends', Effect: 'Allow' })],
    ['is for another kind of source', forSource('arn:aws:s3:::my-ends')],
    ['is not there', text({ Sid: 'owner', Effect: 'Allow' })],
  ])('is taken where the statement of its Sid %s', (_, policy) => {
    expect(policyFor(rule, policy, 'queue ends')).toEqual(JSON.parse(policy));
  });

  it.each(['aws:SourceArn', 'AWS:sourcearn'])('is refused where its %s is another rule', (key) => {
    const other = rule.arn.replace('my.ends', 'my-ends');
    refusedFor('refused', `a statement ecsctl-my-ends already, and it is for ${other}`, () =>
      policyFor(rule, forSource(other, key), 'queue ends'),
    );
  });

  it('is refused where it cannot be read', () => {
    const { message } = failureOf('refused', () => policyFor(rule, '{"Statement":', 'queue ends'));
    expect(message).toContain('the policy of queue ends cannot be read');
  });

  it('is none where the resource has none', () => {
    expect(policyFor(rule, undefined, 'queue ends')).toBeUndefined();
    expect(policyFor(rule, '', 'queue ends')).toBeUndefined();
  });
});
