import type {
  DeregisterScalableTargetCommandInput,
  DeregisterScalableTargetCommandOutput,
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  RegisterScalableTargetCommandInput,
  RegisterScalableTargetCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import type { Answer, Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { serviceOfResource } from '../ecs/lookup.ts';
import { ensureScalingRole } from '../iam/service-linked-roles.ts';
import { page, pageSize } from '../paging.ts';
import { enforceBounds } from './capacity.ts';
import { atLeast, invalid, invalidToken } from './constraints.ts';
import { checkName, findTarget, forgetTarget } from './registry.ts';
import { type Target, targetKey } from './state.ts';

/**
 * Registers the target, or changes what is named of a registered one. Both bounds are needed the first time.
 * Every
 * call moves a desired count that is out of bounds to the nearest one, even a call that only suspends.
 */
export function RegisterScalableTarget(
  input: RegisterScalableTargetCommandInput,
  { region, now }: Call,
): Answer<RegisterScalableTargetCommandOutput> {
  checkName(input);
  const known = region.applicationAutoScaling.targets.get(targetKey(input));
  if (known && input.Tags && Object.keys(input.Tags).length > 0) {
    throw invalid(
      'Tags can only be given to a new scalable target. Use the TagResource operation for this one.',
    );
  }
  const min = input.MinCapacity ?? known?.about.MinCapacity;
  const max = input.MaxCapacity ?? known?.about.MaxCapacity;
  if (min === undefined || max === undefined) {
    throw invalid('Both MinCapacity and MaxCapacity are required to register a new scalable target.');
  }
  checkBounds(min, max);
  const target = known ?? register(region, input, { min, max }, now);
  target.about.MinCapacity = min;
  target.about.MaxCapacity = max;
  Object.assign(target.about.SuspendedState, withoutUndefined(input.SuspendedState ?? {}));
  enforceBounds(region, target, now);
  return { ScalableTargetARN: target.about.ScalableTargetARN };
}

export function DeregisterScalableTarget(
  input: DeregisterScalableTargetCommandInput,
  { region, now }: Call,
): Answer<DeregisterScalableTargetCommandOutput> {
  forgetTarget(region, findTarget(region, input).about.ResourceId, now);
  return {};
}

export function DescribeScalableTargets(
  input: DescribeScalableTargetsCommandInput,
  { region }: Call,
): Answer<DescribeScalableTargetsCommandOutput> {
  checkName(input);
  const ids = input.ResourceIds ?? [];
  if (ids.length > 50) throw invalid('ResourceIds cannot have more than 50 elements.');
  const size = pageSize(
    input.MaxResults,
    { otherwise: 50, most: 50 },
    invalid('MaxResults must be 1 to 50.'),
  );
  const wanted = [...region.applicationAutoScaling.targets.values()]
    .map(({ about }) => about)
    .filter(({ ResourceId }) => ids.length === 0 || ids.includes(ResourceId));
  const { items, nextToken } = page(wanted, input.NextToken, size, invalidToken());
  return { ScalableTargets: items, NextToken: nextToken };
}

/** Throws ValidationException unless 0 ≤ min ≤ max. */
function checkBounds(min: number, max: number): void {
  atLeast('minCapacity', min, 0);
  atLeast('maxCapacity', max, 0);
  if (min > max) throw invalid('Maximum capacity cannot be less than minimum capacity.');
}

function register(
  region: Region,
  input: RegisterScalableTargetCommandInput,
  bounds: { min: number; max: number },
  now: Date,
): Target {
  const { ServiceNamespace, ResourceId = '', ScalableDimension } = input;
  if (!ScalableDimension) throw invalid('ScalableDimension is required.');
  if (!serviceOfResource(region, ResourceId)) throw invalid(`ECS service doesn't exist: ${ResourceId}`);
  const target: Target = {
    about: {
      ServiceNamespace,
      ResourceId,
      ScalableDimension,
      MinCapacity: bounds.min,
      MaxCapacity: bounds.max,
      RoleARN: ensureScalingRole(region, now),
      CreationTime: now,
      SuspendedState: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
      ScalableTargetARN: arn(region, 'application-autoscaling', `scalable-target/${region.ids.hex(34)}`),
    },
    registeredAt: now.getTime(),
    policies: new Map(),
    schedules: new Map(),
    lastOut: undefined,
    lastIn: undefined,
    lastNotScaled: undefined,
  };
  region.applicationAutoScaling.targets.set(targetKey(input), target);
  if (input.Tags) region.applicationAutoScaling.tags.set(target.about.ScalableTargetARN, input.Tags);
  return target;
}

function withoutUndefined<Shape extends object>(shape: Shape): Partial<Shape> {
  const known = Object.entries(shape).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Partial<Shape>;
}
