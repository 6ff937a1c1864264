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
    id: `ecs-svc/${region.ids.digits(19)}`,
    serviceDeploymentArn: arn(region, 'ecs', `service-deployment/${path}/${region.ids.hex(21)}`),
    serviceRevisionArn: arn(region, 'ecs', `service-revision/${path}/${region.ids.digits(19)}`),
    createdAt: now,
    taskDefinition: change.taskDefinition ?? previous?.taskDefinition ?? '',
    launchType: 'launchType' in change ? change.launchType : previous?.launchType,
    capacityProviderStrategy:
      'capacityProviderStrategy' in change
        ? change.capacityProviderStrategy
        : previous?.capacityProviderStrategy,
    monitoring: change.monitoring ?? previous?.monitoring,
    previous,
    updatedAt: now,
    finishedAt: undefined,
    state: 'IN_PROGRESS',
    status: 'IN_PROGRESS',
  };
  if (previous?.state === 'IN_PROGRESS') supersede(previous, now);
  service.rollouts = [rollout, ...service.rollouts];
  service.pastRollouts.unshift(rollout);
  service.steadySince = undefined;
  return rollout;
}

/** Marks the rollout as done once its tasks are all there and nobody else's are. */
export function completeRollout(region: Region, service: Service, rollout: Rollout, now: Date): void {
  rollout.state = 'COMPLETED';
  rollout.status = 'SUCCESSFUL';
  rollout.updatedAt = now;
  rollout.finishedAt = now;
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

function supersede(rollout: Rollout, now: Date): void {
  rollout.status = 'STOPPED';
  rollout.finishedAt = now;
}
