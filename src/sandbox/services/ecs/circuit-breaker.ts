import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { beginRollback, end } from './rollouts.ts';
import { note } from './service-events.ts';
import { type Rollout, runningCount, type Service, type Task } from './state.ts';

const FAILED = 'ECS deployment circuit breaker: tasks failed to start.';
/** The scheduler waits ever longer before it starts another task after one that failed, half an hour at the most. */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 27 * 60 * 1000;
const UNPLACED_EVERY_MS = 60_000;

/**
 * Tasks that may fail in a row: half of the desired count, 3 at the least and 200 at the most where the service does not
 * say otherwise.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export function thresholdOf({ desiredCount, settings }: Service): number {
  const { thresholdConfiguration } = settings.deploymentConfiguration?.deploymentCircuitBreaker ?? {};
  const { type = 'BOUNDED_PERCENT', value = 50 } = thresholdConfiguration ?? {};
  if (type === 'COUNT') return value;
  const share = Math.ceil((desiredCount * value) / 100);
  return type === 'UNBOUNDED_PERCENT' ? share : Math.min(Math.max(share, 3), 200);
}

/** The failed tasks that count: none as long as a task of the deployment runs, where the service does not say otherwise. */
export function failedTasks(service: Service, rollout: Rollout): number {
  const isReset = breakerOf(service)?.resetOnHealthyTask !== false;
  return isReset && runningCount(service, rollout) > 0 ? 0 : rollout.failedStarts;
}

/** Counts the tasks that have begun to run, and those that could not, for the deployment that each belongs to. */
export function countStarts(
  service: Service,
  { begun, failed }: { begun: readonly Task[]; failed: readonly Task[] },
  { at }: Tick,
): void {
  for (const { rollout } of failed) if (rollout) countFailure(rollout, at);
  if (breakerOf(service)?.resetOnHealthyTask === false) return;
  for (const { rollout } of begun) if (rollout) rollout.failedStarts = 0;
}

/** Counts a task that found no place: one a minute, though the scheduler looks for a place all the time. */
export function countUnplaced(rollout: Rollout, at: number): void {
  if (at - rollout.unplacedAt < UNPLACED_EVERY_MS) return;
  rollout.unplacedAt = at;
  rollout.failedStarts += 1;
}

/** Counts one task of the deployment that did not start, after which the scheduler waits a while. */
function countFailure(rollout: Rollout, at: number): void {
  rollout.failedStarts += 1;
  const pause = FIRST_PAUSE_MS * 2 ** (rollout.failedStarts - 1);
  rollout.startsAgainAt = at + Math.min(pause, LONGEST_PAUSE_MS);
}

/**
 * Ends a deployment of which too many tasks have failed in a row, where the service has its circuit breaker on, and
 * puts the service back to the last revision that was deployed whole, where it asks for that and there is one.
 */
export function breakCircuit(region: Region, service: Service, { at }: Tick): void {
  const [primary] = service.rollouts;
  const breaker = breakerOf(service);
  if (!breaker?.enable || primary?.state !== 'IN_PROGRESS') return;
  if (failedTasks(service, primary) < thresholdOf(service)) return;
  const now = new Date(at);
  primary.state = 'FAILED';
  primary.stateReason = FAILED;
  primary.updatedAt = now;
  note(region, service, now, `(deployment ${primary.id}) deployment failed: tasks failed to start.`);
  const to = service.pastRollouts.find(({ state }) => state === 'COMPLETED');
  if (breaker.rollback && to && !primary.undoes) rollBack(region, service, primary, to, now);
  else giveUp(primary, now);
}

function giveUp(rollout: Rollout, now: Date): void {
  if (!rollout.undoes) {
    rollout.statusReason = 'Service deployment stopped because the circuit breaker threshold was exceeded.';
  }
  end(rollout, rollout.undoes ? 'ROLLBACK_FAILED' : 'STOPPED', now);
}

function rollBack(region: Region, service: Service, failed: Rollout, to: Rollout, now: Date): void {
  const reason = `ECS deployment circuit breaker: rolling back to deploymentId ${to.id}.`;
  failed.status = 'ROLLBACK_IN_PROGRESS';
  failed.statusReason = 'Service deployment rolled back because the circuit breaker threshold was exceeded.';
  beginRollback(region, service, { failed, to, reason }, now);
  note(region, service, now, `rolling back to deployment ${to.id}.`);
}

function breakerOf({ settings }: Service) {
  return settings.deploymentConfiguration?.deploymentCircuitBreaker;
}
