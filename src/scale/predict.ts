import { clusterFlag, serviceArgument } from '../ecs/service-flags.ts';
import type { ServiceName } from '../ecs/service-name.ts';
import { parseServiceName } from '../ecs/service-name.ts';
import { carryOut, type PlanAnswer } from '../plan/carry-out.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Answer, VerbContext } from '../verb/verb.ts';
import { defineVerb } from '../verb/verb.ts';
import type { FoundScaling } from './found.ts';
import { readingActions } from './iam.ts';
import { operations } from './operations.ts';
import type { Forecast } from './predict/forecast.ts';
import { existingForecast, forecastPolicy, planForecast } from './predict/plan.ts';
import { readForecast } from './predict/read-forecast.ts';
import { forecastValue, showForecast } from './predict/show-forecast.ts';
import { readWantedForecast, type WantedForecast } from './predict/wanted.ts';
import { readRoutes } from './read/routes.ts';
import { readScaling } from './read/scaling.ts';

export const verb = defineVerb({
  summary: 'forecast the load of a service, and have tasks there before it comes',
  description:
    'Only forecasts until --apply is given; look at some days of forecasts first. A forecast adds tasks ahead of the load, ' +
    'and leaves taking them away to the other policies. What is not named of an existing forecast stays.',
  arguments: { service: serviceArgument },
  flags: {
    cluster: clusterFlag,
    cpu: { kind: 'number', help: 'average CPU to hold, in percent', placeholder: 'PCT', min: 1, max: 1000 },
    memory: {
      kind: 'number',
      help: 'average memory to hold, in percent',
      placeholder: 'PCT',
      min: 1,
      max: 1000,
    },
    requests: { kind: 'number', help: 'load balancer requests per target', placeholder: 'N', min: 0.01 },
    targetGroup: { kind: 'text', help: 'which target group --requests counts', placeholder: 'NAME' },
    apply: { kind: 'switch', help: 'add tasks as forecast' },
    forecastOnly: { kind: 'switch', help: 'go back to forecasting only, after --apply' },
    buffer: {
      kind: 'duration',
      help: 'how long before they are needed tasks start (5m)',
      placeholder: 'DURATION',
      min: 0,
      max: 3600,
    },
    raiseMax: {
      kind: 'number',
      help: 'let a forecast over the maximum raise it, by so many percent more than forecast',
      placeholder: 'PCT',
      min: 0,
      max: 100,
    },
    honorMax: { kind: 'switch', help: 'keep to the maximum again, after --raise-max' },
  },
  examples: [
    [
      'ecsctl scale predict prod/web --cpu 60',
      'forecast what holding CPU at 60 % will take; nothing scales by it',
    ],
    [
      'ecsctl scale predict prod/web --apply --buffer 10m',
      'have the tasks there ten minutes before the load',
    ],
    ['ecsctl scale predict prod/web', 'show the forecast'],
  ],
  iam: [
    ...readingActions,
    'application-autoscaling:PutScalingPolicy',
    'application-autoscaling:GetPredictiveScalingForecast',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeLoadBalancers',
  ],
  mutates: true,
  async run(context, { arguments: { service }, flags }) {
    const name = parseServiceName(service, flags.cluster);
    const wanted = readWantedForecast(flags);
    let last: FoundForecast | undefined;
    const answer = await carryOut(context, {
      async read() {
        last = await readForForecast(context, name, wanted);
        return last;
      },
      plan: (found) => planForecast(wanted, found),
      operations,
      preview,
    });
    // What was read last, to confirm the change, already has the forecast of the policy as it is now.
    return answer.value.outcome && last ? withPreview(answer, preview(last)) : answer;
  },
});

interface FoundForecast extends FoundScaling {
  readonly forecast: Forecast;
}

async function readForForecast(
  { aws }: VerbContext,
  name: ServiceName,
  { metric }: WantedForecast,
): Promise<FoundForecast> {
  const found = await readScaling(aws, name);
  const none: Forecast = { policy: forecastPolicy, hours: [] };
  const [routes, forecast] = await Promise.all([
    metric === 'requests' ? readRoutes(aws, found.service) : [],
    existingForecast(found) ? readForecast(aws, name, forecastPolicy, aws.now()) : none,
  ]);
  return { ...found, routes, forecast };
}

function preview({ forecast, target }: FoundForecast) {
  const max = target?.MaxCapacity ?? 0;
  return {
    value: forecastValue(forecast),
    text: (screen: Screen) => showForecast(forecast, max, screen),
  };
}

function withPreview(
  answer: Answer<PlanAnswer>,
  { value, text }: ReturnType<typeof preview>,
): Answer<PlanAnswer> {
  const both = (screen: Screen) => [answer.text(screen), text(screen)].filter(Boolean).join('\n\n');
  return { ...answer, value: { ...answer.value, preview: value }, text: both };
}
