import { AwsError, type Call } from '../../service.ts';
import { createResource } from './create-resource.ts';
import { beginDeletion } from './deletion-start.ts';
import { failureReason } from './failure-reason.ts';
import { resolvedOutputs } from './outputs.ts';
import { resourceTypes } from './resource-types/index.ts';
import { recordResource, setResourceStatus, setStackStatus } from './stack-events.ts';
import type { Creation, Resource, Stack } from './state.ts';

/** Brings the creation of a stack a tick further: what is ready makes room for what refers to it. */
export function advanceCreation(stack: Stack, creation: Creation, call: Call): void {
  for (const resource of stack.resources) {
    if (resource.status === 'CREATE_IN_PROGRESS' && isReady(resource, call)) {
      setResourceStatus(stack, resource, 'CREATE_COMPLETE', undefined, call);
    }
  }
  for (const resource of nextOf(stack, call)) begin(stack, creation, resource, call);
  const failed = stack.resources.filter(({ status }) => status === 'CREATE_FAILED');
  if (failed.length > 0) {
    cancelRest(stack, call);
    const names = failed.map(({ logicalId }) => logicalId).join(', ');
    abandon(stack, creation, `The following resource(s) failed to create: [${names}]. `, call);
  } else if (stack.resources.every(({ status }) => status === 'CREATE_COMPLETE')) {
    complete(stack, creation, call);
  }
}

/** Those whose grounds are all there, as many as are made at a time. */
function nextOf(stack: Stack, { region }: Call): Resource[] {
  const ready = new Set(
    stack.resources.filter(({ status }) => status === 'CREATE_COMPLETE').map(({ logicalId }) => logicalId),
  );
  const underway = stack.resources.filter(({ status }) => status === 'CREATE_IN_PROGRESS').length;
  return stack.resources
    .filter(({ status, dependsOn }) => status === undefined && dependsOn.every((name) => ready.has(name)))
    .slice(0, Math.max(0, region.rules.stackResourcesAtOnce - underway));
}

function begin(stack: Stack, creation: Creation, resource: Resource, call: Call): void {
  setResourceStatus(stack, resource, 'CREATE_IN_PROGRESS', undefined, call);
  try {
    resource.physicalId = createResource(stack, creation, resource, call);
    recordResource(stack, resource, 'CREATE_IN_PROGRESS', 'Resource creation Initiated', call);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const isOurs = error.name === 'ValidationError' && /^Template|^No export/.test(error.message);
    const reason = isOurs ? error.message : failureReason(resource.type, error, call.region);
    setResourceStatus(stack, resource, 'CREATE_FAILED', reason, call);
  }
}

function isReady({ type, physicalId = '' }: Resource, call: Call): boolean {
  return resourceTypes.get(type)?.isReady?.(physicalId, call) ?? true;
}

function cancelRest(stack: Stack, call: Call): void {
  for (const resource of stack.resources) {
    if (resource.status === 'CREATE_IN_PROGRESS') {
      setResourceStatus(stack, resource, 'CREATE_FAILED', 'Resource creation cancelled', call);
    }
  }
}

function complete(stack: Stack, creation: Creation, call: Call): void {
  try {
    stack.outputs = resolvedOutputs(stack, creation, call);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    abandon(stack, creation, `${error.message}. `, call);
    return;
  }
  setStackStatus(stack, 'CREATE_COMPLETE', undefined, call);
  stack.operation = undefined;
}

/** What becomes of a stack that could not be made is up to OnFailure. */
function abandon(stack: Stack, { onFailure, token }: Creation, reason: string, call: Call): void {
  if (onFailure === 'DO_NOTHING') {
    setStackStatus(stack, 'CREATE_FAILED', reason, call);
    stack.operation = undefined;
    return;
  }
  const isRollback = onFailure === 'ROLLBACK';
  const asked = isRollback ? 'Rollback requested by user.' : 'Delete requested by user.';
  beginDeletion(stack, `${reason}${asked}`, { token, isRollback }, call);
}
