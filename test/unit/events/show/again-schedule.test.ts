import { execFileSync } from 'node:child_process';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../../../src/events/found/trigger.ts';
import { makeAgain } from '../../../../src/events/show/judge/again.ts';
import { shellWord } from '../../../../src/events/show/judge/own-flags/typed-flag.ts';
import { readRoad } from '../../../../src/events/show/read/road.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { aSchedule, targetOf, trustOf } from './found-road.ts';

describe('the command that makes a schedule again', () => {
  const clock = (expression: string, timezone?: string) => ({ schedule: { expression, timezone } });
  const rule = { engine: 'rule', madeBy: 'schedule', pattern: undefined } as const;

  it.each<[string, Trigger, string]>([
    ['a cron', aSchedule(), "--cron '0 3 * * ? *' --timezone Asia/Seoul"],
    ['a rate', aSchedule(clock('rate(1 hour)', 'UTC')), "--rate '1 hour'"],
    ['once', { ...aSchedule(clock('at(2030-01-31T09:00:00)')), isKept: false }, '--at 2030-01-31T09:00:00'],
    [
      'once, to be kept',
      { ...aSchedule(clock('at(2030-01-31T09:00:00)')), isKept: true },
      '--at 2030-01-31T09:00:00 --keep',
    ],
    ['a rule', aSchedule({ ...rule, ...clock('rate(1 day)') }), "--rate '1 day' --engine rule"],
  ])('names %s', (_what, trigger, flags) => {
    expect(makeAgain(trigger, targetOf(trigger))).toBe(
      `ecsctl events schedule nightly ${flags} -c prod --task-definition thumbnail:3`,
    );
  });

  it('is not given for a clock of another form', () => {
    expect(makeAgain(aSchedule(clock('every day')), undefined)).toMatch(
      /: aws scheduler get-schedule --group-name ecsctl --name nightly$/,
    );
  });
});

it.each([
  ['NONE', true],
  ['DELETE', false],
] as const)('finds whether a schedule that runs once is kept: %s', async (ActionAfterCompletion, isKept) => {
  const clock = new WorldClock({ start: new Date('2026-03-04T09:00:00Z'), speed: 0 });
  const aws = new SandboxAws(new World(clock), 'us-east-1');
  const AssumeRolePolicyDocument = trustOf('scheduler.amazonaws.com');
  const made = await aws
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: 'starter', AssumeRolePolicyDocument }));
  const scheduler = aws.client(SchedulerClient);
  await scheduler.send(new CreateScheduleGroupCommand({ Name: 'ecsctl' }));
  await scheduler.send(
    new CreateScheduleCommand({
      ...{ Name: 'once', GroupName: 'ecsctl', ScheduleExpression: 'at(2030-01-31T09:00:00)' },
      ...{ ActionAfterCompletion, FlexibleTimeWindow: { Mode: 'OFF' } },
      Target: { Arn: 'arn:aws:sqs:us-east-1:123456789012:jobs', RoleArn: made.Role?.Arn },
    }),
  );
  expect((await readRoad(aws, { name: 'once' })).trigger).toMatchObject({ name: 'once', isKept });
});

it('quotes for a shell so that each text arrives as it is', () => {
  const texts = ['plain', "it's", '', 'a b', '$HOME `id` "x" \\', '*', '-x', '~', '사진/', "'", 'a=b!', '#'];
  const script = `printf '%s\\n' ${texts.map(shellWord).join(' ')}`;
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`${texts.join('\n')}\n`);
});
