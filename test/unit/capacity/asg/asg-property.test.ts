import type { PutScalingPolicyCommandInput } from '@aws-sdk/client-auto-scaling';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planGroupScaling } from '../../../../src/capacity/asg/plan-asg.ts';
import { readGroupScaling } from '../../../../src/capacity/asg/read.ts';
import type { WantedGroupScaling } from '../../../../src/capacity/asg/wanted.ts';
import { operations } from '../../../../src/capacity/operations.ts';
import { sendCall } from '../../../../src/plan/operations.ts';
import type { Step } from '../../../../src/plan/plan.ts';
import {
  DescribePolicies,
  PutScalingPolicy,
} from '../../../../src/sandbox/services/auto-scaling/policies.ts';
import { callIn, machinesIn, makeMachines } from '../../../support/capacity-estate.ts';
import { carryCapacity } from '../../../support/carry-capacity.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const named = { AutoScalingGroupName: 'machines' };

/** What a group may have before: nothing, a policy of somebody else on its CPU, and one that is no business of ours. */
const anyPolicies: fc.Arbitrary<PutScalingPolicyCommandInput[]> = fc.subarray([
  {
    ...{ ...named, PolicyName: 'theirs', PolicyType: 'TargetTrackingScaling', EstimatedInstanceWarmup: 30 },
    TargetTrackingConfiguration: {
      ...{ TargetValue: 33, DisableScaleIn: true },
      PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
    },
    Enabled: false,
  },
  { ...named, PolicyName: 'simple', AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 1 },
]);

const anyWanted: fc.Arbitrary<WantedGroupScaling> = fc.record(
  {
    group: fc.constant('machines'),
    min: fc.integer({ min: 0, max: 2 }),
    max: fc.integer({ min: 2, max: 4 }),
    cpu: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constant('off' as const)),
    warmup: fc.nat(600),
    scaleIn: fc.boolean(),
  },
  { requiredKeys: ['group'] },
);

function worldOf(size: number, policies: readonly PutScalingPolicyCommandInput[]) {
  const { world } = new PracticeWorld();
  makeMachines(world, { size, most: 4 });
  for (const policy of policies) PutScalingPolicy(policy, callIn(world));
  world.clock.advance(200);
  world.settle();
  return { world, aws: new SandboxAws(world, 'us-east-1') };
}

type World = ReturnType<typeof worldOf>['world'];

/** All that a plan may change, without what the alarms are called. */
function stateOf(world: World) {
  const { minSize, maxSize, desiredCapacity } = machinesIn(world);
  const { ScalingPolicies = [] } = DescribePolicies(named, callIn(world));
  const policies = ScalingPolicies.map(({ Alarms: _alarms, PolicyARN: _arn, ...policy }) => policy);
  return { minSize, maxSize, desiredCapacity, policies };
}

async function undo(steps: readonly Step[], aws: SandboxAws): Promise<void> {
  for (const { undo: calls } of steps.toReversed()) {
    for (const call of [calls ?? []].flat()) await sendCall(call, operations, aws);
  }
}

describe('any scaling of a group', () => {
  it('leaves nothing to do, follows any other, and leaves the policies of others alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2),
        anyPolicies,
        fc.array(anyWanted, { minLength: 1, maxLength: 4 }),
        async (size, policies, all) => {
          const { world, aws } = worldOf(size, policies);
          for (const wanted of all) {
            const plan = planGroupScaling(wanted, await readGroupScaling(aws, wanted));
            const outcomes = await carryCapacity(plan, aws);
            expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
            expect(planGroupScaling(wanted, await readGroupScaling(aws, wanted)).steps).toEqual([]);
          }
          const names = stateOf(world).policies.map(({ PolicyName }) => PolicyName);
          expect(names.includes('simple')).toBe(policies.some(({ PolicyName }) => PolicyName === 'simple'));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is undone by what its steps say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2), anyPolicies, anyWanted, async (size, policies, wanted) => {
        const { world, aws } = worldOf(size, policies);
        const before = stateOf(world);
        const { steps, ...plan } = planGroupScaling(wanted, await readGroupScaling(aws, wanted));
        await carryCapacity({ ...plan, steps }, aws);
        await undo(steps, aws);
        const made = steps.filter(({ action }) => action === 'create').map(({ resource }) => resource.id);
        const after = stateOf(world);
        const kept = after.policies.filter(({ PolicyName = '' }) => !made.includes(PolicyName));
        expect({ ...after, policies: kept.sort(byName) }).toEqual({
          ...before,
          policies: before.policies.sort(byName),
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

function byName(one: { PolicyName?: string }, other: { PolicyName?: string }): number {
  return (one.PolicyName ?? '') < (other.PolicyName ?? '') ? -1 : 1;
}
