import type { Deployment, Task } from '@aws-sdk/client-ecs';
import { isFargate } from '../../ecs/provider-name.ts';
import type { Followed } from './follow-deployment.ts';
import { stopReasons } from './stop-reasons.ts';

/** Why a deployment does not have all of its tasks yet, as clauses; none where they are just starting. */
export function whyTasksWait({ tasks, problem }: Followed, { failedTasks = 0 }: Deployment): string[] {
  const stopped = stopReasons(tasks);
  return [
    ...waitingForInstances(tasks),
    ...(problem ? [placementText(problem)] : []),
    ...(stopped && (failedTasks > 0 || !problem) ? [stopped] : []),
  ];
}

/** What ECS says of tasks that it cannot place, as a clause and without the page that it names. */
export function placementText(problem: string): string {
  return `ECS ${problem.replace(/\.? For more information.*$/s, '').replace('. Reason: ', ': ')}`;
}

/** A task that a capacity provider has taken on and that has no instance yet waits for the group to grow. */
function waitingForInstances(tasks: readonly Task[]): string[] {
  const counts = new Map<string, number>();
  for (const { capacityProviderName: name, containerInstanceArn, lastStatus } of tasks) {
    const waits = lastStatus === 'PROVISIONING' && containerInstanceArn === undefined;
    if (waits && name !== undefined && !isFargate(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} waiting for an instance of ${name}`);
}
