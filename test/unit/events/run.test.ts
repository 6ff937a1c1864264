import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../src/cli/values.ts';
import { partlyRun } from '../../../src/events/run/partly-run.ts';
import { planRun } from '../../../src/events/run/plan-run.ts';
import { eventFor, readRunFlags } from '../../../src/events/run/wanted.ts';
import { verb } from '../../../src/events/run.ts';
import { planSwitch } from '../../../src/events/switch/plan-switch.ts';
import { firstMismatch, patternOf, valueAt } from '../../../src/events/test/ask-aws.ts';
import { Failure } from '../../../src/failure.ts';
import { PutRule } from '../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../src/sandbox/services/events/targets.ts';
import { globalFlags } from '../../../src/verb/global-flags.ts';
import type { VerbContext } from '../../../src/verb/verb.ts';
import { makeJobs } from '../../support/events-estate.ts';
import { FakeTerminal } from '../../support/fake-terminal.ts';
import { failureOf, refusedFor } from '../../support/refused.ts';
import { SandboxAws } from '../../support/sandbox-aws.ts';
import { PracticeWorld } from '../sandbox/world/practice-world.ts';
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
    [{ event: '[]' }, '--event'],
    [{ event: '{' }, '--event'],
  ])('refuses %j', (flags, naming) => {
    const none = { event: undefined, bucket: undefined, key: undefined };
    refusedFor('usage', naming, () => readRunFlags({ ...none, ...flags }));
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

  it('does not make the call of RunTask that Scheduler makes, and says where its input is', () => {
    const calling = withTarget(aSchedule({ name: 'report', home: 'default' }), {
      arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask',
      input: '{"Cluster":"prod","TaskDefinition":"report"}',
      ecs: undefined,
    });
    const said = refusedFor('refused', 'default/report runs prod/report by a call of RunTask', () =>
      planRun({ trigger: calling, now }),
    );
    expect(said).toContain('get-schedule --name report --group-name default');
  });
});

describe('a run of which not all was started', () => {
  const started = [
    'arn:aws:ecs:eu-west-1:123456789012:task/prod/1',
    'arn:aws:ecs:eu-west-1:123456789012:task/prod/2',
  ];
  const partial = () =>
    new Failure('partial', 'thumbs: 0 of 1 step done', {
      hint: 'run the same command again: it plans only what is left',
      value: { subject: 'thumbs' },
    });

  it('names the tasks that run, and does not ask for the same command again', () => {
    const { message, hint, value, kind } = partlyRun(partial(), started) as Failure;
    expect(kind).toBe('partial');
    expect(message.split('\n')).toEqual([
      'thumbs: 0 of 1 step done',
      ...started.map((arn) => `  started    ${arn}`),
    ]);
    expect(hint).toContain('do not repeat the command');
    expect(value).toEqual({ subject: 'thumbs', tasks: started });
  });

  it('is any other failure where nothing was started, and any other error', () => {
    const failure = partial();
    const error = new TypeError('a bug');
    expect(partlyRun(failure, [])).toBe(failure);
    expect(partlyRun(error, started)).toBe(error);
  });

  it('is what AWS starts in part, or what a second target refuses', async () => {
    const practice = new PracticeWorld();
    makeJobs(practice.call);
    PutRule({ Name: 'pair', EventPattern: '{"source":["shop"]}' }, practice.call);
    const target = (Id: string, family: string) => ({
      ...{ Id, Arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/prod' },
      RoleArn: 'arn:aws:iam::123456789012:role/job',
      EcsParameters: {
        TaskDefinitionArn: `arn:aws:ecs:us-east-1:123456789012:task-definition/${family}`,
        LaunchType: 'FARGATE' as const,
        NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'] } },
      },
      Input: '{}',
    });
    PutTargets({ Rule: 'pair', Targets: [target('good', 'fargate'), target('gone', 'gone')] }, practice.call);
    const aws = new SandboxAws(practice.world, 'us-east-1');
    const home = mkdtempSync(join(tmpdir(), 'ecsctl-run-'));
    const context: VerbContext = {
      ...{ aws, terminal: new FakeTerminal(), clock: aws.clock, signal: new AbortController().signal },
      global: { ...parseFlags(globalFlags, {}, {}).values, yes: true },
      ...{ env: { XDG_STATE_HOME: home }, stdin: () => process.stdin, commandLine: 'events run pair --yes' },
    };
    const flags = { event: undefined, bucket: undefined, key: undefined };
    const input = { arguments: { name: 'pair' }, flags, given: new Set<never>() };
    const failure: Failure = await verb.run(context, input).then(
      () => new Error('nothing failed'),
      (error) => error,
    );
    rmSync(home, { recursive: true });
    const { tasks } = failure.value as { tasks: string[] };
    expect(tasks).toEqual([expect.stringContaining(':task/prod/')]);
    expect(failure.message).toContain(`started    ${tasks[0]}`);
    expect(failure.hint).not.toContain('plans only what is left');
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

  it('puts back what EnableRule does not, and says that it does not', () => {
    const State = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' as const;
    const rule = { Name: 'thumbs', EventBusName: 'default', EventPattern: '{}', Description: 'kept', State };
    const { steps, warnings } = planSwitch({ trigger: aTrigger(), rule: { ...rule, Arn: 'arn' } }, false);
    expect(steps).toMatchObject([
      {
        changes: [{ field: 'state', from: State, to: 'DISABLED' }],
        call: { operation: 'DisableRule' },
        undo: { service: 'events', operation: 'PutRule', input: rule },
      },
    ]);
    expect(warnings).toEqual([
      expect.stringContaining('events enable brings thumbs back as ENABLED, without'),
    ]);
    const plain = planSwitch({ trigger: aTrigger(), rule: { ...rule, State: 'ENABLED' } }, false);
    expect(plain).toMatchObject({ warnings: [], steps: [{ undo: { operation: 'EnableRule' } }] });
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
