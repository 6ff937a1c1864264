import { expect, it } from 'vitest';
import { planSchedule } from '../../../../src/events/schedule/plan-schedule.ts';
import { readScheduled } from '../../../../src/events/schedule/read.ts';
import { settingsOf } from '../../../../src/events/schedule/settings.ts';
import type { Engine, WantedSchedule } from '../../../../src/events/schedule/wanted.ts';
import { DisableRule } from '../../../../src/sandbox/services/events/rules.ts';
import { UpdateSchedule } from '../../../../src/sandbox/services/scheduler/schedules.ts';
import { GetSchedule } from '../../../../src/sandbox/services/scheduler/schedules-read.ts';
import { parseRate } from '../../../../src/schedule/expression.ts';
import { carryEvents, makeJobs } from '../../../support/events-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

it.each<[Engine, string]>([
  ['scheduler', 'schedule nightly is disabled: ecsctl events enable nightly'],
  ['rule', 'rule nightly is disabled: ecsctl events enable nightly'],
])('is said when it is changed, with engine %s', async (engine, warning) => {
  const { call, world } = worldOf();
  const aws = new SandboxAws(world, 'us-east-1');
  const planOf = async (rate: string) => {
    const wanted: WantedSchedule = { ...nightly, engine, expression: parseRate(rate) };
    return planSchedule(wanted, await readScheduled(aws, wanted), aws.now());
  };
  await carryEvents(await planOf('1 hour'), aws);
  expect((await planOf('1 hour')).warnings).toEqual([]);
  const name = { Name: 'nightly', GroupName: 'ecsctl' };
  if (engine === 'rule') DisableRule({ Name: 'nightly' }, call);
  else UpdateSchedule({ ...settingsOf(GetSchedule(name, call)), State: 'DISABLED' }, call);
  expect((await planOf('1 hour')).warnings).toEqual([warning]);
  // Nothing runs at once, either.
  expect((await planOf('2 hours')).warnings).toEqual([warning]);
});

const nightly: Pick<WantedSchedule, 'name' | 'isKept' | 'target'> = {
  ...{ name: 'nightly', isKept: false },
  target: {
    ...{ cluster: 'prod', taskDefinition: { family: 'fargate' }, environment: [], subnets: ['subnet-1'] },
    ...{ hasPublicIp: false, propagatesTags: false },
    deadLetters: { kind: 'made', queue: 'ecsctl-nightly-dead-letters' },
  },
};

function worldOf(): PracticeWorld {
  const practice = new PracticeWorld();
  makeJobs(practice.call);
  return practice;
}
