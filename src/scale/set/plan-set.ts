import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import { Failure } from '../../failure.ts';
import type { Kept, Plan, Step } from '../../plan/plan.ts';
import { refuseExpress, serviceText } from '../editable.ts';
import type { FoundScaling } from '../found.ts';
import { removePolicies } from '../rm/policies.ts';
import { boundsWarning, planTarget } from '../scalable-target.ts';
import { policyResource } from '../step/policy.ts';
import { planContainerInsights } from './container-insights.ts';
import { planTrackingPolicy, type TrackingPolicy, trackingPolicies } from './policies.ts';
import { planResolution } from './resolution.ts';
import type { WantedTracking } from './wanted.ts';

/**
 * Plans the bounds and the target-tracking policies of a service: target, then what the metrics need, then the
 * policies. Policies that were not named stay, unless all others are to be replaced.
 * @throws a `refused` failure where the service cannot be scaled as asked.
 */
export function planSet(wanted: WantedTracking, found: FoundScaling): Plan {
  refuseExpress(found);
  refuseDaemon(found);
  refuseMissingQueues(wanted, found);
  const target = planTarget(wanted, found);
  const needs = [planContainerInsights(wanted, found), ...planResolution(wanted, found)].filter(isStep);
  const policies = trackingPolicies(wanted, found);
  const after = [target, ...needs].filter(isStep).map(({ id }) => id);
  const puts = policies.map((policy) => planTrackingPolicy(policy, found, after)).filter(isStep);
  const others = unnamed(policies, found);
  const removal = removePolicies(wanted.replace ? others : [], found);
  return {
    subject: serviceText(found.name),
    steps: [...[target].filter(isStep), ...needs, ...puts, ...removal.steps],
    kept: [...removal.kept, ...(wanted.replace ? [] : others.map((policy) => unnamedPolicy(policy, found)))],
    warnings: [...boundsWarning(wanted, found), ...suspended(found), ...emptyQueueWarning(wanted)],
  };
}

function unnamed(policies: readonly TrackingPolicy[], found: FoundScaling) {
  const named = new Set(policies.map(({ name }) => name));
  return found.policies.filter(({ PolicyName = '' }) => !named.has(PolicyName));
}

function unnamedPolicy({ PolicyName = '', PolicyARN }: ScalingPolicy, { region }: FoundScaling): Kept {
  return {
    resource: policyResource(PolicyName, PolicyARN, region),
    reason: 'not named; --replace would remove it',
  };
}

function refuseDaemon({ name, service }: FoundScaling): void {
  if (service.schedulingStrategy !== 'DAEMON') return;
  throw new Failure('refused', `${serviceText(name)} is a daemon: it runs one task on each instance`, {
    hint: 'scale its cluster’s instances instead',
  });
}

function refuseMissingQueues({ tracked }: WantedTracking, { queues, region }: FoundScaling): void {
  for (const { metric } of tracked) {
    if (metric.kind !== 'queue' || queues.includes(metric.queue)) continue;
    throw new Failure('not-found', `there is no queue ${metric.queue} in ${region}`, {
      hint: 'check its name, the region and the account',
    });
  }
}

function suspended({ target }: FoundScaling): string[] {
  const state = target?.SuspendedState;
  const parts = [
    state?.DynamicScalingOutSuspended && 'scaling out',
    state?.DynamicScalingInSuspended && 'scaling in',
  ].filter(Boolean);
  if (parts.length === 0) return [];
  return [`${parts.join(' and ')} is suspended for this service: policies wait until "ecsctl scale resume"`];
}

function emptyQueueWarning({ tracked, min }: WantedTracking): string[] {
  if (min !== 0 || !tracked.some(({ metric }) => metric.kind === 'queue')) return [];
  return ['with no task running the first one starts a minute or more after the first message'];
}

function isStep(step: Step | undefined): step is Step {
  return step !== undefined;
}
