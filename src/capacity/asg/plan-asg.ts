import type { ScalingPolicy } from '@aws-sdk/client-auto-scaling';
import type { Kept, Plan, Step } from '../../plan/plan.ts';
import { checkLasting } from '../lasting-group.ts';
import { boundsWanted, planBounds } from './bounds-step.ts';
import { cpuPolicyOf, planCpuPolicy, planRemoval, policyResource } from './cpu-policy.ts';
import type { FoundGroupScaling } from './read.ts';
import type { WantedGroupScaling } from './wanted.ts';
import { warningsOf } from './warnings.ts';

/**
 * Plans the bounds of an Auto Scaling group and its policy on CPU. Other policies of the group stay.
 * @throws a `refused` failure for a group that is being deleted, or where what is named does not go with what there is.
 */
export function planGroupScaling(wanted: WantedGroupScaling, found: FoundGroupScaling): Plan {
  const { group, region } = found;
  checkLasting(group);
  const bounds = boundsWanted(wanted, group);
  const change = planBounds(bounds, group, region);
  const policy = policyStep(wanted, found, change ? [change.id] : []);
  return {
    subject: `Auto Scaling group ${group.AutoScalingGroupName}`,
    steps: [change, policy].filter((step) => step !== undefined),
    kept: others(wanted, found, policy),
    warnings: warningsOf(wanted, found, bounds),
  };
}

function policyStep(
  wanted: WantedGroupScaling,
  found: FoundGroupScaling,
  after: readonly string[],
): Step | undefined {
  if (wanted.cpu === undefined) return undefined;
  return wanted.cpu === 'off' ? planRemoval(found) : planCpuPolicy(wanted.cpu, wanted, found, after);
}

/** The policies that go on scaling the group beside that on its CPU. */
function others({ cpu }: WantedGroupScaling, found: FoundGroupScaling, step: Step | undefined): Kept[] {
  if (cpu === undefined) return [];
  const own = step?.resource.id ?? cpuPolicyOf(found)?.PolicyName;
  return found.policies
    .filter(({ PolicyName }) => PolicyName !== own)
    .map((policy) => ({ resource: policyResource(policy, found.region), reason: whyKept(policy) }));
}

/** By a policy of its own ECS scales the groups of capacity providers. */
function whyKept({ PolicyName = '', PolicyType, Enabled }: ScalingPolicy): string {
  if (PolicyName.startsWith('ECSManagedAutoScalingPolicy'))
    return 'by it ECS scales the group for its capacity provider';
  if (Enabled === false) return 'it is disabled';
  const kind = kinds[PolicyType ?? ''] ?? PolicyType ?? 'another policy';
  return `${kind} that scales the group, too; of what several ask for the most is done`;
}

const kinds: Readonly<Record<string, string>> = {
  TargetTrackingScaling: 'target tracking of another metric',
  StepScaling: 'step scaling',
  SimpleScaling: 'simple scaling',
  PredictiveScaling: 'predictive scaling',
};
