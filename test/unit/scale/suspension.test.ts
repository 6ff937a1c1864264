import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmpty } from '../../../src/plan/plan.ts';
import { planSuspension, scalingParts } from '../../../src/scale/suspension.ts';
import { applyScaling, undoScaling } from '../../support/apply-scaling.ts';
import { aFound, anAction, aService, aTarget } from '../../support/found-scaling.ts';
import { refusedFor } from '../../support/refused.ts';

const members = {
  in: 'DynamicScalingInSuspended',
  out: 'DynamicScalingOutSuspended',
  scheduled: 'ScheduledScalingSuspended',
} as const;
const states = fc.record(
  {
    DynamicScalingInSuspended: fc.boolean(),
    DynamicScalingOutSuspended: fc.boolean(),
    ScheduledScalingSuspended: fc.boolean(),
  },
  { requiredKeys: [] },
);
const parts = fc.constantFrom(...scalingParts, 'all' as const);
const actions = fc.constantFrom('suspend' as const, 'resume' as const);

describe('suspending and resuming', () => {
  it('sends nothing but the three switches', () => {
    const [step] = planSuspension('suspend', 'in', aFound()).steps;
    expect(step?.call).toEqual({
      service: 'application-auto-scaling',
      operation: 'RegisterScalableTarget',
      input: {
        ServiceNamespace: 'ecs',
        ResourceId: 'service/prod/web',
        ScalableDimension: 'ecs:service:DesiredCount',
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: false,
        },
      },
    });
    expect(step?.changes).toEqual([{ field: 'scaling in', from: 'active', to: 'suspended' }]);
  });

  it('changes the named part, keeps the others, and then has nothing left to do', () => {
    fc.assert(
      fc.property(actions, parts, states, (action, which, state) => {
        const found = aFound({ target: aTarget({ SuspendedState: state }) });
        const after = applyScaling(planSuspension(action, which, found), found);
        for (const part of scalingParts) {
          const named = which === 'all' || which === part;
          const expected = named ? action === 'suspend' : (state[members[part]] ?? false);
          expect(after.target?.SuspendedState?.[members[part]] ?? false).toBe(expected);
        }
        expect(isEmpty(planSuspension(action, which, after))).toBe(true);
      }),
    );
  });

  it('can put the state back as it was', () => {
    fc.assert(
      fc.property(actions, parts, states, (action, which, state) => {
        const full = aTarget().SuspendedState;
        const found = aFound({ target: aTarget({ SuspendedState: { ...full, ...state } }) });
        const plan = planSuspension(action, which, found);
        expect(undoScaling(plan, applyScaling(plan, found))).toEqual(found);
      }),
    );
  });

  it('reads a target without a state as active', () => {
    const found = aFound({ target: aTarget({ SuspendedState: undefined }) });
    expect(isEmpty(planSuspension('resume', 'all', found))).toBe(true);
    expect(planSuspension('suspend', 'all', found).steps[0]?.changes).toHaveLength(3);
  });

  it.each([
    [1, 'AWS moves it to 2'],
    [12, 'AWS moves it to 10'],
  ])('warns that registering again moves a count of %d', (desiredCount, naming) => {
    const found = aFound({ service: aService({ desiredCount }) });
    expect(planSuspension('suspend', 'in', found).warnings[0]).toContain(naming);
    expect(applyScaling(planSuspension('suspend', 'in', found), found).service.desiredCount).toBe(
      desiredCount < 2 ? 2 : 10,
    );
  });

  it('warns of nothing when there is nothing to do', () => {
    const found = aFound({ service: aService({ desiredCount: 12 }) });
    expect(planSuspension('resume', 'in', found).warnings).toEqual([]);
  });

  it('warns on resuming that missed scheduled actions are not made up for', () => {
    const SuspendedState = { ScheduledScalingSuspended: true };
    const found = aFound({ target: aTarget({ SuspendedState }), schedules: [anAction('morning')] });
    expect(planSuspension('resume', 'scheduled', found).warnings[0]).toContain('not made up for');
    expect(planSuspension('suspend', 'in', found).warnings).toEqual([]);
  });

  it('refuses a service without a scalable target, and an Express service', () => {
    const { target: _none, ...bare } = aFound();
    refusedFor('refused', 'prod/web has no scalable target', () => planSuspension('suspend', 'all', bare));
    const express = aFound({ service: aService({ resourceManagementType: 'ECS' }) });
    refusedFor('refused', 'prod/web is an Express service', () => planSuspension('suspend', 'all', express));
  });
});
