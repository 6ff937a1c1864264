import type { Deployment } from '@aws-sdk/client-ecs';
import type { Verdict } from '../../aws/poll.ts';
import type { Wait } from '../../plan/apply.ts';
import { counted } from '../../terminal/number.ts';
import type { Followed } from './follow-deployment.ts';
import { placeText } from './place.ts';
import { isRollback } from './service-deployments.ts';
import { lacksCapacity, stopReasons } from './stop-reasons.ts';
import { placementText, whyTasksWait } from './why-tasks-wait.ts';

type Judged = ReturnType<Wait>;

/**
 * Judges one look at the deployment that is followed: it has to be COMPLETED itself. That the service is steady says
 * nothing, for after a rollback it is that as well.
 */
export function judgeDeployment(output: Parameters<Wait>[0]): Judged {
  const followed = output as unknown as Followed;
  const { service, following } = followed;
  const { deployments = [] } = service;
  const ours = deployments.find(({ id }) => id === following.deployment);
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  if (service.status === 'DRAINING') return failed(`service ${following.service} is being deleted`);
  if (ours?.rolloutState === 'FAILED') return failed(whyFailed(followed, ours, primary));
  if (ours && ours === primary) {
    return isThrough(ours, deployments) ? { kind: 'done', value: output } : waiting(followed, ours);
  }
  return judgeGone(followed, primary);
}

/** A deployment that does not lead the service any more: rolled back, superseded, or not shown yet. */
function judgeGone(followed: Followed, primary: Deployment | undefined): Judged {
  const { following, record } = followed;
  if (record?.status === 'SUCCESSFUL') return { kind: 'done', value: { ...followed } };
  if (wasRolledBack(followed)) return failed(whyFailed(followed, undefined, primary));
  const isShown = (primary?.createdAt?.getTime() ?? 0) >= new Date(following.since).getTime();
  if (!primary || !isShown) return { kind: 'waiting', for: `ECS to show deployment ${following.deployment}` };
  return failed(
    `deployment ${following.deployment} gave way to ${primary.id}, which somebody else has begun, with ` +
      `${placeText(primary)}; run the same command again to see what is left to do`,
  );
}

function wasRolledBack({ service, following, record }: Followed): boolean {
  if (record && isRollback(record)) return true;
  const told = `(deployment ${following.deployment}) deployment failed`;
  return service.events?.some(({ message = '' }) => message.includes(told)) ?? false;
}

/** Without a rollout state, as behind a Classic Load Balancer, it is through when it is alone and all of its tasks run. */
function isThrough(
  { rolloutState, runningCount, desiredCount }: Deployment,
  all: readonly Deployment[],
): boolean {
  if (rolloutState !== undefined) return rolloutState === 'COMPLETED';
  return all.length === 1 && runningCount === desiredCount;
}

function waiting(followed: Followed, ours: Deployment): Verdict<never> {
  const { runningCount = 0, desiredCount = 0 } = ours;
  const lacking = desiredCount - runningCount;
  if (lacking > 0) {
    const why = whyTasksWait(followed, ours);
    const what = desiredCount === 1 ? 'its one task to run' : `${lacking} of ${desiredCount} tasks to run`;
    return { kind: 'waiting', for: [what, ...why].join(', ') };
  }
  const old = (followed.service.deployments ?? [])
    .filter((one) => one !== ours)
    .reduce((sum, one) => sum + (one.runningCount ?? 0) + (one.pendingCount ?? 0), 0);
  const what = old > 0 ? `${counted(old, 'task')} of before to stop` : 'ECS to call the deployment complete';
  return { kind: 'waiting', for: what };
}

/** What ECS says of the failure, why tasks of the deployment stopped, where the service is now, and what to do. */
function whyFailed(
  followed: Followed,
  ours: Deployment | undefined,
  primary: Deployment | undefined,
): string {
  const { following, tasks, problem, record } = followed;
  const said = ours?.rolloutStateReason ?? record?.statusReason;
  const evidence = stopReasons(tasks) ?? (problem && placementText(problem));
  return [
    `deployment ${following.deployment} failed${said ? `: ${said.replace(/\.$/, '')}` : ''}`,
    ...(evidence ? [evidence] : []),
    whatBecame(ours, primary),
    lacksCapacity(tasks, problem)
      ? 'wait until there is capacity again, or give weight to another capacity provider'
      : 'mend what keeps its tasks from running',
  ].join('; ');
}

function whatBecame(ours: Deployment | undefined, primary: Deployment | undefined): string {
  if (primary === undefined || primary === ours) return 'ECS starts no more tasks of it';
  const is = primary.rolloutState === 'IN_PROGRESS' ? 'is rolling' : 'has rolled';
  return `ECS ${is} the service back to ${placeText(primary)}`;
}

function failed(why: string): Verdict<never> {
  return { kind: 'failed', why };
}
