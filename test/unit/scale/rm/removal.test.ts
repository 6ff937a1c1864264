import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asJson } from '../../../../src/plan/as-json.ts';
import { isEmpty } from '../../../../src/plan/plan.ts';
import type { FoundScaling } from '../../../../src/scale/found.ts';
import { planRemoval, type RemovalWanted } from '../../../../src/scale/rm/removal.ts';
import { parseWindow } from '../../../../src/scale/schedule/window-times.ts';
import { planWindow } from '../../../../src/scale/schedule/windows.ts';
import { planStepPolicies } from '../../../../src/scale/step/policies.ts';
import { readStepScaling } from '../../../../src/scale/step/scaling.ts';
import { AwsRefusal, applyCall, applyScaling, undoScaling } from '../../../support/apply-scaling.ts';
import { stepFlags } from '../../../support/arbitrary-scaling.ts';
import {
  aFound,
  anAction,
  anAlarm,
  aStepPolicy,
  aTarget,
  aTrackingPolicy,
  policyArn,
} from '../../../support/found-scaling.ts';
import { refusedFor } from '../../../support/refused.ts';

const ids = (wanted: RemovalWanted, found: FoundScaling) =>
  planRemoval(wanted, found).steps.map(({ id }) => id);
const acting = (name: string, values: Partial<MetricAlarm> = {}) =>
  anAlarm(name, { AlarmActions: [policyArn('step')], ...values });
const withStep = (alarms: MetricAlarm[]) => aFound({ policies: [aStepPolicy('step')], alarms });

describe('removing a policy', () => {
  it('removes the alarm that was made for it first', () => {
    const { steps } = planRemoval({ policy: 'step' }, withStep([acting('ecsctl/prod/web/step-cpu-out')]));
    expect(steps.map(({ action, id, after }) => [action, id, after])).toEqual([
      ['delete', 'alarm:ecsctl/prod/web/step-cpu-out', []],
      ['delete', 'policy:step', ['alarm:ecsctl/prod/web/step-cpu-out']],
    ]);
  });

  it.each<[string, MetricAlarm, string]>([
    ["somebody else's", acting('pager'), 'it is not ours'],
    [
      'one that does more',
      acting('ecsctl/x', { AlarmActions: [policyArn('step'), 'arn:sns'] }),
      'other things too',
    ],
    ['one that says when all is well', acting('ecsctl/x', { OKActions: ['arn:sns'] }), 'other things too'],
  ])('leaves an alarm alone: %s', (_, alarm, reason) => {
    const plan = planRemoval({ policy: 'step' }, withStep([alarm]));
    expect(plan.steps.map(({ id }) => id)).toEqual(['policy:step']);
    expect(plan.kept).toMatchObject([{ resource: { type: 'alarm', id: alarm.AlarmName } }]);
    expect(plan.kept[0]?.reason).toContain(reason);
    expect(plan.kept[0]?.reason).toContain('AWS takes the policy out of its actions');
  });

  it('says nothing of alarms that have nothing to do with it', () => {
    const plan = planRemoval({ policy: 'step' }, withStep([anAlarm('ecsctl/other'), anAlarm('pager')]));
    expect(plan.kept).toEqual([]);
    expect(plan.steps).toHaveLength(1);
  });

  it("leaves target tracking's alarms to AWS", () => {
    const alarm = anAlarm('TargetTracking-service/prod/web-AlarmHigh-1', {
      AlarmActions: [policyArn('cpu')],
    });
    const found = aFound({ policies: [aTrackingPolicy('cpu')], alarms: [alarm] });
    const plan = planRemoval({ policy: 'cpu' }, found);
    expect([plan.steps.map(({ id }) => id), plan.kept]).toEqual([['policy:cpu'], []]);
    expect(applyScaling(plan, found).alarms).toEqual([]);
  });

  it('counts a policy that is gone as removed', () => {
    const found = withStep([]);
    const plan = planRemoval({ policy: 'step' }, found);
    expect(applyScaling(plan, { ...found, policies: [] }).policies).toEqual([]);
  });

  it('names the policies there are, the nearest first', () => {
    const found = aFound({
      policies: ['zebra', 'ecsctl-cpu', 'ecsctl-memory'].map((name) => aTrackingPolicy(name)),
    });
    const said = refusedFor('not-found', "prod/web has no policy 'ecsctl-cpus'", () =>
      planRemoval({ policy: 'ecsctl-cpus' }, found),
    );
    expect(said).toContain('its policies: ecsctl-cpu, ');
    expect(said).toContain('zebra');
  });

  it('says so when there are none', () => {
    refusedFor('not-found', "no policy 'x'", () => planRemoval({ policy: 'x' }, aFound()));
  });
});

