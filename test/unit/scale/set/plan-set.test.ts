import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asJson } from '../../../../src/plan/as-json.ts';
import { isEmpty } from '../../../../src/plan/plan.ts';
import type { FoundScaling } from '../../../../src/scale/found.ts';
import { planSet } from '../../../../src/scale/set/plan-set.ts';
import { readTracking, type SetFlags } from '../../../../src/scale/set/wanted.ts';
import { applyScaling, undoScaling } from '../../../support/apply-scaling.ts';
import { aFound, aService, aStepPolicy, aTarget, aTrackingPolicy } from '../../../support/found-scaling.ts';
import { refusedFor } from '../../../support/refused.ts';

const off = {
  scaleIn: false,
  noScaleIn: false,
  highResolution: false,
  replace: false,
  enableContainerInsights: false,
} as const;

const set = (flags: Partial<SetFlags>) => readTracking({ ...off, ...flags });

const unscaled = (values: Partial<FoundScaling> = {}) =>
  aFound({ target: undefined, policies: [], ...values });

const route = {
  targetGroupArn:
    'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web-tg/6d0ecf831eec9f09',
  loadBalancerArn:
    'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web-alb/50dc6c495c0c9188',
  loadBalancerType: 'application',
};

const stepIds = (flags: Partial<SetFlags>, found: FoundScaling) =>
  planSet(set(flags), found).steps.map(({ id }) => id);

describe('the first set of a service', () => {
  it('registers the target and then puts one policy for each metric', () => {
    const plan = planSet(set({ min: 2, max: 10, cpu: 60, requests: 800 }), unscaled({ routes: [route] }));
    expect(plan.steps.map(({ id, after }) => [id, after])).toEqual([
      ['target', []],
      ['policy:ecsctl-cpu', ['target']],
      ['policy:ecsctl-requests', ['target']],
    ]);
  });

  it('works the resource label out', () => {
    const [, policy] = planSet(set({ min: 1, max: 2, requests: 800 }), unscaled({ routes: [route] })).steps;
    expect(policy?.call.input).toMatchObject({
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: {
          ResourceLabel: 'app/web-alb/50dc6c495c0c9188/targetgroup/web-tg/6d0ecf831eec9f09',
        },
      },
    });
  });

  it('tries a policy again while AWS does not know the target yet', () => {
    const [, policy] = planSet(set({ min: 1, max: 2, cpu: 60 }), unscaled()).steps;
    expect(policy?.settles).toEqual({ errors: ['ObjectNotFoundException'], seconds: 15 });
  });

  it.each([
    [{ cpu: 60 }, '--min and --max'],
    [{ cpu: 60, min: 1 }, '--max'],
    [{ cpu: 60, max: 1 }, '--min'],
  ])('asks for the bounds that %j leaves out', (flags, missing) => {
    refusedFor('usage', missing, () => planSet(set(flags), unscaled()));
  });

  it('says when the bounds move the number of tasks at once', () => {
    const found = unscaled({ service: aService({ desiredCount: 1 }) });
    expect(planSet(set({ min: 3, max: 9, cpu: 60 }), found).warnings).toContain(
      'the desired count is 1: the new bounds move it to 3 at once',
    );
  });
});

