import { mustMatch } from '../matches.ts';
import { changes, changesOnce, isRefused, type Room, readsBack } from '../room.ts';
import { casesOf } from './case.ts';

/** A service with a tracking policy, step policies with their alarms, a schedule and a window. */
async function makeScaling(room: Room): Promise<void> {
  const of = (verb: string, ...words: readonly string[]) =>
    room.ecsctl(['scale', verb, room.service, ...words, '--yes']);
  await of('set', '--min', '2', '--max', '10', '--cpu', '60');
  await of('step', '--metric', 'memory', '--out', '80:+1', '--in', '30:-1');
  await of('schedule', 'morning', '--cron', '0 9 * * ? *', '--min', '4');
  await of('schedule', 'office', '--window', 'MON-FRI 09:00-18:00', '--min', '5');
}

async function alarmsOf({ aws, service }: Room): Promise<unknown> {
  return aws('cloudwatch', 'describe-alarms', '--alarm-name-prefix', `ecsctl/${service}/`);
}

/** What was removed by name is not there to be removed again: that is told, not passed over. */
async function removes(room: Room, which: readonly string[], writes: readonly string[]): Promise<void> {
  const argv = ['scale', 'rm', room.service, ...which];
  await changesOnce(room, argv, writes);
  await isRefused(room, [...argv, '--yes'], 1, / has no (policy|schedule) /);
}

const target = { MinCapacity: 2, MaxCapacity: 10 };
const cpu = { PolicyName: 'ecsctl-cpu' };
const stepIn = { PolicyName: 'ecsctl-step-memory-in' };
const stepOut = { PolicyName: 'ecsctl-step-memory-out' };
const morning = { ScheduledActionName: 'morning' };
const office = [{ ScheduledActionName: 'office-end' }, { ScheduledActionName: 'office-start' }];

export const rmCases = casesOf('scale rm', {
  async 'removes a tracking policy'(room) {
    await makeScaling(room);
    await removes(room, ['--policy', 'ecsctl-cpu'], ['DeleteScalingPolicy']);
    await readsBack(room, { target, policies: [stepIn, stepOut], actions: [morning, ...office] });
  },

  async 'removes a step policy with its alarm'(room) {
    await makeScaling(room);
    await removes(room, ['--policy', stepIn.PolicyName], ['DeleteAlarms', 'DeleteScalingPolicy']);
    await readsBack(room, { target, policies: [cpu, stepOut] });
    mustMatch(await alarmsOf(room), { MetricAlarms: [{ ComparisonOperator: /^Greater/ }] }, 'alarms');
  },

  async 'removes a schedule'(room) {
    await makeScaling(room);
    await removes(room, ['--schedule', 'morning'], ['DeleteScheduledAction']);
    await readsBack(room, { target, actions: office });
  },

  async 'removes both actions of a window'(room) {
    await makeScaling(room);
    await removes(room, ['--schedule', 'office'], ['DeleteScheduledAction', 'DeleteScheduledAction']);
    await readsBack(room, { target, actions: [morning] });
  },

  async 'removes everything'(room) {
    await makeScaling(room);
    const argv = ['scale', 'rm', room.service, '--all'];
    await changes(room, argv, [
      ...[
        'DeleteAlarms',
        'DeleteAlarms',
        'DeleteScalingPolicy',
        'DeleteScalingPolicy',
        'DeleteScalingPolicy',
      ],
      ...[
        'DeleteScheduledAction',
        'DeleteScheduledAction',
        'DeleteScheduledAction',
        'DeregisterScalableTarget',
      ],
    ]);
    await readsBack(room, { policies: [], actions: [] });
    mustMatch(await alarmsOf(room), { MetricAlarms: [] }, 'alarms');
  },
});
