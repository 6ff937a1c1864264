import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { schedule } from '../../../../src/cleanup/kinds/schedule.ts';
import { CreateScheduleGroup } from '../../../../src/sandbox/services/scheduler/groups.ts';
import { CreateSchedule } from '../../../../src/sandbox/services/scheduler/schedules.ts';
import { makeRole } from '../../../support/estates/role.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:123456789012:${resource}`;
const RoleArn = 'arn:aws:iam::123456789012:role/starter';

const nightly: CreateScheduleCommandInput = {
  Name: 'nightly',
  ScheduleExpression: 'cron(0 3 * * ? *)',
  ScheduleExpressionTimezone: 'Europe/Berlin',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: arn('ecs', 'cluster/prod'),
    RoleArn,
    EcsParameters: {
      TaskDefinitionArn: arn('ecs', 'task-definition/report'),
      NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'] } },
    },
  },
};

function practiceWithRole(): KindPractice {
  const practice = new KindPractice(schedule);
  makeRole(practice, 'starter', 'scheduler.amazonaws.com');
  return practice;
}

describe('schedules', () => {
  it('serve what their target is, need the role, and go by name and ARN, too', async () => {
    const practice = practiceWithRole();
    CreateSchedule(nightly, practice.call);
    const thing = await practice.thing('default/nightly');
    expect(inWords(thing.ties)).toEqual([
      'serves cluster prod',
      'serves task definition family report',
      'refers to subnet subnet-1',
      `needs role ${RoleArn}`,
    ]);
    expect(thing).toMatchObject({ name: 'nightly', aliases: ['nightly', thing.arn] });
  });

  it('are deleted in their group and made again as they were', async () => {
    const practice = practiceWithRole();
    CreateScheduleGroup({ Name: 'reports' }, practice.call);
    CreateSchedule({ ...nightly, GroupName: 'reports' }, practice.call);
    const thing = await practice.thing('reports/nightly');
    expect(namesOf(await practice.remove(thing))).toEqual(['DeleteSchedule']);
    expect(await practice.find()).toEqual([]);
    await practice.undo(thing);
    const { CreationDate: _made, LastModificationDate: _changed, ...settings } = thing.definition;
    expect((await practice.thing('reports/nightly')).definition).toMatchObject(settings);
  });

  it('that have ended are idle', async () => {
    const practice = practiceWithRole();
    const EndDate = new Date('2026-03-06T00:00:00Z');
    CreateSchedule({ ...nightly, EndDate }, practice.call);
    expect((await practice.thing('default/nightly')).idle).toBeUndefined();
    practice.pass(3 * 24 * 3600);
    expect((await practice.thing('default/nightly')).idle).toBe('it ended on 2026-03-06');
  });

  it('are all found, page by page', async () => {
    const practice = practiceWithRole();
    for (let index = 0; index < 130; index += 1) {
      CreateSchedule({ ...nightly, Name: `nightly-${index}` }, practice.call);
    }
    expect(await practice.find()).toHaveLength(130);
    expect(practice.aws.calls).toHaveLength(132);
  });
});
