import type { AutoScalingGroupProvider, CapacityProvider, ManagedScaling } from '@aws-sdk/client-ecs';
import type { Change, Step } from '../../plan/plan.ts';
import { capacityCall } from '../calls.ts';
import { changedFields, type Fields } from '../changed-fields.ts';
import type { GroupProvider } from './group-provider.ts';
import type { WantedGroup } from './wanted.ts';

/** Where the step stands in its plan. */
interface Place {
  readonly region: string;
  readonly after: readonly string[];
}

/** What a new one gets where nothing is said: the whole group in use, and instances emptied before they go. */
const usual = {
  managedScaling: { status: 'ENABLED', targetCapacity: 100 },
  managedTerminationProtection: 'DISABLED',
  managedDraining: 'ENABLED',
} as const;

/**
 * The step that makes the group's capacity provider, or that changes what differs of the one there is; undefined where
 * nothing does. Of one that there is, only what is named changes.
 * @param groupArn the ARN of the Auto Scaling group.
 */
export function planProvider(
  wanted: WantedGroup,
  { name, existing }: GroupProvider,
  groupArn: string,
  place: Place,
): Step | undefined {
  return existing ? update(wanted, name, existing, place) : create(wanted, name, groupArn, place);
}

function create(wanted: WantedGroup, name: string, autoScalingGroupArn: string, place: Place): Step {
  const settings = merged(usual, wanted);
  return {
    id: `provider:${name}`,
    action: 'create',
    resource: { type: 'capacity provider', id: name, region: place.region },
    reason: `ECS is to scale Auto Scaling group ${wanted.group} as tasks need it`,
    changes: changesOf({}, settings),
    after: place.after,
    call: capacityCall('ecs', 'CreateCapacityProvider', {
      name,
      autoScalingGroupProvider: { autoScalingGroupArn, ...settings },
    }),
  };
}

function update(
  wanted: WantedGroup,
  name: string,
  { capacityProviderArn: arn, autoScalingGroupProvider = { autoScalingGroupArn: '' } }: CapacityProvider,
  { region, after }: Place,
): Step | undefined {
  const { autoScalingGroupArn: _group, ...before } = autoScalingGroupProvider;
  const settings = merged(before, wanted);
  const changes = changesOf(before, settings);
  if (changes.length === 0) return undefined;
  const set = (to: Settings) =>
    capacityCall('ecs', 'UpdateCapacityProvider', { name, autoScalingGroupProvider: to });
  return {
    id: `provider:${name}`,
    action: 'update',
    resource: { type: 'capacity provider', id: name, ...(arn && { arn }), region },
    reason: 'it is to scale its group as it was asked; what runs already is not touched',
    changes,
    after,
    call: set(settings),
    undo: set(before),
    settles: { errors: ['UpdateInProgressException'], seconds: 120 },
  };
}

type Settings = Omit<AutoScalingGroupProvider, 'autoScalingGroupArn'>;

function merged(before: Settings, wanted: WantedGroup): Settings {
  const { target, minStep, maxStep, warmup, protect, drain } = wanted;
  const scaling: ManagedScaling = {
    ...before.managedScaling,
    ...(target !== undefined && { targetCapacity: target }),
    ...(minStep !== undefined && { minimumScalingStepSize: minStep }),
    ...(maxStep !== undefined && { maximumScalingStepSize: maxStep }),
    ...(warmup !== undefined && { instanceWarmupPeriod: warmup }),
  };
  const scales = [target, minStep, maxStep, warmup].some((value) => value !== undefined) || protect === true;
  return {
    ...before,
    // Numbers for a scaling that is off would do nothing, and protection needs it.
    managedScaling: { ...scaling, ...(scales && { status: 'ENABLED' }) },
    ...(protect !== undefined && { managedTerminationProtection: protect ? 'ENABLED' : 'DISABLED' }),
    ...(drain !== undefined && { managedDraining: drain ? 'ENABLED' : 'DISABLED' }),
  };
}

function changesOf(before: Settings, after: Settings): Change[] {
  return changedFields(fieldsOf(before), fieldsOf(after));
}

function fieldsOf(settings: Settings): Fields {
  const { managedScaling: scaling, managedTerminationProtection, managedDraining } = settings;
  return {
    'managed scaling': scaling?.status,
    'target capacity': scaling?.targetCapacity,
    'minimum step': scaling?.minimumScalingStepSize,
    'maximum step': scaling?.maximumScalingStepSize,
    'instance warmup': scaling?.instanceWarmupPeriod,
    'termination protection': managedTerminationProtection,
    'managed draining': managedDraining,
  };
}
