import type { GetPredictiveScalingForecastCommandOutput } from '@aws-sdk/client-application-auto-scaling';

/** What a predictive policy expects of the next two days. */
export interface Forecast {
  readonly policy: string;
  /** Absent where AWS has made none yet. */
  readonly madeAt?: Date;
  readonly hours: readonly ForecastHour[];
}

export interface ForecastHour {
  readonly at: Date;
  /** The tasks that it takes to hold the target. */
  readonly tasks?: number;
  /** The load, as the sum over the hour in the unit of the load metric. */
  readonly load?: number;
}

type Answered = Pick<
  GetPredictiveScalingForecastCommandOutput,
  'CapacityForecast' | 'LoadForecast' | 'UpdateTime'
>;

/** The forecast as AWS answers it, hour by hour; empty hours where it has none. */
export function forecastOf(
  policy: string,
  { CapacityForecast, LoadForecast, UpdateTime }: Answered,
): Forecast {
  const tasks = valuesByTime(CapacityForecast);
  const load = valuesByTime(LoadForecast?.[0]);
  const times = [...new Set([...tasks.keys(), ...load.keys()])].sort((a, b) => a - b);
  return {
    policy,
    ...(times.length > 0 && UpdateTime && { madeAt: UpdateTime }),
    hours: times.map((at) => ({ at: new Date(at), tasks: tasks.get(at), load: load.get(at) })),
  };
}

interface TimedValues {
  readonly Timestamps?: readonly Date[] | undefined;
  readonly Values?: readonly number[] | undefined;
}

function valuesByTime({ Timestamps = [], Values = [] }: TimedValues = {}): Map<number, number | undefined> {
  return new Map(Timestamps.map((at, index) => [at.getTime(), Values[index]]));
}

/** The hour that takes the most tasks. */
export function busiestHour({ hours }: Forecast): Required<Pick<ForecastHour, 'at' | 'tasks'>> | undefined {
  return hours
    .flatMap(({ at, tasks }) => (tasks === undefined ? [] : [{ at, tasks }]))
    .reduce<{ at: Date; tasks: number } | undefined>(
      (most, hour) => (most && most.tasks >= hour.tasks ? most : hour),
      undefined,
    );
}
