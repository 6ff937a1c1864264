import type { Call } from '../../service.ts';
import { exportInUse } from './exports.ts';
import { removeFurther } from './removal.ts';
import { setResourceStatus, setStackStatus } from './stack-events.ts';
import type { Deletion, Resource, Stack } from './state.ts';

/**
 * Brings the deletion of a stack a tick further: every resource goes once nothing is left that refers to it, and one that
 * cannot go holds up only what it refers to.
 */
export function advanceDeletion(stack: Stack, deletion: Deletion, call: Call): void {
  const isUntouched = stack.resources.every(({ begunAt }) => begunAt === undefined);
  const inUse = isUntouched && !deletion.isRollback ? exportInUse(call.region, stack) : undefined;
  if (inUse !== undefined) {
    setStackStatus(stack, deletion.statusBefore, inUse, call);
    stack.operation = undefined;
    return;
  }
  for (const resource of stack.resources) {
    if (resource.status === 'DELETE_IN_PROGRESS') goOn(stack, deletion, resource, call);
  }
  for (const resource of nextOf(stack, call)) begin(stack, deletion, resource, call);
  conclude(stack, deletion, call);
}

/** Those that nothing left refers to and that nothing has been tried with yet, as many as go at a time. */
function nextOf(stack: Stack, { region }: Call): Resource[] {
  const left = stack.resources.filter((resource) => !isGone(resource));
  const underway = left.filter(({ status }) => status === 'DELETE_IN_PROGRESS').length;
  return left
    .filter(({ begunAt, logicalId }) => {
      return begunAt === undefined && !left.some(({ dependsOn }) => dependsOn.includes(logicalId));
    })
    .toReversed()
    .slice(0, Math.max(0, region.rules.stackResourcesAtOnce - underway));
}

function begin(stack: Stack, deletion: Deletion, resource: Resource, call: Call): void {
  resource.begunAt = call.now.getTime();
  if (deletion.retained.has(resource.logicalId) || survives(resource, deletion)) {
    setResourceStatus(stack, resource, 'DELETE_SKIPPED', undefined, call);
    return;
  }
  if (resource.physicalId === undefined) {
    setResourceStatus(stack, resource, 'DELETE_COMPLETE', undefined, call);
    return;
  }
  setResourceStatus(stack, resource, 'DELETE_IN_PROGRESS', undefined, call);
  const failure = removeFurther(resource, call);
  if (failure !== undefined) fail(stack, deletion, resource, failure, call);
}

/** What its service let go at once is said to be gone at the next tick, so that it can be seen to go. */
function goOn(stack: Stack, deletion: Deletion, resource: Resource, call: Call): void {
  const failure = removeFurther(resource, call);
  if (failure !== undefined) fail(stack, deletion, resource, failure, call);
  else if (resource.removal === 'done')
    setResourceStatus(stack, resource, 'DELETE_COMPLETE', undefined, call);
}

/** A forced deletion leaves what it cannot delete, and what that stands on. */
function fail(stack: Stack, deletion: Deletion, resource: Resource, reason: string, call: Call): void {
  setResourceStatus(stack, resource, 'DELETE_FAILED', reason, call);
  if (!deletion.isForced) return;
  for (const kept of [resource, ...groundsOf(stack, resource)]) {
    if (isGone(kept)) continue;
    kept.begunAt = call.now.getTime();
    setResourceStatus(stack, kept, 'DELETE_SKIPPED', kept.statusReason, call);
  }
}

/** All that the resource refers to, near and far. */
function groundsOf(stack: Stack, { dependsOn }: Resource): Resource[] {
  const near = stack.resources.filter(({ logicalId }) => dependsOn.includes(logicalId));
  return [...near, ...near.flatMap((resource) => groundsOf(stack, resource))];
}

/** Ends the deletion when nothing is under way and nothing more can be begun. */
function conclude(stack: Stack, deletion: Deletion, call: Call): void {
  const left = stack.resources.filter((resource) => !isGone(resource));
  if (left.some(({ status }) => status === 'DELETE_IN_PROGRESS') || nextOf(stack, call).length > 0) return;
  const failed = left.filter(({ begunAt }) => begunAt !== undefined).map(({ logicalId }) => logicalId);
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}]. `;
    setStackStatus(stack, deletion.isRollback ? 'ROLLBACK_FAILED' : 'DELETE_FAILED', reason, call);
  } else {
    setStackStatus(stack, deletion.isRollback ? 'ROLLBACK_COMPLETE' : 'DELETE_COMPLETE', undefined, call);
    if (!deletion.isRollback) stack.deletedAt = call.now;
  }
  stack.operation = undefined;
}

/** Whether the deletion has nothing more to do with it: it is gone, stays, or never came to be. */
function isGone({ status }: Resource): boolean {
  return status === undefined || status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED';
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
function survives({ deletionPolicy }: Resource, { isRollback }: Deletion): boolean {
  return deletionPolicy === 'Retain' || (deletionPolicy !== 'Delete' && !isRollback);
}
