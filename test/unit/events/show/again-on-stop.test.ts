import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../../src/cli/values.ts';
import { triggerOfRule } from '../../../../src/events/found/of-rule.ts';
import { onStopFlags } from '../../../../src/events/on-stop/flags.ts';
import { stoppedPattern } from '../../../../src/events/on-stop/pattern.ts';
import { planNotice } from '../../../../src/events/on-stop/plan.ts';
import type { FoundNotice } from '../../../../src/events/on-stop/read.ts';
import { readNotice } from '../../../../src/events/on-stop/wanted.ts';
import { makeAgain } from '../../../../src/events/show/judge/again.ts';
import { targetOf } from './found-road.ts';
import { anyText, arnOf, flagsIn, place } from './typed-back.ts';

describe('the command that makes a rule of on-stop again', () => {
  const { values: none } = parseFlags(onStopFlags, {}, {});
  const nothing = { ...none, notify: [] as readonly string[] };

  /** What stands before the names of such resources in their ARNs. */
  const resources = { sns: '', sqs: '', lambda: 'function:', logs: 'log-group:' } as const;

  /** The rule that on-stop makes of the flags, as `events show` finds it. */
  function ruleOf(flags: typeof nothing) {
    const wanted = readNotice('ends', flags);
    const found: FoundNotice = {
      ...{ place, hasSchedule: false },
      ...(wanted.cluster !== undefined && { clusterArn: arnOf('ecs', `cluster/${wanted.cluster}`) }),
      destinations: wanted.destinations.map(({ service, name, qualifier }) => ({
        ...{ service, name, url: 'https://queue', subscriptions: 1, deduplicates: true },
        ...{ exists: true, policies: [] },
        arn: arnOf(service, `${resources[service]}${[name, qualifier].filter(Boolean).join(':')}`),
      })),
    };
    const inputs = planNotice(wanted, found).steps.map(({ call }) => call.input as Record<string, unknown>);
    const EventPattern = inputs.flatMap((input) => (input.EventPattern as string) ?? [])[0] ?? '';
    const targets = inputs.flatMap((input) => (input.Targets as { Id: string; Arn: string }[]) ?? []);
    const rule = { Name: 'ends', Arn: arnOf('events', 'rule/ends'), EventPattern };
    return { wanted, trigger: triggerOfRule(rule, targets, { 'ecsctl:events': 'on-stop' }) };
  }

  const scopes = fc.constantFrom(
    {},
    { cluster: 'prod' },
    { service: 'prod/web' },
    { service: 'web', cluster: 'prod' },
    { family: 'web' },
    { family: 'web', cluster: 'prod' },
  );
  const reasons = anyText.filter((text) => {
    const rest = text.replaceAll(/\\[*\\]/g, '');
    return !text.includes('*') || !/\*\*|\\/.test(rest);
  });
  const ends = fc.oneof(
    fc.constantFrom({}, { all: true }, { failedOnly: true }),
    fc.tuple(reasons, fc.constantFrom({}, { all: true }, { failedOnly: true })).map(([reason, more]) => ({
      ...more,
      reason,
    })),
  );
  const who = fc.oneof(
    fc.constantFrom(
      { notify: ['sns:alerts'] },
      { notify: ['sns:alerts'], format: 'json' },
      { notify: ['sqs:ends'] },
      { notify: ['sqs:ends.fifo'], format: 'text' },
      { notify: ['lambda:triage'] },
      { notify: ['lambda:triage:live'] },
      { notify: ['logs:/aws/events/ends'] },
    ),
  );

  it('means the same ends and tells the same one', () => {
    fc.assert(
      fc.property(scopes, ends, who, (scope, which, told) => {
        // A format that is the default anyway is not named again; the targets below show that it is the same.
        const { trigger, wanted } = ruleOf({ ...nothing, ...scope, ...which, ...told });
        const command = makeAgain(trigger, targetOf(trigger));
        const { format: _, ...again } = readNotice('ends', flagsIn(command, onStopFlags));
        const { format: __, ...same } = wanted;
        expect(again, command).toEqual(same);
        expect(ruleOf(flagsIn(command, onStopFlags)).trigger, command).toEqual(trigger);
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, object, RegExp]>([
    ['a service', { service: 'prod/web' }, /--service prod\/web --notify sns:alerts$/],
    ['all of a cluster', { cluster: 'prod', all: true }, /ends -c prod --all --notify/],
    ['a reason', { reason: "it's *" }, /--reason 'it'"'"'s \*' --notify/],
    ['failures with a reason', { reason: 'x', failedOnly: true }, /--reason x --failed-only/],
    ['a family', { family: 'web' }, /ends --family web --notify/],
    ['everything', { all: true }, /ends --all --notify/],
    ['a version', { notify: ['lambda:triage:live'] }, /--notify lambda:triage:live$/],
    ['whole events', { format: 'json' }, /--notify sns:alerts --format json$/],
  ])('names %s', (_what, flags, command) => {
    const { trigger } = ruleOf({ ...nothing, notify: ['sns:alerts'], ...flags });
    expect(makeAgain(trigger, targetOf(trigger))).toMatch(command);
  });

  it('says whom to tell where nobody is told', () => {
    const { trigger } = ruleOf({ ...nothing, service: 'prod/web', notify: ['sns:alerts'] });
    expect(makeAgain(trigger, undefined)).toMatch(/--service prod\/web --notify WHO$/);
  });

  const scope = { clusterArn: arnOf('ecs', 'cluster/prod') };
  it.each<[string, string]>([
    ['two clusters', stoppedPattern(scope, { areFailures: true }).replace('/prod"', '/prod","b"')],
    ['a cluster elsewhere', stoppedPattern(scope, { areFailures: true }).replace('eu-west-1', 'eu-west-2')],
    ['a service in any cluster', stoppedPattern({ service: 'web' }, { areFailures: true })],
    ['fewer failures', stoppedPattern({}, { areFailures: true }).replace('"SpotInterruption",', '')],
    [
      'a field beside them',
      stoppedPattern({}, { areFailures: true }).replace('"detail":{', '"detail":{"a":["b"],'),
    ],
    ['a wildcard without a star', stoppedPattern({}, { areFailures: false, reason: { wildcard: 'x' } })],
    ['a star that stands for itself', stoppedPattern({}, { areFailures: false, reason: 'a*b' })],
    ['a reason of two lines', stoppedPattern({}, { areFailures: false, reason: 'a\nb' })],
    ['no JSON', 'x'],
  ])('is not given for %s: it is said how to look at it', (_what, pattern) => {
    const trigger = { ...ruleOf({ ...nothing, notify: ['sns:alerts'] }).trigger, pattern };
    expect(makeAgain(trigger, targetOf(trigger))).toMatch(
      /^no flags of events on-stop make it as it is.*: aws events describe-rule --name ends$/,
    );
  });

  it.each([
    'arn:aws:sns:eu-west-2:123456789012:alerts',
    'arn:aws:states:eu-west-1:123456789012:stateMachine:x',
  ])('is not given for those whom on-stop cannot tell: %s', (arn) => {
    const { trigger } = ruleOf({ ...nothing, notify: ['sns:alerts'] });
    expect(makeAgain(trigger, { id: 'theirs', arn })).toMatch(/^no flags/);
  });
});
