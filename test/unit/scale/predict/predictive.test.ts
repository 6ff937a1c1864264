import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastOf } from '../../../../src/scale/predict/forecast.ts';
import { planForecast } from '../../../../src/scale/predict/plan.ts';
import { forecastValue, showForecast } from '../../../../src/scale/predict/show-forecast.ts';
import {
  type PredictFlags,
  readWantedForecast,
  type WantedForecast,
} from '../../../../src/scale/predict/wanted.ts';
import { applyScaling, undoScaling } from '../../../support/apply-scaling.ts';
import { aFound, aTrackingPolicy } from '../../../support/found-scaling.ts';
import { refusedFor } from '../../../support/refused.ts';
import { pipe, terminalScreen } from '../../terminal/screens.ts';

const balancer = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web-alb/50dc';
const route = {
  targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web-tg/6d0e',
  loadBalancerArn: balancer,
  loadBalancerType: 'application',
};
const found = aFound({ routes: [route] });

function configured(policies: readonly ScalingPolicy[]) {
  return policies.find(({ PolicyName }) => PolicyName === 'ecsctl-predict')
    ?.PredictiveScalingPolicyConfiguration;
}

describe('planning a forecast', () => {
  it('only forecasts, unless it is to apply', () => {
    const after = applyScaling(planForecast({ metric: 'cpu', target: 60 }, found), found);
    expect(configured(after.policies)).toEqual({
      MetricSpecifications: [
        {
          TargetValue: 60,
          PredefinedMetricPairSpecification: { PredefinedMetricType: 'ECSServiceCPUUtilization' },
        },
      ],
      Mode: 'ForecastOnly',
      SchedulingBufferTime: 300,
      MaxCapacityBreachBehavior: 'HonorMaxCapacity',
    });
    const applied = applyScaling(planForecast({ applies: true }, after), after);
    expect(configured(applied.policies)).toMatchObject({
      Mode: 'ForecastAndScale',
      MetricSpecifications: [{ TargetValue: 60 }],
    });
  });

  it('works out the resource label for requests', () => {
    const after = applyScaling(planForecast({ metric: 'requests', target: 800 }, found), found);
    expect(configured(after.policies)?.MetricSpecifications?.[0]?.PredefinedMetricPairSpecification).toEqual({
      PredefinedMetricType: 'ALBRequestCount',
      ResourceLabel: 'app/web-alb/50dc/targetgroup/web-tg/6d0e',
    });
  });

  it('gives a buffer over the forecast only with raising the maximum', () => {
    const raised = applyScaling(planForecast({ metric: 'cpu', target: 60, raiseMax: 10 }, found), found);
    expect(configured(raised.policies)).toMatchObject({
      MaxCapacityBreachBehavior: 'IncreaseMaxCapacity',
      MaxCapacityBuffer: 10,
    });
    const honoured = applyScaling(planForecast({ raiseMax: false }, raised), raised);
    expect(configured(honoured.policies)).not.toHaveProperty('MaxCapacityBuffer');
  });

  it('warns of what is easily overlooked', () => {
    const wanted = { metric: 'cpu', target: 60, applies: true, raiseMax: 0 } as const;
    expect(planForecast(wanted, found).warnings).toEqual([
      'A forecast needs 24 hours of metrics of the service; it is renewed every six hours.',
      'A forecast only adds tasks: without a policy that takes them away again, such as --cpu 60, they stay.',
      'The forecast may raise the maximum, 10 tasks now, and does not lower it again.',
    ]);
    const tracked = aFound({ policies: [aTrackingPolicy('ecsctl-cpu')] });
    expect(planForecast({ metric: 'cpu', target: 60 }, tracked).warnings).toEqual([
      'A forecast needs 24 hours of metrics of the service; it is renewed every six hours.',
      'It only forecasts; once you trust it, --apply lets it add tasks.',
    ]);
  });

  it('leaves the forecasts of others alone, and says so', () => {
    const other = aTrackingPolicy('theirs', { PolicyType: 'PredictiveScaling' });
    const plan = planForecast({ metric: 'cpu', target: 60 }, aFound({ policies: [other] }));
    expect(plan.kept).toMatchObject([{ resource: { id: 'theirs' } }]);
    expect(plan.steps.map(({ resource }) => resource.id)).toEqual(['ecsctl-predict']);
  });

  it.each([
    ['usage', 'no metric to forecast is named', {}, found],
    ['refused', 'no scalable target', { metric: 'cpu', target: 60 }, aFound({ target: undefined })],
    ['refused', 'no target group', { metric: 'requests', target: 60 }, aFound()],
    [
      'refused',
      'of type',
      { metric: 'cpu', target: 60 },
      aFound({ policies: [aTrackingPolicy('ecsctl-predict')] }),
    ],
  ] as const)('refuses (%s) what lacks something: %s', (kind, naming, wanted, state) => {
    refusedFor(kind, naming, () => planForecast(wanted, state));
  });

  const anyWanted: fc.Arbitrary<WantedForecast> = fc.record(
    {
      metric: fc.constantFrom('cpu', 'memory', 'requests'),
      target: fc.integer({ min: 1, max: 1000 }),
      applies: fc.boolean(),
      buffer: fc.integer({ min: 0, max: 3600 }),
      raiseMax: fc.oneof(fc.constant(false as const), fc.integer({ min: 0, max: 100 })),
    },
    { requiredKeys: ['metric', 'target'] },
  );

  it('leaves nothing to do once it is done, and can be undone', () => {
    fc.assert(
      fc.property(anyWanted, anyWanted, (first, second) => {
        const before = applyScaling(planForecast(first, found), found);
        const plan = planForecast(second, before);
        const after = applyScaling(plan, before);
        expect(planForecast(second, after).steps).toEqual([]);
        expect(planForecast({}, after).steps).toEqual([]);
        expect(configured(undoScaling(plan, after).policies)).toEqual(configured(before.policies));
      }),
    );
  });
});

