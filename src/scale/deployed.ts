import type { Service } from '@aws-sdk/client-ecs';
import type { Wait } from '../plan/apply.ts';

/**
 * Judges a described service: its newest deployment has to be COMPLETED. One deployment and enough running tasks do
 * not say that, for a rollback looks just so.
 */
export const deployed: Wait = (output) => {
  const [service] = (output.services ?? []) as readonly Service[];
  const deployments = service?.deployments ?? [];
  const failed = deployments.find(({ rolloutState }) => rolloutState === 'FAILED');
  if (failed)
    return {
      kind: 'failed',
      why: `the deployment failed: ${failed.rolloutStateReason ?? 'no reason given'}`,
    };
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  if (primary?.rolloutState === 'COMPLETED') return { kind: 'done', value: output };
  return {
    kind: 'waiting',
    for: `the deployment, ${primary?.runningCount ?? 0} of ${primary?.desiredCount ?? 0} tasks running`,
  };
};
