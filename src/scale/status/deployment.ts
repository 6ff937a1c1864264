import type { Service } from '@aws-sdk/client-ecs';
import type { DeploymentStatus } from './value.ts';

/** The deployment that is in progress, or undefined: while there is one, Application Auto Scaling takes no task away. */
export function deploymentStatus({ deployments = [] }: Service): DeploymentStatus | undefined {
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  // Services under an external controller have no rollout state; for them two deployments side by side tell it.
  const underWay = primary?.rolloutState ? primary.rolloutState === 'IN_PROGRESS' : deployments.length > 1;
  if (!primary || !underWay) return undefined;
  return {
    id: primary.id ?? '',
    ...(primary.createdAt && { since: primary.createdAt }),
    desired: primary.desiredCount ?? 0,
    running: primary.runningCount ?? 0,
    failedTasks: primary.failedTasks ?? 0,
  };
}