describe('the flags of a forecast', () => {
  const none: PredictFlags = { apply: false, forecastOnly: false, honorMax: false };

  it.each([
    [{ cpu: 60 }, { metric: 'cpu', target: 60 }],
    [
      { requests: 800, targetGroup: 'web-tg' },
      { metric: 'requests', target: 800, targetGroup: 'web-tg' },
    ],
    [
      { apply: true, buffer: 600 },
      { applies: true, buffer: 600 },
    ],
    [
      { forecastOnly: true, honorMax: true },
      { applies: false, raiseMax: false },
    ],
    [{ raiseMax: 0 }, { raiseMax: 0 }],
  ])('%j', (flags, wanted) => {
    expect(readWantedForecast({ ...none, ...flags })).toEqual(wanted);
  });

  it.each([
    ['--cpu and --memory', { cpu: 60, memory: 70 }],
    ['--apply and --forecast-only', { apply: true, forecastOnly: true }],
    ['--raise-max and --honor-max', { raiseMax: 10, honorMax: true }],
    ['--target-group web-tg', { cpu: 60, targetGroup: 'web-tg' }],
  ])('%s is refused', (naming, flags) => {
    refusedFor('usage', naming, () => readWantedForecast({ ...none, ...flags }));
  });
});

describe('a forecast', () => {
  const hours = (count: number) =>
    Array.from({ length: count }, (_, index) => new Date(Date.UTC(2030, 2, 1, 12 + index)));
  const answer = {
    CapacityForecast: { Timestamps: hours(3), Values: [4, 12, 6] },
    LoadForecast: [{ Timestamps: hours(3), Values: [100, 900, 300], MetricSpecification: undefined }],
    UpdateTime: new Date('2030-03-01T09:00:00Z'),
  };

  it('is told hour by hour', () => {
    expect(forecastValue(forecastOf('ecsctl-predict', answer))).toEqual({
      policy: 'ecsctl-predict',
      madeAt: '2030-03-01T09:00:00.000Z',
      hours: [
        { at: '2030-03-01T12:00:00.000Z', tasks: 4, load: 100 },
        { at: '2030-03-01T13:00:00.000Z', tasks: 12, load: 900 },
        { at: '2030-03-01T14:00:00.000Z', tasks: 6, load: 300 },
      ],
    });
  });

  it('says when it gets busiest, and whether the maximum is enough', () => {
    const forecast = forecastOf('ecsctl-predict', answer);
    expect(showForecast(forecast, 10, terminalScreen(80))).toContain(
      'At most 12 tasks, in 60m; it may have 10 only.',
    );
    expect(showForecast(forecast, 20, terminalScreen(80))).toContain(
      'At most 12 tasks, in 60m; it may have 20.',
    );
  });

  it('is a row an hour in a pipe', () => {
    expect(showForecast(forecastOf('ecsctl-predict', answer), 10, pipe).split('\n')[1]).toBe(
      '2030-03-01T13:00:00.000Z\t12\t900',
    );
  });

  it('that AWS has not made yet says when it comes', () => {
    const none = forecastOf('ecsctl-predict', { UpdateTime: new Date() });
    expect(none.hours).toEqual([]);
    expect(none.madeAt).toBeUndefined();
    expect(showForecast(none, 10, terminalScreen(80))).toMatch(/^No forecast yet: .* 24 hours/);
    expect(showForecast(none, 10, pipe)).toBe('');
  });
});
