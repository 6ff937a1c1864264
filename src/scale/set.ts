import { clusterFlag, serviceArgument } from '../ecs/service-flags.ts';
import { parseServiceName } from '../ecs/service-name.ts';
import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { operations, waits } from './operations.ts';
import { readAlarms } from './read/alarms.ts';
import { readContainerInsights } from './read/cluster.ts';
import { readMonitoring } from './read/monitoring.ts';
import { readQueue } from './read/queue.ts';
import { readRoutes } from './read/routes.ts';
import { readScaling } from './read/scaling.ts';
import { planSet } from './set/plan-set.ts';
import { readTracking } from './set/wanted.ts';

export const verb = defineVerb({
  summary: 'hold metrics of a service at a target, within bounds',
  description:
    'One target-tracking policy for each metric named. Policies that are not named stay as they are, unless --replace. ' +
    'With several policies the largest number of tasks wins; tasks go away only when all agree.',
  arguments: { service: serviceArgument },
  flags: {
    cluster: clusterFlag,
    min: { kind: 'integer', help: 'fewest tasks', placeholder: 'N', min: 0, max: 5000 },
    max: { kind: 'integer', help: 'most tasks', placeholder: 'N', min: 0, max: 5000 },
    cpu: { kind: 'number', help: 'average CPU to hold, in percent', placeholder: 'PCT', min: 1, max: 1000 },
    memory: {
      kind: 'number',
      help: 'average memory to hold, in percent',
      placeholder: 'PCT',
      min: 1,
      max: 1000,
    },
    requests: {
      kind: 'number',
      help: 'load balancer requests per target and minute',
      placeholder: 'N',
      min: 0.01,
    },
    targetGroup: { kind: 'text', help: 'which target group --requests counts', placeholder: 'NAME' },
    queue: { kind: 'text', help: 'follow the backlog of this SQS queue', placeholder: 'NAME|URL' },
    backlog: { kind: 'number', help: 'messages waiting for each task', placeholder: 'N', min: 0.01 },
    latency: { kind: 'duration', help: 'how long a message may wait', placeholder: 'DURATION', min: 1 },
    perMessage: {
      kind: 'duration',
      help: 'how long a task works on a message',
      placeholder: 'DURATION',
      min: 1,
    },
    enableContainerInsights: { kind: 'switch', help: 'turn on Container Insights, which --queue needs' },
    metricJson: {
      kind: 'file',
      help: 'target tracking configuration with a customised metric',
      placeholder: 'FILE',
    },
    scaleOutCooldown: {
      kind: 'duration',
      help: 'pause between two scale-outs (300s)',
      placeholder: 'DURATION',
    },
    scaleInCooldown: {
      kind: 'duration',
      help: 'pause between two scale-ins (300s)',
      placeholder: 'DURATION',
    },
    noScaleIn: { kind: 'switch', help: 'never take tasks away because of these metrics' },
    scaleIn: { kind: 'switch', help: 'take tasks away again after --no-scale-in' },
    highResolution: { kind: 'switch', help: 'follow CPU and memory every 20 seconds' },
    replace: { kind: 'switch', help: 'remove the policies that are not named' },
  },
  examples: [
    ['ecsctl scale set prod/web --min 2 --max 10 --cpu 60', 'keep CPU near 60 % with 2 to 10 tasks'],
    [
      'ecsctl scale set prod/worker --min 0 --max 20 --queue jobs --latency 60s --per-message 2s',
      'no message waits longer than a minute',
    ],
    ['ecsctl scale set prod/web --requests 800 --dry-run', 'see what following requests would change'],
  ],
  iam: [
    'ecs:DescribeServices',
    'ecs:ListServices',
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:DescribeServiceRevisions',
    'ecs:UpdateService',
    'ecs:UpdateClusterSettings',
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'application-autoscaling:RegisterScalableTarget',
    'application-autoscaling:PutScalingPolicy',
    'application-autoscaling:DeleteScalingPolicy',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:DeleteAlarms',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeLoadBalancers',
    'sqs:GetQueueUrl',
    'sqs:ListQueues',
  ],
  mutates: true,
  async run(context, { arguments: { service }, flags }) {
    const { aws } = context;
    const name = parseServiceName(service, flags.cluster);
    const wanted = readTracking(flags);
    const queues = wanted.tracked.flatMap(({ metric }) => (metric.kind === 'queue' ? [metric.queue] : []));

    return carryOut(context, {
      async read() {
        const found = await readScaling(aws, name);
        const [routes, containerInsights, monitoring, alarms] = await Promise.all([
          flags.requests === undefined ? [] : readRoutes(aws, found.service),
          queues.length === 0 ? undefined : readContainerInsights(aws, found.name.cluster),
          flags.highResolution ? readMonitoring(aws, found.service) : [],
          flags.replace ? readAlarms(aws, found.policies) : [],
          ...queues.map((queue) => readQueue(aws, queue)),
        ]);
        return { ...found, routes, containerInsights, monitoring, alarms, queues };
      },
      plan: (found) => planSet(wanted, found),
      operations,
      waits,
    });
  },
});