describe('a service that scales already', () => {
  const cpu = aTrackingPolicy('made-in-the-console');

  it('keeps the policy that follows a metric already, whatever its name', () => {
    expect(stepIds({ cpu: 42 }, aFound({ policies: [cpu] }))).toEqual(['policy:made-in-the-console']);
  });

  it('keeps cooldowns and the scale-in switch that were not named', () => {
    const policy = aTrackingPolicy('ecsctl-cpu', {
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleOutCooldown: 30,
        ScaleInCooldown: 900,
        DisableScaleIn: true,
      },
    });
    const [step] = planSet(set({ cpu: 60 }), aFound({ policies: [policy] })).steps;
    expect(step?.changes).toEqual([{ field: 'target', from: 50, to: 60 }]);
    expect(step?.call.input).toMatchObject({
      TargetTrackingScalingPolicyConfiguration: {
        ScaleOutCooldown: 30,
        ScaleInCooldown: 900,
        DisableScaleIn: true,
      },
    });
  });

  it('takes tasks away again with --scale-in', () => {
    const found = aFound({ policies: [] });
    const held = applyScaling(planSet(set({ cpu: 60, noScaleIn: true }), found), found);
    const [step] = planSet(set({ cpu: 60, scaleIn: true }), held).steps;
    expect(step?.changes).toEqual([{ field: 'scale in', from: 'off', to: 'on' }]);
  });

  it('leaves policies that were not named alone, and says so', () => {
    const plan = planSet(set({ memory: 70 }), aFound({ policies: [cpu] }));
    expect(plan.kept).toEqual([
      {
        resource: expect.objectContaining({ id: 'made-in-the-console' }),
        reason: 'not named; --replace would remove it',
      },
    ]);
  });

  it('removes them with --replace', () => {
    const found = aFound({ policies: [cpu, aStepPolicy('by-hand')] });
    const after = applyScaling(planSet(set({ memory: 70, replace: true }), found), found);
    expect(after.policies.map(({ PolicyName }) => PolicyName)).toEqual(['ecsctl-memory']);
  });

  it('names the bound that is in the way', () => {
    const found = aFound({ target: aTarget({ MinCapacity: 4, MaxCapacity: 8 }) });
    refusedFor('usage', '--max 3', () => planSet(set({ max: 3 }), found));
    refusedFor('usage', '--min 9', () => planSet(set({ min: 9 }), found));
  });

  it('warns that a suspended service will not follow its policies', () => {
    const target = aTarget({ SuspendedState: { DynamicScalingOutSuspended: true } });
    expect(planSet(set({ cpu: 60 }), aFound({ target })).warnings.join()).toContain(
      'scaling out is suspended',
    );
  });
});

describe('a backlog', () => {
  const wanted = { min: 1, max: 5, queue: 'jobs', latency: 60, perMessage: 2 };

  it('is the latency allowed divided by the time for one message', () => {
    const found = unscaled({ queues: ['jobs'], containerInsights: 'enhanced' });
    const [, policy] = planSet(set(wanted), found).steps;
    expect(policy?.changes[0]).toEqual({ field: 'target', to: 30 });
  });

  it('is refused without Container Insights, which would leave it without data', () => {
    refusedFor('refused', 'Container Insights', () => planSet(set(wanted), unscaled({ queues: ['jobs'] })));
  });

  it('turns Container Insights on where that is asked for, before the policy', () => {
    const found = unscaled({ queues: ['jobs'], containerInsights: 'disabled' });
    const plan = planSet(set({ ...wanted, enableContainerInsights: true }), found);
    expect(plan.steps.map(({ id }) => id)).toEqual([
      'target',
      'container-insights',
      'policy:ecsctl-queue-jobs',
    ]);
    expect(plan.steps[2]?.after).toContain('container-insights');
  });
});

describe('metrics every 20 seconds', () => {
  it('come with a deployment that is waited for before the policy', () => {
    const plan = planSet(set({ cpu: 60, highResolution: true }), aFound({ policies: [] }));
    expect(plan.steps.map(({ id, after }) => [id, after])).toEqual([
      ['resolution', []],
      ['resolution-deployed', ['resolution']],
      ['policy:ecsctl-cpu', ['resolution', 'resolution-deployed']],
    ]);
  });

  it('keep what else the service publishes', () => {
    const monitoring = [{ metricNames: ['CPUUtilization', 'MemoryUtilization'], resolutionSeconds: 60 }];
    const [update] = planSet(
      set({ cpu: 60, highResolution: true }),
      aFound({ policies: [], monitoring }),
    ).steps;
    expect(update?.call.input.monitoring).toEqual({
      metricConfigurations: [
        { metricNames: ['MemoryUtilization'], resolutionSeconds: 60 },
        { metricNames: ['CPUUtilization'], resolutionSeconds: 20 },
      ],
    });
  });

  it.each(['CODE_DEPLOY', 'EXTERNAL'] as const)('are refused with the %s controller', (type) => {
    const found = aFound({ policies: [], service: aService({ deploymentController: { type } }) });
    refusedFor('refused', type, () => planSet(set({ cpu: 60, highResolution: true }), found));
  });

  it('replace the plain policy of the same metric instead of standing beside it', () => {
    const found = aFound({
      policies: [aTrackingPolicy('ecsctl-cpu')],
      monitoring: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 20 }],
    });
    expect(stepIds({ cpu: 60, highResolution: true }, found)).toEqual(['policy:ecsctl-cpu']);
  });
});

