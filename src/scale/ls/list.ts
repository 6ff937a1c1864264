import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import type { ServiceName } from '../../ecs/service-name.ts';
import { boundsOf, serviceText } from '../editable.ts';
import { suspendedParts } from '../status/suspended-parts.ts';
import { type FoundScaled, serviceOf } from './found.ts';
import { policiesInWords } from './policy-words.ts';
import type { ListValue, ScaledService } from './value.ts';

/** The services that scale, by name. */
export function listScaled(found: FoundScaled): ListValue {
  return {
    region: found.region,
    ...(found.cluster && { cluster: found.cluster }),
    services: scaledServices(found),
  };
}

/** Each service that has a scalable target, by name. */
export function scaledServices(found: FoundScaled): ScaledService[] {
  return found.targets
    .flatMap((target) => {
      const name = serviceOf(target.ResourceId);
      return name ? [scaledService(name, target, found)] : [];
    })
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}

function scaledService(name: ServiceName, target: ScalableTarget, found: FoundScaled): ScaledService {
  const id = target.ResourceId ?? '';
  const service = found.services.get(id);
  const { min, max } = boundsOf(target);
  return {
    service: serviceText(name),
    cluster: name.cluster,
    name: name.service,
    min,
    max,
    ...(service && {
      desired: service.desiredCount ?? 0,
      running: service.runningCount ?? 0,
      pending: service.pendingCount ?? 0,
    }),
    gone: service === undefined,
    atMax: service !== undefined && (service.desiredCount ?? 0) >= max && max > 0,
    suspended: suspendedParts(target),
    policies: policiesInWords(found.policies.get(id) ?? []),
    schedules: (found.schedules.get(id) ?? [])
      .flatMap(({ ScheduledActionName }) => ScheduledActionName ?? [])
      .sort(),
  };
}
