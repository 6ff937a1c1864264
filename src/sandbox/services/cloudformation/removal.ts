import { AwsError, type Call } from '../../service.ts';
import { failureReason, isMissing, mayPass } from './failure-reason.ts';
import { resourceTypes } from './resource-types/index.ts';
import type { Resource } from './state.ts';

/**
 * Brings the removal of a resource a step further, and gives the reason where it has failed. What another resource still
 * holds on to is tried again for a while, and what is missing counts as removed.
 */
export function removeFurther(resource: Resource, call: Call): string | undefined {
  if (resource.removal === 'done') return undefined;
  const seconds = (call.now.getTime() - (resource.begunAt ?? 0)) / 1000;
  const { stackRetrySeconds, stackPatienceSeconds } = call.region.rules;
  try {
    resource.removal = remove(resource, call) ? 'done' : 'accepted';
    const isLate = resource.removal === 'accepted' && seconds >= stackPatienceSeconds;
    return isLate
      ? `Resource timed out waiting for completion (RequestToken: ${call.region.ids.uuid()})`
      : undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (isMissing(error)) {
      resource.removal = 'done';
      return undefined;
    }
    const isWaiting = mayPass(error) && seconds < stackRetrySeconds;
    return isWaiting ? undefined : failureReason(resource.type, error, call.region);
  }
}

function remove(resource: Resource, call: Call): boolean {
  const type = resourceTypes.get(resource.type);
  if (!type) throw new AwsError('UnsupportedType', `${resource.type} is not in the sandbox`);
  const isFirst = resource.removal === undefined;
  return type.remove(resource.physicalId ?? '', { call, isFirst });
}
