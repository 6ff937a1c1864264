import { placementProblem } from '../../ecs/placement-problem.ts';
import { boundsOf, serviceText } from '../editable.ts';
import { activityStatuses } from './activities.ts';
import { capacityStatus } from './capacity.ts';
import { deploymentStatus } from './deployment.ts';
import { findings } from './findings.ts';
import type { FoundStatus } from './found.ts';
import { policyStatuses } from './policies.ts';
import { scheduleStatuses } from './schedules.ts';
import { suspendedParts } from './suspended-parts.ts';
import type { StatusValue, TaskCounts } from './value.ts';
import { judgeVerdict } from './verdict.ts';

/** What is to be known of a service's scaling when AWS answered, and whether and why it scales or not. */
export function judgeStatus(found: FoundStatus): StatusValue {
  const { at } = found;
  const facts = {
    service: serviceText(found.name),
    tasks: tasksOf(found),
    ...(found.target && { bounds: boundsOf(found.target) }),
    suspended: suspendedParts(found.target),
    deployment: deploymentStatus(found.service),
    policies: policyStatuses(found),
    schedules: scheduleStatuses(found.schedules, at),
  };
  const activities = activityStatuses(found.activities, facts.policies, found.since);
  const placement = placementProblem(found.service, at);
  const capacity = capacityStatus(found);
  const [waiting] = capacity.fleet?.waiting ?? [];
  return {
    at,
    since: found.since,
    region: found.region,
    ...facts,
    activities,
    capacity,
    verdict: judgeVerdict({ ...facts, at, activities, placement, waiting }),
    findings: findings(found, facts.policies, facts.tasks, facts.bounds),
  };
}

function tasksOf({ service }: FoundStatus): TaskCounts {
  const { desiredCount = 0, runningCount = 0, pendingCount = 0 } = service;
  return { desired: desiredCount, running: runningCount, pending: pendingCount };
}
