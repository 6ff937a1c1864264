import type {
  DeleteAutoScalingGroupCommandInput,
  DeleteAutoScalingGroupCommandOutput,
} from '@aws-sdk/client-auto-scaling';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { forget } from './capacity.ts';
import { findGroup, invalid } from './lookup.ts';
import { type Group, isLive } from './state.ts';

/** Deletes an empty group; with ForceDelete also one with instances, which stays until they have ended. */
export function DeleteAutoScalingGroup(
  { AutoScalingGroupName: name, ForceDelete: force = false }: DeleteAutoScalingGroupCommandInput,
  { region, now }: Call,
): Answer<DeleteAutoScalingGroupCommandOutput> {
  const group = findGroup(region, name);
  if (group.isDeleting) throw inProgress('AutoScalingGroup is already being deleted.');
  refuseProtected(group, force);
  if (group.instances.length === 0 && (force || group.desiredCapacity === 0)) {
    forget(region, group, now);
    return {};
  }
  if (!force) refuseOccupied(group);
  group.isDeleting = true;
  return {};
}

function refuseProtected({ name, settings }: Group, force: boolean): void {
  const protection = settings.DeletionProtection ?? 'none';
  if (protection === 'none' || (protection === 'prevent-force-deletion' && !force)) return;
  throw invalid(`AutoScalingGroup ${name} cannot be deleted: its deletion protection is ${protection}.`);
}

function refuseOccupied({ instances }: Group): void {
  if (instances.length > 0 && !instances.some(isLive)) {
    throw inProgress(
      'You cannot delete an AutoScalingGroup while there are scaling activities in progress for that group.',
    );
  }
  throw new AwsError(
    'ResourceInUseFault',
    'You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.',
  );
}

function inProgress(message: string): AwsError {
  return new AwsError('ScalingActivityInProgressFault', message);
}
