import { usage } from '../failure.ts';
import type { Step } from '../plan/plan.ts';
import { scalingCall } from './calls.ts';
import { changesOf } from './changes.ts';
import { type Bounds, boundsOf, dimensionOf, serviceText } from './editable.ts';
import { type FoundScaling, resourceId } from './found.ts';

/** The id of the step that registers or changes the scalable target. */
const targetStepId = 'target';

/**
 * The step that gives the service's scalable target its bounds, or undefined when it has them.
 * @throws a usage failure for a first registration without both bounds, and for bounds that cross.
 */
export function planTarget(wanted: Partial<Bounds>, found: FoundScaling): Step | undefined {
  const bounds = wantedBounds(wanted, found);
  const before = found.target && boundsOf(found.target);
  const changes = changesOf({ ...before }, { ...bounds });
  if (found.target && changes.length === 0) return undefined;
  return {
    id: targetStepId,
    action: found.target ? 'update' : 'create',
    resource: {
      type: 'scalable target',
      id: resourceId(found.name),
      ...(found.target?.ScalableTargetARN && { arn: found.target.ScalableTargetARN }),
      region: found.region,
    },
    reason: found.target
      ? 'the bounds of the service change'
      : 'the service has no bounds to scale within yet',
    changes,
    after: [],
    call: register(found, bounds),
    ...(before && { undo: register(found, before) }),
  };
}

/** What a new pair of bounds does at once: any registration moves the count to the nearest bound. */
export function boundsWarning(wanted: Partial<Bounds>, found: FoundScaling): string[] {
  const { min, max } = wantedBounds(wanted, found);
  const desired = found.service.desiredCount ?? 0;
  const nearest = Math.min(Math.max(desired, min), max);
  if (nearest === desired) return [];
  return [`the desired count is ${desired}: the new bounds move it to ${nearest} at once`];
}

function wantedBounds(wanted: Partial<Bounds>, found: FoundScaling): Bounds {
  const before: Partial<Bounds> = found.target ? boundsOf(found.target) : {};
  const { min, max } = { min: wanted.min ?? before.min, max: wanted.max ?? before.max };
  const service = serviceText(found.name);
  if (min === undefined || max === undefined) {
    const missing = [min === undefined && '--min', max === undefined && '--max']
      .filter(Boolean)
      .join(' and ');
    throw usage(
      `${service} does not scale yet, and ${missing} ${missing.length > 5 ? 'are' : 'is'} missing`,
      'give the first set both bounds, such as --min 2 --max 10',
    );
  }
  if (min > max) throw usage(...crossed(wanted, { min, max }, service));
  return { min, max };
}

function crossed(wanted: Partial<Bounds>, { min, max }: Bounds, service: string): [string, string] {
  return wanted.min === undefined
    ? [
        `--max ${max} is less than the ${min} tasks that ${service} keeps at least`,
        `add --min ${max} or less`,
      ]
    : [`--min ${min} is more than the ${max} tasks that ${service} may have`, `add --max ${min} or more`];
}

function register(found: FoundScaling, { min, max }: Bounds) {
  return scalingCall('application-auto-scaling', 'RegisterScalableTarget', {
    ...dimensionOf(found),
    MinCapacity: min,
    MaxCapacity: max,
  });
}
