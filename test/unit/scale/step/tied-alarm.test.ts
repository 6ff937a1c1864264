import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmpty } from '../../../../src/plan/plan.ts';
import type { FoundScaling } from '../../../../src/scale/found.ts';
import { planTiedAlarm, tiedPolicyName } from '../../../../src/scale/step/tied-alarm.ts';
import { applyScaling, undoScaling } from '../../../support/apply-scaling.ts';
import { metricAlarms } from '../../../support/arbitrary-alarm.ts';
import { aFound, anAlarm, aTrackingPolicy, policyArn } from '../../../support/found-scaling.ts';
import { refusedFor } from '../../../support/refused.ts';

const wanted = { alarmName: 'pager', adjust: '+2' };
const withAlarm = (values: Partial<MetricAlarm> = {}) => aFound({ alarms: [anAlarm('pager', values)] });
const adjustments = fc.constantFrom('+2', '-1', '+10%', '-50%', '=5', '=0');

/** What only CloudWatch says, and what it answers where nothing was given. */
const carried = (alarm: MetricAlarm | undefined) => {
  const {
    AlarmArn,
    AlarmConfigurationUpdatedTimestamp,
    StateValue,
    StateReason,
    StateReasonData,
    StateUpdatedTimestamp,
    StateTransitionedTimestamp,
    EvaluationState,
    AlarmActions,
    ...members
  } = alarm ?? {};
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
};

describe('tying an alarm to a service', () => {
  it('makes a policy of one open step, then adds it to the actions of the alarm', () => {
    const plan = planTiedAlarm(wanted, withAlarm());
    expect(plan.steps.map(({ id, action, after }) => [id, action, after])).toEqual([
      ['policy:ecsctl-alarm-pager', 'create', []],
      ['alarm:pager', 'update', ['policy:ecsctl-alarm-pager']],
    ]);
    const found = applyScaling(plan, withAlarm());
    expect(found.policies[0]?.StepScalingPolicyConfiguration).toEqual({
      AdjustmentType: 'ChangeInCapacity',
      StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
      Cooldown: 300,
      MetricAggregationType: 'Average',
    });
    expect(found.alarms[0]?.AlarmActions).toEqual([policyArn('ecsctl-alarm-pager')]);
  });

  it.each([
    ['GreaterThanThreshold', 'MetricIntervalLowerBound'],
    ['GreaterThanOrEqualToThreshold', 'MetricIntervalLowerBound'],
    ['LessThanThreshold', 'MetricIntervalUpperBound'],
    ['LessThanOrEqualToThreshold', 'MetricIntervalUpperBound'],
  ] as const)('opens the step of an alarm on %s at its far end', (ComparisonOperator, bound) => {
    const [step] = planTiedAlarm(wanted, withAlarm({ ComparisonOperator })).steps;
    expect(step?.call.input.StepScalingPolicyConfiguration).toMatchObject({
      StepAdjustments: [{ [bound]: 0, ScalingAdjustment: 2 }],
    });
  });

  it('gives a percentage a least magnitude of one task, and nothing else', () => {
    const configuration = (adjust: string) =>
      planTiedAlarm({ ...wanted, adjust }, withAlarm()).steps[0]?.call.input.StepScalingPolicyConfiguration;
    expect(configuration('+10%')).toMatchObject({ MinAdjustmentMagnitude: 1 });
    expect(configuration('+1')).not.toHaveProperty('MinAdjustmentMagnitude');
  });

  it('carries every member of the alarm but its actions', () => {
    fc.assert(
      fc.property(metricAlarms, adjustments, (alarm, adjust) => {
        const found = aFound({ alarms: [alarm] });
        const plan = planTiedAlarm({ alarmName: 'pager', adjust }, found);
        const [after] = applyScaling(plan, found).alarms;
        expect(carried(after)).toEqual(carried({ ActionsEnabled: true, ...alarm }));
        expect(after?.AlarmActions).toEqual([...(alarm.AlarmActions ?? []), policyArn('ecsctl-alarm-pager')]);
      }),
    );
  });

  it('carries a member that is not known yet', () => {
    const alarm = { ...anAlarm('pager'), Novelty: { Kept: true } };
    const [, step] = planTiedAlarm(wanted, aFound({ alarms: [alarm] })).steps;
    expect(step?.call.input).toMatchObject({ Novelty: { Kept: true } });
  });

  it('sends nothing that only CloudWatch says, and no empty list beside metric math', () => {
    fc.assert(
      fc.property(metricAlarms, (alarm) => {
        const [, step] = planTiedAlarm(wanted, aFound({ alarms: [alarm] })).steps;
        const sent = Object.keys(step?.call.input ?? {});
        expect(sent.filter((name) => /^(Alarm(Arn|Configuration)|State|EvaluationState)/.test(name))).toEqual(
          [],
        );
        expect(sent.includes('Metrics') && sent.includes('Dimensions')).toBe(false);
      }),
    );
  });

  it('plans nothing when the alarm is tied', () => {
    fc.assert(
      fc.property(metricAlarms, adjustments, adjustments, (alarm, first, second) => {
        const found = aFound({ alarms: [alarm] });
        const tie = (adjust: string, at: FoundScaling) => planTiedAlarm({ alarmName: 'pager', adjust }, at);
        const once = applyScaling(tie(first, found), found);
        expect(isEmpty(tie(first, once))).toBe(true);
        const twice = applyScaling(tie(second, once), once);
        expect(isEmpty(tie(second, twice))).toBe(true);
        expect(twice.alarms).toEqual(once.alarms);
      }),
    );
  });

  it('can put the alarm back as it was', () => {
    fc.assert(
      fc.property(metricAlarms, (alarm) => {
        const found = aFound({ alarms: [alarm] });
        const plan = planTiedAlarm(wanted, found);
        const [back] = undoScaling(plan, applyScaling(plan, found)).alarms;
        expect(carried(back)).toEqual(carried({ ActionsEnabled: true, ...alarm }));
        expect(back?.AlarmActions).toEqual(alarm.AlarmActions ?? []);
      }),
    );
  });

  it('keeps a cooldown that is not named', () => {
    const plan = planTiedAlarm({ ...wanted, cooldown: 45 }, withAlarm());
    const found = applyScaling(plan, withAlarm());
    expect(isEmpty(planTiedAlarm(wanted, found))).toBe(true);
    expect(planTiedAlarm({ ...wanted, cooldown: 60 }, found).steps[0]?.changes).toEqual([
      { field: 'cooldown', from: '45 s', to: '60 s' },
    ]);
  });

  it('shows the policy by its name, not by a placeholder', () => {
    const [, step] = planTiedAlarm(wanted, withAlarm({ AlarmActions: ['arn:pager'] })).steps;
    expect(step?.changes).toEqual([
      { field: 'alarm actions', from: 'arn:pager', to: 'arn:pager, policy ecsctl-alarm-pager' },
    ]);
  });

  it('warns of an alarm whose actions are disabled', () => {
    expect(planTiedAlarm(wanted, withAlarm({ ActionsEnabled: false })).warnings[0]).toContain('pager');
    expect(planTiedAlarm(wanted, withAlarm()).warnings).toEqual([]);
  });

  it('fits the name of any alarm into that of a policy', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 255 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 255 }),
        (one, other) => {
          expect(tiedPolicyName(one).length).toBeLessThanOrEqual(256);
          expect(tiedPolicyName(one)).not.toMatch(/\p{C}/u);
          expect(tiedPolicyName(one) === tiedPolicyName(other)).toBe(one === other);
        },
      ),
    );
  });
});

