import type { UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { note } from './service-events.ts';
import type { Rollout, Service } from './state.ts';

/** What a new rollout brings; the rest comes from the one before it. */
export type Change = Partial<
  Pick<Rollout, 'taskDefinition' | 'launchType' | 'capacityProviderStrategy' | 'monitoring'>
>;

/** Begins a deployment: its tasks replace those of the earlier ones as the service converges. */
export function beginRollout(region: Region, service: Service, change: Change, now: Date): Rollout {
  const previous = service.rollouts[0];
  const path = `${service.cluster.name}/${service.name}`;
  const rollout: Rollout = {
    ...begun(region, now),
    serviceDeploymentArn: arn(region, 'ecs', `service-deployment/${path}/${region.ids.hex(21)}`),
    serviceRevisionArn: arn(region, 'ecs', `service-revision/${path}/${region.ids.digits(19)}`),
    taskDefinition: change.taskDefinition ?? previous?.taskDefinition ?? '',
    launchType: 'launchType' in change ? change.launchType : previous?.launchType,
    capacityProviderStrategy:
      'capacityProviderStrategy' in change
        ? change.capacityProviderStrategy
        : previous?.capacityProviderStrategy,
    monitoring: change.monitoring ?? previous?.monitoring,
    previous,
    undoes: undefined,
    imageDigests: {},
  };
  if (previous?.state === 'IN_PROGRESS') supersede(previous, now);
  service.pastRollouts.unshift(rollout);
  return lead(service, rollout);
}

/**
 * Puts the service back to a revision that was deployed before: a deployment of its own, with tasks of its own, and yet
 * a part of the service deployment that has failed.
 */
export function beginRollback(
  region: Region,
  service: Service,
  { failed, to, reason }: { failed: Rollout; to: Rollout; reason: string },
  now: Date,
): Rollout {
  const rollout: Rollout = {
    ...to,
    ...begun(region, now),
    serviceDeploymentArn: failed.serviceDeploymentArn,
    previous: failed,
    undoes: failed,
    stateReason: reason,
  };
  failed.rollback = rollout;
  return lead(service, rollout);
}

/** What every deployment begins with. */
function begun({ ids }: Region, now: Date) {
  return {
    id: `ecs-svc/${ids.digits(19)}`,
    createdAt: now,
    updatedAt: now,
    finishedAt: undefined,
    state: 'IN_PROGRESS',
    stateReason: undefined,
    status: 'IN_PROGRESS',
    statusReason: undefined,
    failedStarts: 0,
    startsAgainAt: 0,
    unplacedAt: 0,
    rollback: undefined,
  } as const;
}

function lead(service: Service, rollout: Rollout): Rollout {
  service.rollouts = [rollout, ...service.rollouts];
  service.steadySince = undefined;
  return rollout;
}

/** Marks the rollout as done once its tasks are all there and nobody else's are. */
export function completeRollout(region: Region, service: Service, rollout: Rollout, now: Date): void {
  rollout.state = 'COMPLETED';
  rollout.stateReason = undefined;
  rollout.updatedAt = now;
  end(rollout, rollout.undoes ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL', now);
  service.rollouts = [rollout];
  note(region, service, now, `(deployment ${rollout.id}) deployment completed.`);
}

/** Whether a deployment is under way, during which automatic scaling takes no capacity away. */
export function isRollingOut(service: Service): boolean {
  return service.rollouts[0]?.state === 'IN_PROGRESS';
}

/** Whether the change asked for replaces the service's tasks. */
export function needsRollout(service: Service, input: UpdateServiceCommandInput): boolean {
  const current = service.rollouts[0];
  return (
    input.forceNewDeployment === true ||
    input.monitoring !== undefined ||
    (input.taskDefinition !== undefined && input.taskDefinition !== current?.taskDefinition) ||
    input.networkConfiguration !== undefined ||
    input.loadBalancers !== undefined
  );
}

/** Ends the service deployment that the rollout belongs to; a rollback's is that of the one that failed. */
export function end(rollout: Rollout, status: Rollout['status'], now: Date): void {
  const { undoes: deployment = rollout } = rollout;
  deployment.status = status;
  deployment.finishedAt = now;
}

function supersede(rollout: Rollout, now: Date): void {
  end(rollout, rollout.undoes ? 'ROLLBACK_FAILED' : 'STOPPED', now);
}
