import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import type { ServiceName } from '../ecs/service-name.ts';
import { Failure } from '../failure.ts';
import { type FoundScaling, scalableDimension } from './found.ts';

/** `prod/web`: a service as it is typed. */
export function serviceText({ cluster, service }: ServiceName): string {
  return `${cluster}/${service}`;
}

/**
 * Holds that the service's scaling is the user's to change: an Express service's target and policies belong to
 * ECS, which would undo what is written here.
 *
 * @throws a `refused` failure for an Express service.
 */
export function refuseExpress({ name, service }: FoundScaling): void {
  if (service.resourceManagementType !== 'ECS') return;
  throw new Failure('refused', `${serviceText(name)} is an Express service: ECS owns its scaling`, {
    hint: 'change its scaling through the Express service itself (UpdateExpressGatewayService)',
  });
}

/** The members that name an existing scalable target, and its bounds. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * The service's scalable target, without which policies and scheduled actions cannot exist.
 *
 * @throws a `refused` failure that names the command which registers one, or for an Express service.
 */
export function targetOf(found: FoundScaling): ScalableTarget {
  refuseExpress(found);
  if (found.target) return found.target;
  const service = serviceText(found.name);
  throw new Failure('refused', `${service} has no scalable target yet`, {
    hint: `give it bounds first: ecsctl scale set ${service} --min 1 --max 4`,
  });
}

/** The bounds of a target; AWS always answers both. */
export function boundsOf(target: ScalableTarget): Bounds {
  return { min: target.MinCapacity ?? 0, max: target.MaxCapacity ?? 0 };
}

/** The call's members by which the found service is named. */
export function dimensionOf(found: FoundScaling) {
  return scalableDimension(found.name);
}
