import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmpty } from '../../../../src/plan/plan.ts';
import type { FoundScaling } from '../../../../src/scale/found.ts';
import { stepAlarmNames } from '../../../../src/scale/step/alarm.ts';
import { parseStepMetric } from '../../../../src/scale/step/metric.ts';
import { planStepPolicies } from '../../../../src/scale/step/policies.ts';
import { readStepScaling, type StepFlags } from '../../../../src/scale/step/scaling.ts';
import { applyScaling, undoScaling } from '../../../support/apply-scaling.ts';
import { stepFlags } from '../../../support/arbitrary-scaling.ts';
import { aFound, aStepPolicy, aTrackingPolicy, policyArn } from '../../../support/found-scaling.ts';
import { refusedFor } from '../../../support/refused.ts';

const cpu: StepFlags = { metric: 'cpu', out: '70:+1,85:+3', in: '30:-1' };
const plan = (flags: StepFlags, found: FoundScaling) => planStepPolicies(readStepScaling(flags), found);
const applied = (flags: StepFlags, found = aFound()) => applyScaling(plan(flags, found), found);
const alarmOf = (found: FoundScaling, name: string) =>
  found.alarms.find(({ AlarmName }) => AlarmName === name);
const outAlarm = 'ecsctl/prod/web/step-cpu-out';
const changed = (flags: StepFlags, found: FoundScaling) =>
  plan(flags, found).steps.map(({ id, changes }) => [id, changes.map(({ field }) => field)]);

describe('planning step scaling', () => {
  it('makes each policy and then the alarm that starts it', () => {
    const steps = plan(cpu, aFound()).steps;
    expect(steps.map(({ action, id, after: waits }) => [action, id, waits])).toEqual([
      ['create', 'policy:ecsctl-step-cpu-out', []],
      ['create', 'alarm:ecsctl/prod/web/step-cpu-out', ['policy:ecsctl-step-cpu-out']],
      ['create', 'policy:ecsctl-step-cpu-in', []],
      ['create', 'alarm:ecsctl/prod/web/step-cpu-in', ['policy:ecsctl-step-cpu-in']],
    ]);
    expect(steps.every(({ undo }) => undo === undefined)).toBe(true);
  });

  it('makes alarms that watch the service and act on the policy', () => {
    const found = applied(cpu);
    expect(alarmOf(found, outAlarm)).toMatchObject({
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'ClusterName', Value: 'prod' },
        { Name: 'ServiceName', Value: 'web' },
      ],
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 70,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: [policyArn('ecsctl-step-cpu-out')],
    });
    expect(alarmOf(found, 'ecsctl/prod/web/step-cpu-in')).toMatchObject({
      Threshold: 30,
      ComparisonOperator: 'LessThanOrEqualToThreshold',
      AlarmActions: [policyArn('ecsctl-step-cpu-in')],
    });
  });

  it('watches a queue, which has to exist', () => {
    const flags = { metric: 'queue:jobs', out: '100:+1' };
    const found = applied(flags, aFound({ queues: ['jobs'] }));
    expect(found.alarms[0]).toMatchObject({
      AlarmName: 'ecsctl/prod/web/step-queue-jobs-out',
      Namespace: 'AWS/SQS',
      Dimensions: [{ Name: 'QueueName', Value: 'jobs' }],
    });
    refusedFor('not-found', 'no queue jobs', () => plan(flags, aFound()));
  });

  it('puts a percentile into the member that takes it', () => {
    const [alarm] = applied({ metric: 'Shop/Latency', out: '2:+1', statistic: 'p99' }).alarms;
    expect(alarm).toMatchObject({ ExtendedStatistic: 'p99' });
    expect(alarm?.Statistic).toBeUndefined();
  });

  it('plans nothing when all is there', () => {
    fc.assert(
      fc.property(stepFlags, (flags) => {
        const found = aFound({ queues: ['jobs'] });
        expect(isEmpty(plan(flags, applied(flags, found)))).toBe(true);
      }),
    );
  });

  it('plans nothing after a second change either', () => {
    fc.assert(
      fc.property(stepFlags, stepFlags, (first, second) => {
        const there = applied(first, aFound({ queues: ['jobs'] }));
        const asked = { ...second, metric: first.metric };
        expect(isEmpty(plan(asked, applyScaling(plan(asked, there), there)))).toBe(true);
      }),
    );
  });

  it('can put back all that it overwrites', () => {
    fc.assert(
      fc.property(stepFlags, stepFlags, (first, second) => {
        const there = applied({ ...first, out: '80:+1', in: '20:-1' }, aFound({ queues: ['jobs'] }));
        const asked = { ...second, metric: first.metric };
        const change = plan(asked, there);
        expect(undoScaling(change, applyScaling(change, there))).toEqual(there);
      }),
    );
  });
});

