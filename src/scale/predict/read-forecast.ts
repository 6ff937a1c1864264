import {
  ApplicationAutoScalingClient,
  GetPredictiveScalingForecastCommand,
} from '@aws-sdk/client-application-auto-scaling';
import type { Aws } from '../../aws/aws.ts';
import type { ServiceName } from '../../ecs/service-name.ts';
import { scalableDimension } from '../found.ts';
import { type Forecast, forecastOf } from './forecast.ts';

const hour = 3_600_000;
/** Hours: AWS forecasts two days. */
const ahead = 48;

/** How AWS answers while there is no forecast. */
const early = ['ObjectNotFoundException', 'ValidationException'];

/** What a policy expects from this hour on; without hours where AWS has made no forecast yet. */
export async function readForecast(aws: Aws, name: ServiceName, policy: string, at: Date): Promise<Forecast> {
  const from = Math.floor(at.getTime() / hour) * hour;
  const command = new GetPredictiveScalingForecastCommand({
    ...scalableDimension(name),
    PolicyName: policy,
    StartTime: new Date(from),
    EndTime: new Date(from + ahead * hour),
  });
  try {
    return forecastOf(policy, await aws.client(ApplicationAutoScalingClient).send(command));
  } catch (error) {
    // A policy of a moment ago may not be known here yet; a service of less than a day has nothing to forecast from.
    const isEarly = error instanceof Error && early.includes(error.name);
    if (isEarly) return { policy, hours: [] };
    throw error;
  }
}
