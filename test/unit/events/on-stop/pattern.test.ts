import { describe, expect, it } from 'vitest';
import { type Ends, type Scope, stoppedPattern } from '../../../../src/events/on-stop/pattern.ts';
import { reasonMatcher } from '../../../../src/events/on-stop/reason.ts';
import { matchesPattern } from '../../../../src/sandbox/services/events/pattern/matches-pattern.ts';
import { parsePattern } from '../../../../src/sandbox/services/events/pattern/parse-pattern.ts';
import { type Ending, endings, type StoppedTask, stoppedEvent } from '../../../support/stopped-event.ts';

const failures: Ends = { areFailures: true };
const all: Ends = { areFailures: false };

function tells(scope: Scope, ends: Ends, task: StoppedTask): boolean {
  return matchesPattern(parsePattern(stoppedPattern(scope, ends)), stoppedEvent(task));
}

const everyEnding = Object.keys(endings) as Ending[];

describe('failures', () => {
  const failed: readonly Ending[] = [
    'exit 1',
    'a container beside it that fails',
    'no container that ever ran',
    'out of memory',
    'Spot',
    'a retired host',
    'a broken host',
    'an image that cannot be pulled',
    'failed health checks',
  ];

  it.each(everyEnding)('%s', (ending) => {
    expect(tells({}, failures, endings[ending])).toBe(failed.includes(ending));
  });

  it('are told once the task has stopped, not on its way there', () => {
    expect(tells({}, failures, { ...endings['exit 1'], lastStatus: 'DEPROVISIONING' })).toBe(false);
  });
});

it.each(everyEnding)('of all stops, %s is one', (ending) => {
  expect(tells({}, all, endings[ending])).toBe(true);
});

describe('the scope', () => {
  const clusterArn = 'arn:aws:ecs:us-east-1:123456789012:cluster/prod';
  const definitionPrefix = 'arn:aws:ecs:us-east-1:123456789012:task-definition/web:';
  const end = endings['exit 1'];

  it.each<[string, Scope, Partial<StoppedTask>, boolean]>([
    ['its cluster', { clusterArn }, {}, true],
    ['another cluster', { clusterArn }, { cluster: 'test' }, false],
    ['a cluster whose name goes on', { clusterArn }, { cluster: 'prod-2' }, false],
    ['its service', { clusterArn, service: 'web' }, {}, true],
    ['another service', { clusterArn, service: 'web' }, { group: 'service:web-2' }, false],
    ['a task of its own', { clusterArn, service: 'web' }, { group: 'family:web' }, false],
    ['the family in a service', { definitionPrefix }, {}, true],
    ['the family by itself', { definitionPrefix }, { group: 'family:web' }, true],
    ['the family in a group of its own', { definitionPrefix }, { group: 'nightly' }, true],
    ['another family', { definitionPrefix }, { family: 'web-batch' }, false],
  ])('%s', (_, scope, task, told) => {
    expect(tells(scope, failures, { ...end, ...task })).toBe(told);
  });
});

describe('a reason', () => {
  const told = (text: string, stoppedReason: string) =>
    tells({}, { ...all, reason: reasonMatcher(text) }, { ...endings['exit 0'], stoppedReason });

  it.each([
    ['Essential container in task exited', 'Essential container in task exited', true],
    ['Essential container in task exited', 'Essential container in task exited.', false],
    ['Essential container', 'Essential container in task exited', false],
    ['CannotPull*', 'CannotPullContainerError: "nosuch" not found', true],
    ['*health checks*', 'Task failed ELB health checks in (target-group x)', true],
    ['CannotPull*', 'ResourceInitializationError: CannotPull', false],
    ['5 \\* 3*', '5 * 3 is 15', true],
    ['C:\\boot', 'C:\\boot', true],
    ['이유가 있다', '이유가 있다', true],
  ])('%s of %s', (text, reason, wanted) => {
    expect(told(text, reason)).toBe(wanted);
  });

  it('is asked of failures only where both are asked for', () => {
    const asked = (ending: Ending, text: string) =>
      tells({}, { ...failures, reason: reasonMatcher(text) }, endings[ending]);
    expect(asked('exit 1', 'Essential container in task exited')).toBe(true);
    expect(asked('exit 0', 'Essential container in task exited')).toBe(false);
    expect(asked('an image that cannot be pulled', 'Essential container in task exited')).toBe(false);
    expect(asked('an image that cannot be pulled', 'CannotPull*')).toBe(true);
    expect(asked('failed health checks', 'Essential*')).toBe(false);
  });

  it('alone is the pattern that people write by hand', () => {
    const reason = 'Essential container in task exited';
    expect(JSON.parse(stoppedPattern({}, { ...all, reason }))).toEqual({
      source: ['aws.ecs'],
      'detail-type': ['ECS Task State Change'],
      detail: { lastStatus: ['STOPPED'], stoppedReason: [reason] },
    });
  });

  it.each([
    ['', /empty/],
    ['a**b', /two \* in a row/],
    ['a\\b*', /lone backslash/],
  ])('%j is refused', (text, message) => {
    expect(() => reasonMatcher(text)).toThrow(message);
  });

  it('that is too long for AWS is refused', () => {
    expect(() => stoppedPattern({}, { ...all, reason: 'x'.repeat(2000) })).toThrow(/AWS takes 2048/);
    expect(stoppedPattern({}, { ...all, reason: 'x'.repeat(1900) }).length).toBeLessThanOrEqual(2048);
  });
});