describe('changing step scaling that is there', () => {
  it('touches only the alarm when the thresholds move together', () => {
    const found = applied(cpu);
    expect(plan({ ...cpu, out: '75:+1,90:+3' }, found).steps.map(({ id, changes }) => [id, changes])).toEqual(
      [[`alarm:${outAlarm}`, [{ field: 'threshold', from: 70, to: 75 }]]],
    );
  });

  it('shows the steps of a policy as values of the metric', () => {
    const [step] = plan({ metric: 'cpu', out: '70:+2,80:+3' }, applied(cpu)).steps;
    expect(step?.changes).toEqual([
      { field: 'steps', from: '70 to 85: +1, from 85: +3', to: '70 to 80: +2, from 80: +3' },
    ]);
  });

  it('shows them as distances when the alarm is gone', () => {
    const { alarms: _gone, ...found } = applied({ metric: 'cpu', in: '30:-1,15:-2' });
    const [step] = plan({ metric: 'cpu', in: '30:-1' }, { ...found, alarms: [] }).steps;
    expect(step?.changes).toEqual([
      {
        field: 'steps',
        from: 'up to threshold + -15: -2, threshold + -15 to threshold + 0: -1',
        to: 'up to 30: -1',
      },
    ]);
  });

  it('names the existing policy in an alarm that has to be made again', () => {
    const found = { ...applied(cpu), alarms: [] };
    const [step] = plan({ metric: 'cpu', out: '70:+1,85:+3' }, found).steps;
    expect(step).toMatchObject({ id: `alarm:${outAlarm}`, action: 'create', after: [] });
    expect(step?.call.input.AlarmActions).toEqual([policyArn('ecsctl-step-cpu-out')]);
  });

  it('keeps what the alarm has of its own', () => {
    const own: Partial<MetricAlarm> = {
      AlarmDescription: 'do not page',
      OKActions: ['arn:aws:sns:eu-central-1:123456789012:ok'],
      TreatMissingData: 'notBreaching',
      DatapointsToAlarm: 2,
      Unit: 'Percent',
      Period: 300,
      EvaluationPeriods: 4,
      Statistic: 'Maximum',
    };
    const sns = 'arn:aws:sns:eu-central-1:123456789012:pager';
    const made = applied(cpu);
    const alarms = made.alarms.map((alarm) => ({ ...alarm, ...own, AlarmActions: [sns] }));
    const changedAlarms = applyScaling(plan({ ...cpu, out: '71:+1' }, { ...made, alarms }), {
      ...made,
      alarms,
    }).alarms;
    expect(alarmOf({ ...made, alarms: changedAlarms }, outAlarm)).toMatchObject({
      ...own,
      Threshold: 71,
      AlarmActions: [sns, policyArn('ecsctl-step-cpu-out')],
    });
  });

  it('lets a flag have its way over the alarm', () => {
    const found = applied({ ...cpu, statistic: 'p90', period: 300, evaluationPeriods: 5 });
    const fields = ['period', 'evaluation periods', 'statistic', 'extended statistic'];
    expect(changed({ ...cpu, statistic: 'Average', period: 60, evaluationPeriods: 2 }, found)).toEqual([
      [`alarm:${outAlarm}`, fields],
      ['alarm:ecsctl/prod/web/step-cpu-in', fields],
    ]);
  });

  it('asks for no more datapoints than it looks at', () => {
    const made = applied({ ...cpu, evaluationPeriods: 5 });
    const found = { ...made, alarms: made.alarms.map((alarm) => ({ ...alarm, DatapointsToAlarm: 4 })) };
    const [alarm] = applyScaling(plan({ ...cpu, evaluationPeriods: 2 }, found), found).alarms;
    expect(alarm).toMatchObject({ EvaluationPeriods: 2, DatapointsToAlarm: 2 });
  });

  it('takes an alarm back from metric math', () => {
    const made = applied(cpu);
    const math = { Id: 'e1', Expression: 'm1 * 2', ReturnData: true };
    const alarms = made.alarms.map(({ MetricName, Namespace, Statistic, Period, ...alarm }) => ({
      ...alarm,
      Dimensions: [],
      Metrics: [math],
    }));
    const [alarm] = applied(cpu, { ...made, alarms }).alarms;
    expect(alarm).toMatchObject({ MetricName: 'CPUUtilization', Statistic: 'Average', Period: 60 });
    expect(alarm?.Metrics).toBeUndefined();
  });

  it('lets both directions pass where the other was', () => {
    expect(plan({ metric: 'cpu', out: '25:+1,40:+3', in: '10:-1' }, applied(cpu)).steps).toHaveLength(2);
    expect(plan({ metric: 'cpu', out: '95:+1,110:+3', in: '90:-1' }, applied(cpu)).steps).toHaveLength(2);
  });

  it('takes a look-back of just a day, and of a week with long periods', () => {
    for (const [period, evaluationPeriods] of [
      [300, 288],
      [3600, 168],
    ])
      expect(plan({ ...cpu, period, evaluationPeriods }, aFound()).steps).toHaveLength(4);
  });

  it('keeps a cooldown that is not named', () => {
    const found = applied({ ...cpu, cooldown: 45 });
    expect(isEmpty(plan(cpu, found))).toBe(true);
    expect(changed({ ...cpu, cooldown: 300 }, found)).toEqual([
      ['policy:ecsctl-step-cpu-out', ['cooldown']],
      ['policy:ecsctl-step-cpu-in', ['cooldown']],
    ]);
  });

  it('leaves a direction that is not named alone, and says so', () => {
    const change = plan({ metric: 'cpu', out: '75:+1' }, applied(cpu));
    expect(change.steps.map(({ id }) => id).some((id) => id.endsWith('-in'))).toBe(false);
    expect(change.kept).toMatchObject([
      { resource: { id: 'ecsctl-step-cpu-in' }, reason: '--in was not given' },
    ]);
  });

  it('warns of alarms that may not act', () => {
    const made = applied(cpu);
    const found = { ...made, alarms: made.alarms.map((alarm) => ({ ...alarm, ActionsEnabled: false })) };
    expect(plan(cpu, found).warnings).toHaveLength(2);
    expect(plan(cpu, found).warnings[0]).toContain(outAlarm);
  });

  it('warns of periods shorter than the metric has data', () => {
    expect(plan({ ...cpu, period: 10 }, aFound()).warnings[0]).toContain('once a minute');
    expect(plan({ metric: 'Shop/Latency', out: '2:+1', period: 10 }, aFound()).warnings).toEqual([]);
  });
});

