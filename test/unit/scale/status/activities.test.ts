import { ScalingActivityStatusCode } from '@aws-sdk/client-application-auto-scaling';
import { describe, expect, it } from 'vitest';
import { activityStatuses, resultWord } from '../../../../src/scale/status/activities.ts';
import { judgeStatus } from '../../../../src/scale/status/judge.ts';
import { notScaledCodes, notScaledWords } from '../../../../src/scale/status/not-scaled.ts';
import { ago, anActivity, cpu, withPolicies } from './found-status.ts';

const { policies } = judgeStatus(withPolicies([cpu(72, 'high')]));

function told(values: Parameters<typeof anActivity>[1]) {
  const [activity] = activityStatuses([anActivity(5, values)], policies, ago(60));
  return activity && `${activity.result}: ${activity.what} (${activity.why})`;
}

describe('an activity in words', () => {
  it('says what was done, and by which value of which metric', () => {
    expect(told({})).toBe('done: to 4 tasks (CPU above 60% for 3m)');
  });

  it('names policy and wish where the alarm is gone', () => {
    const Cause =
      'monitor alarm TargetTracking-service/prod/web-AlarmLow-1 in state ALARM triggered policy ecsctl-old';
    expect(told({ Cause })).toBe('done: to 4 tasks (ecsctl-old asked for fewer)');
  });

  it('tells schedules and moved bounds', () => {
    const schedule = 'scheduled action name office was triggered';
    expect(told({ Description: 'Setting min capacity to 4 and max capacity to 20', Cause: schedule })).toBe(
      'done: min 4, max 20 (schedule office)',
    );
    expect(told({ Cause: 'minimum capacity was set to 4' })).toBe('done: to 4 tasks (min became 4)');
  });

  it('keeps sentences that are not known as they are', () => {
    expect(told({ Description: 'Doing something new.', Cause: 'a comet passed.' })).toBe(
      'done: Doing something new (a comet passed)',
    );
  });

  it('says why one failed', () => {
    expect(told({ StatusCode: 'Failed', StatusMessage: 'Failed to set desired count: no service.' })).toBe(
      'failed: to 4 tasks: Failed to set desired count: no service (CPU above 60% for 3m)',
    );
  });

  it.each(Object.values(ScalingActivityStatusCode))('has a word for %s', (code) => {
    expect(resultWord(code)).not.toBe(code);
  });

  it('prints a new status as AWS calls it', () => {
    expect(resultWord('Levitating')).toBe('Levitating');
  });
});

describe('what was not scaled', () => {
  it.each([
    ['AlreadyAtMaxCapacity', 'already at 10 tasks, the most it may have: raise --max'],
    ['AlreadyAtMinCapacity', 'already at 2 tasks, the fewest it may have'],
    ['AlreadyAtDesiredCapacity', 'already at 4 tasks, as many as are needed'],
    ['AutoScalingAnticipatedFlapping', 'with fewer than 4 tasks the metric would be over its target again'],
    ['TargetServicePutResourceAsUnscalable', 'ECS does not let the service be scaled at the moment'],
  ])('%s is not called failed: "%s"', (Code, words) => {
    const reason = { Code, MaxCapacity: 10, MinCapacity: 2, CurrentCapacity: 4 };
    expect(told({ StatusCode: 'Failed', NotScaledReasons: [reason] })).toBe(
      `not scaled: ${words} (CPU above 60% for 3m)`,
    );
  });

  it.each(notScaledCodes)('%s is said without capacities too', (Code) => {
    expect(notScaledWords({ Code })).not.toMatch(/undefined|NaN/);
    expect(notScaledWords({ Code })).not.toBe(Code);
  });

  it('prints a new reason as AWS calls it', () => {
    expect(notScaledWords({ Code: 'MoonTooBright' })).toBe('MoonTooBright');
  });
});

describe('the list of activities', () => {
  it('is that of the time asked for, the newest first', () => {
    const list = activityStatuses([anActivity(90), anActivity(50), anActivity(10)], policies, ago(60));
    expect(list.map(({ at }) => at)).toEqual([ago(10), ago(50)]);
  });

  it('has at least the last one, however long ago', () => {
    const list = activityStatuses([anActivity(5000), anActivity(4000)], policies, ago(60));
    expect(list.map(({ at }) => at)).toEqual([ago(4000)]);
  });

  it('knows the direction by the alarm, or else by the count before', () => {
    const manual = { Cause: 'somebody' };
    const list = activityStatuses(
      [
        anActivity(10, { ...manual, Description: 'Setting desired count to 3.' }),
        anActivity(20, { ...manual, Description: 'Setting desired count to 5.' }),
        anActivity(30, manual),
      ],
      policies,
      ago(60),
    );
    expect(list.map(({ direction }) => direction)).toEqual(['in', 'out', undefined]);
  });
});