describe('removing a schedule', () => {
  const pair = [anAction('office-start'), anAction('office-end')];

  it('removes the action of that name', () => {
    expect(ids({ schedule: 'morning' }, aFound({ schedules: [anAction('morning'), ...pair] }))).toEqual([
      'schedule:morning',
    ]);
  });

  it('removes both ends of a window', () => {
    expect(ids({ schedule: 'office' }, aFound({ schedules: pair }))).toEqual([
      'schedule:office-start',
      'schedule:office-end',
    ]);
  });

  it('finishes a window of which one end is gone', () => {
    expect(ids({ schedule: 'office' }, aFound({ schedules: [anAction('office-end')] }))).toEqual([
      'schedule:office-end',
    ]);
  });

  it('warns when half a window stays', () => {
    const { warnings } = planRemoval({ schedule: 'office-end' }, aFound({ schedules: pair }));
    expect(warnings[0]).toContain('office-start stays');
    expect(planRemoval({ schedule: 'office' }, aFound({ schedules: pair })).warnings).toHaveLength(1);
  });

  it('says that the bounds stay as they are', () => {
    const { warnings } = planRemoval({ schedule: 'office' }, aFound({ schedules: pair }));
    expect(warnings).toEqual([
      'the bounds stay as they are now, 2..10: removing a schedule puts nothing back',
    ]);
  });

  it('names the schedules there are, the nearest first', () => {
    const found = aFound({ schedules: [anAction('zzz'), anAction('morning')] });
    const said = refusedFor('not-found', "prod/web has no schedule 'mornin'", () =>
      planRemoval({ schedule: 'mornin' }, found),
    );
    expect(said).toContain('its schedules: morning, zzz');
  });
});

