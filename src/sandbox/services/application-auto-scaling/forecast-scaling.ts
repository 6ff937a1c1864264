import type { PredictiveScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { serviceOfResource } from '../ecs/lookup.ts';
import { setCapacity } from './capacity.ts';
import { capacityFor, forecast } from './forecast.ts';
import type { Policy, Target } from './state.ts';

const HOUR_MS = 3_600_000;
const DEFAULT_BUFFER_SECONDS = 300;

/** Brings the capacity that is forecast for an hour shortly before that hour. It only ever adds. */
export function scaleByForecast(region: Region, target: Target, { at }: Tick): void {
  for (const policy of target.policies.values()) {
    const configuration = policy.about.PredictiveScalingPolicyConfiguration;
    if (configuration?.Mode !== 'ForecastAndScale') continue;
    const ahead = at + (configuration.SchedulingBufferTime ?? DEFAULT_BUFFER_SECONDS) * 1000;
    // The forecast changes by the hour: once an hour is when the next one comes within the buffer.
    if (ahead % HOUR_MS < 60_000)
      follow(region, target, policy, configuration, { at, hour: ahead - (ahead % HOUR_MS) });
  }
}

function follow(
  region: Region,
  target: Target,
  policy: Policy,
  configuration: PredictiveScalingPolicyConfiguration,
  { at, hour }: { at: number; hour: number },
): void {
  const [specification] = configuration.MetricSpecifications ?? [];
  const service = serviceOfResource(region, target.about.ResourceId);
  if (!specification || !service || target.about.SuspendedState.DynamicScalingOutSuspended) return;
  const [load] = forecast(region, target.about.ResourceId, specification, new Date(at), [hour]) ?? [];
  if (load === undefined) return;
  const wanted = capacityFor(load, specification);
  target.about.PredictedCapacity = wanted;
  const capacity = Math.min(wanted, raisedMax(target, configuration, wanted));
  if (capacity <= service.desiredCount) return;
  const cause = `predictive scaling policy ${policy.about.PolicyName} forecast a capacity of ${wanted}`;
  setCapacity(region, target, new Date(at), capacity, cause);
}

/** The maximum that holds: with IncreaseMaxCapacity the forecast moves it, and it stays moved. */
function raisedMax(
  target: Target,
  {
    MaxCapacityBreachBehavior: onBreach,
    MaxCapacityBuffer: buffer = 0,
  }: PredictiveScalingPolicyConfiguration,
  wanted: number,
): number {
  const max = target.about.MaxCapacity;
  if (onBreach !== 'IncreaseMaxCapacity' || wanted <= max) return max;
  target.about.MaxCapacity = Math.ceil(wanted * (1 + buffer / 100));
  return target.about.MaxCapacity;
}