describe('services that cannot be scaled', () => {
  it.each([
    ['Express', { resourceManagementType: 'ECS' as const }],
    ['daemon', { schedulingStrategy: 'DAEMON' as const }],
  ])('refuses a service that is %s', (word, values) => {
    refusedFor('refused', word, () => planSet(set({ cpu: 60 }), aFound({ service: aService(values) })));
  });

  it('refuses a queue that does not exist', () => {
    refusedFor('not-found', 'jobs', () => planSet(set({ queue: 'jobs', backlog: 3 }), aFound()));
  });
});

describe('any set', () => {
  const bounds = fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
    .map(([min, more]) => ({ min, max: min + more }));
  const percent = fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined });
  const seconds = fc.option(fc.integer({ min: 0, max: 3600 }), { nil: undefined });
  const flags = fc
    .record({
      bounds,
      cpu: percent,
      memory: percent,
      requests: percent,
      queue: fc.option(fc.constant('jobs'), { nil: undefined }),
      scaleOutCooldown: seconds,
      scaleInCooldown: seconds,
      noScaleIn: fc.boolean(),
      replace: fc.boolean(),
      metricJson: fc.option(
        fc.constant(
          '{"TargetValue": 7, "CustomizedMetricSpecification": {"MetricName": "open-서비스", "Namespace": "Shop", "Statistic": "Sum"}}',
        ),
        { nil: undefined },
      ),
    })
    .map(({ bounds: { min, max }, cpu = 50, ...rest }) => ({
      ...off,
      ...rest,
      cpu,
      min,
      max,
      ...(rest.queue && { backlog: 5 }),
    }));
  const policies = fc.subarray([
    aTrackingPolicy('made-in-the-console'),
    aStepPolicy('by-hand'),
    aStepPolicy('ecsctl-step-cpu-out'),
  ]);
  const founds = fc.record({ policies, scaled: fc.boolean() }).map(({ policies: list, scaled }) =>
    aFound({
      routes: [route],
      queues: ['jobs'],
      containerInsights: 'enabled',
      ...(scaled ? { policies: list } : { target: undefined, policies: [] }),
    }),
  );

  it('leaves nothing to do when it has been done', () => {
    fc.assert(
      fc.property(flags, founds, (given, found) => {
        const after = applyScaling(planSet(readTracking(given), found), found);
        expect(isEmpty(planSet(readTracking(given), after))).toBe(true);
      }),
    );
  });

  it('can be undone as far as it overwrote', () => {
    fc.assert(
      fc.property(flags, founds, (given, found) => {
        const plan = planSet(readTracking({ ...given, replace: false }), found);
        const back = undoScaling(plan, applyScaling(plan, found));
        const configurations = (state: FoundScaling) =>
          new Map(
            state.policies.map(({ PolicyName, PolicyType, ...policy }) => [
              PolicyName,
              asJson([PolicyType, policy.TargetTrackingScalingPolicyConfiguration]),
            ]),
          );
        for (const [name, configuration] of configurations(found)) {
          expect(configurations(back).get(name)).toEqual(configuration);
        }
      }),
    );
  });

  it('never puts two tracking policies on one metric', () => {
    fc.assert(
      fc.property(flags, founds, (given, found) => {
        const after = applyScaling(planSet(readTracking(given), found), found);
        const metrics = after.policies.flatMap(({ TargetTrackingScalingPolicyConfiguration: tracking }) =>
          tracking
            ? [
                JSON.stringify([
                  tracking.PredefinedMetricSpecification,
                  tracking.CustomizedMetricSpecification,
                ]),
              ]
            : [],
        );
        expect(new Set(metrics).size).toBe(metrics.length);
      }),
    );
  });
});
