import type { ManagedScaling } from '@aws-sdk/client-ecs';
import { invalidParameter } from './lookup.ts';

/** What ECS takes where a capacity provider's managed scaling does not say it. */
const DEFAULTS = {
  status: 'DISABLED',
  targetCapacity: 100,
  minimumScalingStepSize: 1,
  maximumScalingStepSize: 10_000,
  instanceWarmupPeriod: 300,
} as const;

const RANGES = {
  targetCapacity: [1, 100],
  minimumScalingStepSize: [1, 10_000],
  maximumScalingStepSize: [1, 10_000],
  instanceWarmupPeriod: [0, 10_000],
} as const;

/** The managed scaling with its defaults filled in. Throws InvalidParameterException for a number out of its range. */
export function managedScaling(given: ManagedScaling): ManagedScaling {
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const scaling: ManagedScaling = { ...DEFAULTS, ...known };
  for (const name of [
    'targetCapacity',
    'minimumScalingStepSize',
    'maximumScalingStepSize',
    'instanceWarmupPeriod',
  ] as const) {
    const value = scaling[name] ?? 0;
    const [least, most] = RANGES[name];
    if (value < least || value > most) throw invalidParameter(`${name} must be ${least} to ${most}.`);
  }
  return scaling;
}
