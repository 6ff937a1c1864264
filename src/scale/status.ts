import { clusterName } from '../ecs/cluster-name.ts';
import { fleetActions } from '../ecs/fleet/actions.ts';
import { clusterFlag, serviceArgument } from '../ecs/service-flags.ts';
import type { ServiceName } from '../ecs/service-name.ts';
import { parseServiceName } from '../ecs/service-name.ts';
import type { Answer, VerbContext } from '../verb/verb.ts';
import { defineVerb } from '../verb/verb.ts';
import { watch } from '../verb/watch.ts';
import { readingActions } from './iam.ts';
import { readSummary } from './ls/read.ts';
import { renderSummary } from './ls/render-summary.ts';
import { summarise } from './ls/summary.ts';
import { judgeStatus } from './status/judge.ts';
import { readStatus } from './status/read.ts';
import { renderStatus } from './status/render.ts';

const usualSpan = 3 * 3600;

export const verb = defineVerb({
  summary: 'is it scaling, and why (not): metrics, alarms, policies, activities, capacity',
  description:
    'The answer comes first, in a sentence; below it all that it follows from. ' +
    'Without a service: a line for every service that scales, with what was done last and why.',
  arguments: { service: { ...serviceArgument, optional: true } },
  flags: {
    cluster: { ...clusterFlag, help: 'cluster of the service, or whose services are shown' },
    since: {
      kind: 'duration',
      help: 'how far metrics and activities go back (3h)',
      placeholder: 'DURATION',
      min: 600,
      max: 14 * 86_400,
    },
    watch: { kind: 'switch', help: 'look again every five seconds, until Ctrl-C' },
  },
  examples: [
    ['ecsctl scale status prod/web', 'does prod/web scale, and if not, why'],
    ['ecsctl scale status prod/web --since 1d --watch', 'keep an eye on it, with a day of metrics'],
    ['ecsctl scale status -c prod', 'every service of the cluster that scales, a line each'],
  ],
  iam: [
    ...readingActions,
    'application-autoscaling:DescribeScalingActivities',
    'cloudwatch:DescribeAlarms',
    'ecs:DescribeClusters',
    'ecs:DescribeCapacityProviders',
    ...fleetActions,
  ],
  mutates: false,
  async run(context, { arguments: { service }, flags }) {
    const { since = usualSpan, cluster } = flags;
    const look =
      service === undefined
        ? () => lookAtAll(context, cluster && clusterName(cluster), since)
        : lookAtOne(context, parseServiceName(service, cluster), since);
    if (!flags.watch) return look();
    return watch(context, look);
  },
});

function lookAtOne({ aws }: VerbContext, name: ServiceName, seconds: number): () => Promise<Answer> {
  return async () => {
    const value = judgeStatus(await readStatus(aws, name, seconds));
    return { value, text: (screen) => renderStatus(value, screen) };
  };
}

async function lookAtAll(
  { aws }: VerbContext,
  cluster: string | undefined,
  seconds: number,
): Promise<Answer> {
  const value = summarise(await readSummary(aws, cluster, seconds));
  return { value, text: (screen) => renderSummary(value, screen) };
}
