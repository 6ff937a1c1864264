import * as ecs from '@aws-sdk/client-ecs';
import { describe, expect, test } from 'vitest';
import { ecsRates } from '../../../../src/sandbox/faults/ecs-rates.ts';
import { FaultInjector, type Target } from '../../../../src/sandbox/faults/injector.ts';
import { parseFaults } from '../../../../src/sandbox/faults/spec.ts';
import { isOperationTuple } from '../../../../src/sandbox/wire/sdk-internals.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const target = (operation: string, seconds = 0, more: Partial<Target> = {}): Target => ({
  signingName: 'ecs',
  iamPrefix: 'ecs',
  operation,
  region: 'eu-west-1',
  now: new Date(noon + seconds * 1000),
  ...more,
});
const injector = (text: string) => new FaultInjector(parseFaults(text));

/** How many of `count` requests are let through. */
function passed(faults: FaultInjector, count: number, request: Target): number {
  return Array.from({ length: count }, () => faults.strike(request)).filter((strike) => !strike.error).length;
}

describe("throttling by AWS's published rates", () => {
  test('lets a burst through, and then what the bucket gains a second', () => {
    const faults = injector('throttle');
    expect(passed(faults, 100, target('RegisterTaskDefinition'))).toBe(20);
    expect(passed(faults, 100, target('RegisterTaskDefinition', 7))).toBe(7);
    expect(passed(faults, 100, target('RegisterTaskDefinition', 7.5))).toBe(0);
    expect(passed(faults, 100, target('RegisterTaskDefinition', 8))).toBe(1);
  });

  test('shares the bucket of a category, and keeps the categories apart', () => {
    const faults = injector('throttle');
    expect(passed(faults, 30, target('DeregisterTaskDefinition'))).toBe(20);
    expect(passed(faults, 30, target('RegisterTaskDefinition'))).toBe(0);
    expect(passed(faults, 30, target('DescribeTaskDefinition'))).toBe(30);
  });

  test('has buckets of its own for each region', () => {
    const faults = injector('throttle');
    passed(faults, 30, target('DeleteTaskDefinitions'));
    expect(passed(faults, 30, target('DeleteTaskDefinitions', 0, { region: 'us-east-1' }))).toBe(5);
  });

  test('never fills a bucket beyond its burst', () => {
    const faults = injector('throttle');
    passed(faults, 30, target('UpdateCluster'));
    expect(passed(faults, 30, target('UpdateCluster', 86_400))).toBe(20);
  });

  test('leaves the other services alone', () => {
    const elsewhere = { signingName: 'sqs', iamPrefix: 'sqs' };
    expect(passed(injector('throttle'), 500, target('ListTasks', 0, elsewhere))).toBe(500);
  });

  test('knows only operations that the SDK knows, each once', () => {
    const known = new Set(
      (Object.values(ecs) as unknown[]).filter(isOperationTuple).map((tuple) => tuple[2]),
    );
    const rated = ecsRates.flatMap((rate) => rate.operations);
    expect(rated.filter((operation) => !known.has(operation))).toEqual([]);
    expect(new Set(rated).size).toBe(rated.length);
  });
});

describe('faults by chance', () => {
  const pattern = (text: string) => {
    const faults = injector(text);
    return Array.from({ length: 200 }, () => (faults.strike(target('ListTasks')).error ? 1 : 0)).join('');
  };

  test('follow from the seed', () => {
    expect(pattern('throttle=0.3,seed=7')).toBe(pattern('throttle=0.3,seed=7'));
    expect(pattern('throttle=0.3,seed=7')).not.toBe(pattern('throttle=0.3,seed=8'));
  });

  test('strike as often as they should', () => {
    const faults = injector('throttle=0.3,seed=3');
    const through = passed(faults, 10_000, target('ListTasks'));
    expect(through / 10_000).toBeCloseTo(0.7, 1);
  });

  test('strike always at 1 and never at 0', () => {
    expect(passed(injector('5xx=1'), 50, target('ListTasks'))).toBe(0);
    expect(passed(injector('5xx=0'), 50, target('ListTasks'))).toBe(50);
  });
});

describe('a scope', () => {
  test.each([
    ['5xx@ecs', true],
    ['5xx@ecs:ListTasks', true],
    ['5xx@ecs:List*', true],
    ['5xx@ecs:ListTask', false],
    ['5xx@ecs:ListServices', false],
    ['5xx@sqs', false],
  ])('%s strikes ecs:ListTasks: %s', (text, strikes) => {
    expect(injector(text).strike(target('ListTasks')).error !== undefined).toBe(strikes);
  });

  test('may name a service by its signing name or by its IAM prefix', () => {
    const alarms = target('DescribeAlarms', 0, { signingName: 'monitoring', iamPrefix: 'cloudwatch' });
    expect(injector('reset@monitoring').strike(alarms).cut).toBe('before');
    expect(injector('reset@cloudwatch').strike(alarms).cut).toBe('before');
  });

  test('with a count strikes the first so many that match', () => {
    const faults = injector('lost@ecs:UpdateService x2');
    const cuts = ['ListTasks', 'UpdateService', 'UpdateService', 'UpdateService'].map(
      (operation) => faults.strike(target(operation)).cut,
    );
    expect(cuts).toEqual([undefined, 'after', 'after', undefined]);
  });
});

test('faults of several kinds meet in one request, and delays add up', () => {
  const strike = injector('slow=1s,slow=500ms,throttle=1,lost').strike(target('ListTasks'));
  expect(strike).toEqual({ delayMilliseconds: 1500, error: 'throttled', cut: 'after' });
});
