import { describe, expect, it } from 'vitest';
import { parseDestination } from '../../../../src/events/on-stop/destination-name.ts';
import { readNotice } from '../../../../src/events/on-stop/wanted.ts';

describe('who is told', () => {
  const here = { region: 'us-east-1', account: '123456789012' };

  it.each([
    ['sns:alerts', { service: 'sns', name: 'alerts' }],
    ['sns:arn:aws:sns:us-east-1:123456789012:alerts', { service: 'sns', name: 'alerts', ...here }],
    ['arn:aws:sns:us-east-1:123456789012:alerts', { service: 'sns', name: 'alerts', ...here }],
    ['sqs:ends.fifo', { service: 'sqs', name: 'ends.fifo' }],
    ['sqs:arn:aws:sqs:us-east-1:123456789012:ends', { service: 'sqs', name: 'ends', ...here }],
    ['sqs:https://sqs.us-east-1.amazonaws.com/123456789012/ends', { service: 'sqs', name: 'ends', ...here }],
    [
      'sqs:http://127.0.0.1:4566/123456789012/ends',
      { service: 'sqs', name: 'ends', account: '123456789012' },
    ],
    ['lambda:triage', { service: 'lambda', name: 'triage' }],
    ['lambda:triage:live', { service: 'lambda', name: 'triage', qualifier: 'live' }],
    [
      'lambda:arn:aws:lambda:us-east-1:123456789012:function:triage:3',
      { service: 'lambda', name: 'triage', qualifier: '3', ...here },
    ],
    ['logs:/aws/events/ends', { service: 'logs', name: '/aws/events/ends' }],
    [
      'arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/ends:*',
      { service: 'logs', name: '/aws/events/ends', ...here },
    ],
  ])('%s', (text, destination) => {
    expect(parseDestination(text)).toEqual(destination);
  });

  it.each([
    ['alerts', /does not say who/],
    ['kinesis:stream', /does not say who/],
    ['arn:aws:kinesis:us-east-1:123456789012:stream/x', /no ARN of SNS, SQS, Lambda or CloudWatch Logs/],
    ['sqs:arn:aws:sns:us-east-1:123456789012:alerts', /no ARN of sqs/],
    ['sns:', /no name that sns would take/],
    ['sns:my alerts', /no name that sns would take/],
    ['sqs:https://example.com/ends', /no name that sqs would take/],
    ['lambda:triage:', /no name that lambda would take/],
    ['logs:aws/mine', /no name that logs would take/],
    ['logs:a b', /no name that logs would take/],
  ])('%s is refused', (text, message) => {
    expect(() => parseDestination(text)).toThrow(message);
  });
});

describe('flags', () => {
  const none = {
    ...{ notify: ['sns:alerts'], failedOnly: false, all: false },
    ...{ cluster: undefined, service: undefined, family: undefined, reason: undefined, format: undefined },
  };
  const read = (flags: Partial<typeof none> | Record<string, unknown>) =>
    readNotice('ends', { ...none, ...flags });

  it.each([
    [{}, { areFailures: true }],
    [{ failedOnly: true }, { areFailures: true }],
    [{ all: true }, { areFailures: false }],
    [{ reason: 'gone' }, { areFailures: false, reason: 'gone', reasonText: 'gone' }],
    [
      { reason: 'gone*', failedOnly: true },
      { areFailures: true, reason: { wildcard: 'gone*' } },
    ],
    [{ service: 'prod/web' }, { cluster: 'prod', service: 'web' }],
    [
      { service: 'web', cluster: 'prod' },
      { cluster: 'prod', service: 'web' },
    ],
    [
      { family: 'web', cluster: 'prod' },
      { cluster: 'prod', family: 'web' },
    ],
    [{ notify: ['sqs:ends'], format: 'text' }, { format: 'text' }],
  ])('%o', (flags, wanted) => {
    expect(read(flags)).toMatchObject(wanted);
  });

  it.each([
    [{ notify: [] }, /nobody is to be told/],
    [{ notify: ['a', 'b', 'c', 'd', 'e', 'f'] }, /6 times/],
    [{ notify: ['sns:alerts', 'arn:aws:sns:us-east-1:123456789012:alerts'] }, /is there twice/],
    [{ service: 'web' }, /does not say which cluster/],
    [{ service: 'prod/web', family: 'web' }, /exclude each other/],
    [{ all: true, failedOnly: true }, /exclude each other/],
    [{ family: 'web:3' }, /names one revision/],
    [{ family: 'no family' }, /no name of a family/],
    [{ notify: ['lambda:triage'], format: 'text' }, /for topics and queues/],
  ])('%o are refused', (flags, message) => {
    expect(() => read(flags)).toThrow(message);
  });
});