describe('refusing step scaling', () => {
  it.each<[string, StepFlags, string]>([
    ['no direction', { metric: 'cpu' }, 'neither --out nor --in'],
    ['an odd period', { ...cpu, period: 45 }, '--period 45s'],
    ['a period of nothing', { ...cpu, period: 0 }, '--period 0s'],
    ['no evaluation period', { ...cpu, evaluationPeriods: 0 }, '--for 0'],
    ['half a period', { ...cpu, evaluationPeriods: 1.5 }, '--for 1.5'],
    ['a negative cooldown', { ...cpu, cooldown: -1 }, '--cooldown -1'],
    ['an unknown statistic', { ...cpu, statistic: 'mean' }, "'mean'"],
    ['an unknown metric', { ...cpu, metric: 'disk' }, "'disk'"],
    ['thresholds that cross', { ...cpu, in: '80:-1' }, '--in 80 is not below --out 70'],
    ['a look-back of more than a day', { ...cpu, period: 300, evaluationPeriods: 289 }, '--for 289'],
    ['a look-back of more than a week', { ...cpu, period: 3600, evaluationPeriods: 169 }, '--for 169'],
  ])('refuses %s', (_, flags, naming) => {
    refusedFor('usage', naming, () => plan(flags, aFound()));
  });

  it('refuses a service without a scalable target, and says how to register one', () => {
    const { target: _none, ...found } = aFound();
    expect(refusedFor('refused', 'prod/web has no scalable target', () => plan(cpu, found))).toContain(
      'ecsctl scale set prod/web --min',
    );
  });

  it('refuses an Express service', () => {
    const found = aFound({ service: { resourceManagementType: 'ECS' } });
    refusedFor('refused', 'prod/web is an Express service', () => plan(cpu, found));
  });

  it.each([
    ['out', { metric: 'cpu', out: '30:+1' }, '--out 30 is not above 30'],
    ['in', { metric: 'cpu', in: '70:-1' }, '--in 70 is not below 70'],
  ])('refuses --%s on the wrong side of what is there', (_, flags, naming) => {
    refusedFor('refused', naming, () => plan(flags, applied(cpu)));
  });

  it('refuses a policy name that target tracking has', () => {
    const found = aFound({ policies: [aTrackingPolicy('ecsctl-step-cpu-out')] });
    refusedFor('refused', 'ecsctl-step-cpu-out is of type TargetTrackingScaling', () => plan(cpu, found));
  });

  it('refuses a fifty-first policy', () => {
    const policies = Array.from({ length: 50 }, (_, index) => aStepPolicy(`p${index}`));
    refusedFor('refused', '50 scaling policies', () => plan(cpu, aFound({ policies })));
  });

  it('refuses a sixth action', () => {
    const made = applied(cpu);
    const AlarmActions = ['a', 'b', 'c', 'd', 'e'];
    const found = { ...made, alarms: made.alarms.map((alarm) => ({ ...alarm, AlarmActions })) };
    refusedFor('refused', `alarm ${outAlarm} has 5 actions`, () => plan(cpu, found));
  });
});

describe('the names of alarms', () => {
  it('are as long as they may be, and not longer', () => {
    const long = { cluster: 'c'.repeat(255), service: 's'.repeat(255) };
    expect(stepAlarmNames(long, parseStepMetric('cpu')).map((name) => name.length)).toEqual([255, 255]);
  });

  it('fit whatever the service and the metric are called', () => {
    const names = fc.stringMatching(/^[A-Za-z0-9_-]{1,255}$/);
    fc.assert(
      fc.property(names, names, fc.stringMatching(/^[A-Za-z ]{1,255}$/), (cluster, service, metric) => {
        const all = stepAlarmNames({ cluster, service }, parseStepMetric(`Shop/${metric}`));
        expect(new Set(all).size).toBe(2);
        for (const name of all) {
          expect(name.length).toBeLessThanOrEqual(255);
          expect(name.startsWith('ecsctl/')).toBe(true);
        }
      }),
    );
  });
});
