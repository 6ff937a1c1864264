import { describe, expect, it } from 'vitest';
import { planRun } from '../../../src/events/run/plan-run.ts';
import { checkRunFlags, eventFor } from '../../../src/events/run/wanted.ts';
import { planSwitch } from '../../../src/events/switch/plan-switch.ts';
import { firstMismatch, patternOf, valueAt } from '../../../src/events/test/ask-aws.ts';
import { failureOf, refusedFor } from '../../support/refused.ts';
import { aSchedule, aTrigger, clusterArn, withTarget } from './show/found-road.ts';

const occasion = { account: '123456789012', region: 'eu-west-1', now: new Date('2026-11-23T00:00:00Z') };
const { now } = occasion;

describe('running now', () => {
  it('sends what the rule would send, the key in its overrides', () => {
    const trigger = aTrigger();
    const event = eventFor(trigger, { key: 'in/a "b".jpg' }, occasion);
    expect(planRun({ trigger, now, ...(event && { event }) }).steps.map(({ call }) => call)).toEqual([
      {
        ...{ service: 'ecs', operation: 'RunTask' },
        input: {
          ...{
            cluster: clusterArn,
            taskDefinition: expect.stringMatching(/task-definition\/thumbnail$/),
            count: 1,
          },
          ...{ startedBy: 'ecsctl/thumbs', launchType: 'FARGATE' },
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
          overrides: {
            containerOverrides: [{ name: 'app', environment: [{ name: 'S3_KEY', value: 'in/a "b".jpg' }] }],
          },
        },
      },
    ]);
  });

  it('warns of an event that would have run nothing', () => {
    const trigger = aTrigger();
    const event = eventFor(trigger, { key: 'out/x' }, occasion);
    const plan = planRun({ trigger, now, matches: false, ...(event && { event }) });
    expect(plan.warnings.join()).toContain('does not match the pattern');
  });

  it('runs a schedule without an event, and takes none', () => {
    const trigger = aSchedule({ name: 'at.night' });
    expect(eventFor(trigger, {}, occasion)).toBeUndefined();
    expect(planRun({ trigger, now }).steps[0]?.call.input).toMatchObject({ startedBy: 'ecsctl/at-night' });
    refusedFor('usage', 'goes by the clock', () => eventFor(trigger, { key: 'x' }, occasion));
  });

  it('tells a rule of the clock what the clock tells it', () => {
    const trigger = aTrigger({ schedule: { expression: 'rate(1 hour)' }, pattern: undefined });
    expect(eventFor(trigger, {}, occasion)).toMatchObject({ source: 'aws.events', resources: [trigger.arn] });
  });

  it.each([
    [{ event: '{}', key: 'x' }, '--event'],
    [{ bucket: 'b' }, '--bucket'],
    [{ key: '' }, '--key'],
  ])('refuses %j', (flags, naming) => {
    refusedFor('usage', naming, () => checkRunFlags(flags));
  });

  it('wants an event where the target is handed what is in it', () => {
    refusedFor('usage', 'hands over what is in its event', () => eventFor(aTrigger(), {}, occasion));
  });

  it('refuses what starts no tasks, and what ECS does not take', () => {
    const topic = withTarget(aTrigger(), { arn: 'arn:aws:sns:eu-west-1:123456789012:alarms' });
    refusedFor('refused', 'starts no tasks: it leads to topic alarms', () =>
      planRun({ trigger: topic, now, event: {} }),
    );
    const list = withTarget(aTrigger(), { input: '[1]' });
    refusedFor('refused', 'no JSON object', () => planRun({ trigger: list, now, event: {} }));
  });
});

describe('switching', () => {
  it('is one call, and none where it is so already', () => {
    const trigger = aTrigger();
    expect(planSwitch({ trigger }, true).steps).toEqual([]);
    const [step] = planSwitch({ trigger }, false).steps;
    expect(step?.call).toEqual({
      service: 'events',
      operation: 'DisableRule',
      input: { Name: 'thumbs', EventBusName: 'default' },
    });
    expect(step?.undo).toMatchObject({ operation: 'EnableRule' });
  });

  it('tells Scheduler all that the schedule has, which would be reset', () => {
    const schedule = {
      Name: 'nightly',
      GroupName: 'ecsctl',
      Description: 'kept',
      State: 'ENABLED' as const,
      Arn: 'arn',
      CreationDate: now,
    };
    const [step] = planSwitch({ trigger: aSchedule(), schedule }, false).steps;
    expect(step?.call.input).toEqual({
      Name: 'nightly',
      GroupName: 'ecsctl',
      Description: 'kept',
      State: 'DISABLED',
    });
  });

  it('warns of what others have made, and refuses what AWS keeps', () => {
    expect(planSwitch({ trigger: aTrigger({ isOurs: false }) }, false).warnings.join()).toContain(
      'ecsctl has not made',
    );
    failureOf('refused', () => planSwitch({ trigger: aTrigger({ managedBy: 'ecs.amazonaws.com' }) }, false));
  });
});

describe('fields of a pattern', () => {
  it('are asked of one by one', () => {
    expect(patternOf(['detail', 'object', 'key'], [{ prefix: 'a' }])).toEqual({
      detail: { object: { key: [{ prefix: 'a' }] } },
    });
  });

  it.each([
    [{ a: { b: 1 } }, ['a', 'b'], 1],
    [{ a: [{ b: 1 }, { c: 2 }, { b: 3 }] }, ['a', 'b'], [1, 3]],
    [{ a: 1 }, ['a', 'b'], undefined],
    [{}, ['toString'], undefined],
  ])('are found in %j', (event, path, found) => {
    expect(valueAt(event, path)).toEqual(found);
  });

  it('match each alone and not together where they are of different objects', async () => {
    const client = { send: () => Promise.resolve({ Result: true }) };
    const aws = { client: () => client } as unknown as Parameters<typeof firstMismatch>[0];
    expect(await firstMismatch(aws, [{ path: ['a'], values: [1] }], {})).toEqual({});
  });
});