describe('refusing to tie an alarm', () => {
  it.each<[string, Partial<MetricAlarm>, string]>([
    ['that detects anomalies', { ThresholdMetricId: 'ad1', Threshold: undefined }, 'detects anomalies'],
    ['of a band', { ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold' }, 'detects anomalies'],
    ['below a band', { ComparisonOperator: 'LessThanLowerThreshold' }, 'detects anomalies'],
    ['without a direction', { ComparisonOperator: undefined }, 'compares nothing'],
    ['with five actions', { AlarmActions: ['a', 'b', 'c', 'd', 'e'] }, 'has 5 actions already'],
  ])('refuses an alarm %s', (_, values, naming) => {
    expect(refusedFor('refused', naming, () => planTiedAlarm(wanted, withAlarm(values)))).toContain('pager');
  });

  it('takes five actions when the policy is one of them', () => {
    const AlarmActions = ['a', 'b', 'c', 'd', policyArn('ecsctl-alarm-pager')];
    const made = applyScaling(planTiedAlarm(wanted, withAlarm()), withAlarm());
    const found = { ...made, alarms: [anAlarm('pager', { AlarmActions })] };
    expect(isEmpty(planTiedAlarm(wanted, found))).toBe(true);
  });

  it('refuses a composite alarm', () => {
    const found = { ...aFound(), compositeAlarms: ['pager'] };
    refusedFor('refused', 'alarm pager is a composite alarm', () => planTiedAlarm(wanted, found));
  });

  it("refuses target tracking's own alarm", () => {
    const alarmName = 'TargetTracking-service/prod/web-AlarmHigh-1';
    const found = aFound({ alarms: [anAlarm(alarmName)] });
    refusedFor('refused', alarmName, () => planTiedAlarm({ alarmName, adjust: '+1' }, found));
  });

  it('says which alarms there are when it finds none of that name', () => {
    const found = aFound({ alarms: [anAlarm('pagers'), anAlarm('something-else')] });
    expect(
      refusedFor('not-found', 'no alarm pager in eu-central-1', () => planTiedAlarm(wanted, found)),
    ).toContain('pagers');
    refusedFor('not-found', 'no alarm pager', () => planTiedAlarm(wanted, aFound()));
  });

  it.each(['2', '+2.5', '++2', '', 'two', '=10%', '-101%'])('refuses to adjust by %s', (adjust) => {
    refusedFor('usage', `'${adjust}'`, () => planTiedAlarm({ alarmName: 'pager', adjust }, withAlarm()));
  });

  it('refuses a service without a scalable target', () => {
    const { target: _none, ...found } = withAlarm();
    refusedFor('refused', 'prod/web has no scalable target', () => planTiedAlarm(wanted, found));
  });

  it('refuses when target tracking has the name of the policy', () => {
    const found = { ...withAlarm(), policies: [aTrackingPolicy('ecsctl-alarm-pager')] };
    refusedFor('refused', 'ecsctl-alarm-pager is of type TargetTrackingScaling', () =>
      planTiedAlarm(wanted, found),
    );
  });
});