describe('removing all', () => {
  const everything = aFound({
    policies: [aStepPolicy('step'), aTrackingPolicy('cpu')],
    schedules: [anAction('morning')],
    alarms: [acting('ecsctl/prod/web/step-cpu-out'), acting('pager')],
  });

  it('removes alarms, policies and schedules, and the target last', () => {
    const { steps, kept, warnings } = planRemoval({ all: true }, everything);
    expect(steps.map(({ id }) => id)).toEqual([
      'alarm:ecsctl/prod/web/step-cpu-out',
      'policy:step',
      'policy:cpu',
      'schedule:morning',
      'target',
    ]);
    expect(steps.slice(1, 3).map(({ after }) => after)).toEqual([['alarm:ecsctl/prod/web/step-cpu-out'], []]);
    expect(new Set(steps.at(-1)?.after)).toEqual(new Set(steps.slice(0, -1).map(({ id }) => id)));
    expect(kept).toMatchObject([{ resource: { id: 'pager' } }]);
    expect(warnings).toEqual(['the desired count stays at 5']);
  });

  it('leaves nothing, and then has nothing left to do', () => {
    const after = applyScaling(planRemoval({ all: true }, everything), everything);
    expect(after).toMatchObject({
      policies: [],
      schedules: [],
      alarms: [{ AlarmName: 'pager', AlarmActions: [] }],
    });
    expect(after.target).toBeUndefined();
    expect(isEmpty(planRemoval({ all: true }, after))).toBe(true);
  });

  it('removes an alarm that acts on several of the policies that go', () => {
    const alarm = acting('ecsctl/prod/web/both', { AlarmActions: [policyArn('step'), policyArn('other')] });
    const found = aFound({ policies: [aStepPolicy('step'), aStepPolicy('other')], alarms: [alarm] });
    expect(ids({ all: true }, found)).toContain('alarm:ecsctl/prod/web/both');
    expect(ids({ policy: 'step' }, found)).not.toContain('alarm:ecsctl/prod/web/both');
  });

  it("removes the service's own alarms that an earlier removal left behind", () => {
    const left = [
      anAlarm('ecsctl/prod/web/step-cpu-out'),
      anAlarm('ecsctl/prod/web/step-cpu-in', { AlarmActions: [policyArn('gone')] }),
      anAlarm('ecsctl/prod/web/tended', { AlarmActions: ['arn:sns'] }),
      anAlarm('ecsctl/prod/website/step-cpu-out'),
      anAlarm('ecsctl/other'),
    ];
    expect(ids({ all: true }, aFound({ alarms: left }))).toEqual([
      'alarm:ecsctl/prod/web/step-cpu-out',
      'alarm:ecsctl/prod/web/step-cpu-in',
      'target',
    ]);
  });

  it('records what was suspended', () => {
    const SuspendedState = { DynamicScalingInSuspended: true, ScheduledScalingSuspended: true };
    const found = aFound({ target: aTarget({ SuspendedState }) });
    const plan = planRemoval({ all: true }, found);
    expect(undoScaling(plan, applyScaling(plan, found)).target?.SuspendedState).toMatchObject(SuspendedState);
  });

  it('counts a target that is gone as deregistered', () => {
    const deregister = planRemoval({ all: true }, aFound()).steps.at(-1);
    const { target: _gone, ...bare } = aFound();
    expect(deregister?.goal).toContain('ObjectNotFoundException');
    expect(() => deregister && applyCall(deregister.call, bare)).toThrow(AwsRefusal);
    expect(planRemoval({ all: true }, bare).steps).toEqual([]);
  });

  it('records calls that bring everything back', () => {
    fc.assert(
      fc.property(stepFlags, stepFlags, (one, other) => {
        const steps = [one, { ...other, out: '80:+1', in: '20:-1' }];
        const start = aFound({
          queues: ['jobs'],
          schedules: [anAction('morning')],
          policies: [aTrackingPolicy('ecsctl-cpu')],
        });
        const window = { name: 'office', window: parseWindow('09:00-18:00'), max: 40 };
        const planned = planWindow(window, start, new Date('2026-06-10T05:00:00Z'));
        const made = steps.reduce(
          (found, flags) => applyScaling(planStepPolicies(readStepScaling(flags), found), found),
          applyScaling(planned, start),
        );
        const plan = planRemoval({ all: true }, made);
        const after = applyScaling(plan, made);
        expect(after.alarms).toEqual([]);
        expect(sorted(undoScaling(plan, after))).toEqual(sorted(made));
      }),
      { numRuns: 50 },
    );
  });
});

/** In an order that does not tell in which order things were made; without the tracking alarms that AWS makes. */
function sorted(found: FoundScaling) {
  const byName = (items: readonly object[]) => items.map((item) => JSON.stringify(asJson(item))).sort();
  return {
    target: found.target,
    policies: byName(found.policies),
    schedules: byName(found.schedules),
    alarms: byName(
      found.alarms
        .filter(({ AlarmName }) => !AlarmName?.startsWith('TargetTracking-'))
        .map(({ StateValue: _state, ...alarm }) => alarm),
    ),
  };
}

describe('refusing to remove', () => {
  it.each<[RemovalWanted, string]>([
    [{}, 'nothing is named'],
    [{ all: false }, 'nothing is named'],
    [{ policy: 'a', schedule: 'b' }, '--policy and --schedule exclude each other'],
    [{ policy: 'a', all: true }, '--policy and --all exclude each other'],
    [{ policy: 'a', schedule: 'b', all: true }, '--policy and --schedule and --all'],
  ])('refuses %o', (wanted, naming) => {
    refusedFor('usage', naming, () => planRemoval(wanted, aFound()));
  });

  it('refuses an Express service', () => {
    const found = aFound({ service: { resourceManagementType: 'ECS' } });
    refusedFor('refused', 'prod/web is an Express service', () => planRemoval({ all: true }, found));
  });
});
