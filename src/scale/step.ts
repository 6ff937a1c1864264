import { clusterFlag, serviceArgument } from '../ecs/service-flags.ts';
import { parseServiceName } from '../ecs/service-name.ts';
import { usage } from '../failure.ts';
import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { readingActions } from './iam.ts';
import { operations } from './operations.ts';
import { findAlarms, readNamedAlarms } from './read/alarms.ts';
import { readQueue } from './read/queue.ts';
import { readScaling } from './read/scaling.ts';
import { stepAlarmNames } from './step/alarm.ts';
import { planStepPolicies } from './step/policies.ts';
import { readStepScaling, type StepFlags } from './step/scaling.ts';
import { planTiedAlarm, readTiedAlarm } from './step/tied-alarm.ts';

export const verb = defineVerb({
  summary: 'scale a service in steps when a metric crosses thresholds',
  description:
    'Thresholds are values of the metric; +2, -1, +10% and =20 say what happens to the number of tasks. Makes the ' +
    'policies and their alarms. With --alarm an alarm of your own starts the step, and all else of it stays.',
  arguments: { service: serviceArgument },
  flags: {
    cluster: clusterFlag,
    metric: { kind: 'text', help: 'cpu, memory, queue:NAME or NAMESPACE/METRIC', placeholder: 'METRIC' },
    dimension: { kind: 'pair', repeat: true, help: 'dimension of a metric of your own', placeholder: 'K=V' },
    out: { kind: 'text', help: "steps upwards, such as '70:+1,85:+3'", placeholder: 'STEPS' },
    in: { kind: 'text', help: "steps downwards, such as '30:-1'", placeholder: 'STEPS' },
    statistic: {
      kind: 'text',
      help: 'Average, Sum, p99 … of the metric (Average)',
      placeholder: 'STATISTIC',
    },
    period: { kind: 'duration', help: 'length of a datapoint (60s)', placeholder: 'DURATION' },
    for: { kind: 'integer', help: 'datapoints in a row that must breach (3)', placeholder: 'N', min: 1 },
    cooldown: { kind: 'duration', help: 'pause between two steps (300s)', placeholder: 'DURATION' },
    alarm: { kind: 'text', help: 'tie this alarm instead of making one', placeholder: 'NAME' },
    adjust: { kind: 'text', help: "what the tied alarm does, such as '+2'", placeholder: 'CHANGE' },
  },
  examples: [
    [
      "ecsctl scale step prod/web --metric cpu --out '70:+1,85:+3' --in '30:-1'",
      'one more task from 70 % CPU, three from 85 %, one fewer below 30 %',
    ],
    [
      "ecsctl scale step prod/web --alarm web-p99-slow --adjust '+2'",
      'two more when an alarm of yours goes off',
    ],
  ],
  iam: [
    ...readingActions,
    'application-autoscaling:PutScalingPolicy',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:PutMetricAlarm',
    'sqs:GetQueueUrl',
    'sqs:ListQueues',
  ],
  mutates: true,
  async run(context, { arguments: { service }, flags }) {
    const { aws } = context;
    const name = parseServiceName(service, flags.cluster);
    if (flags.alarm !== undefined || flags.adjust !== undefined) {
      refuseBeside(flags);
      const tied = readTiedAlarm(flags.alarm, flags.adjust, flags.cooldown);
      return carryOut(context, {
        async read() {
          const [found, named] = await Promise.all([
            readScaling(aws, name),
            readNamedAlarms(aws, [tied.alarmName]),
          ]);
          return { ...found, ...named };
        },
        plan: (found) => planTiedAlarm(tied, found),
        operations,
      });
    }

    const wanted = readStepScaling(stepFlags(flags));
    const { queue } = wanted.metric;
    return carryOut(context, {
      async read() {
        const [found, alarms, queues] = await Promise.all([
          readScaling(aws, name),
          findAlarms(aws, stepAlarmNames(name, wanted.metric)),
          queue === undefined ? [] : readQueue(aws, queue).then((one) => [one]),
        ]);
        return { ...found, alarms, queues };
      },
      plan: (found) => planStepPolicies(wanted, found),
      operations,
    });
  },
});

interface TypedFlags extends Omit<StepFlags, 'metric' | 'dimensions' | 'evaluationPeriods'> {
  readonly metric?: string;
  readonly dimension: StepFlags['dimensions'];
  readonly for?: number;
}

function stepFlags({ metric, dimension, for: evaluationPeriods, ...flags }: TypedFlags): StepFlags {
  if (metric !== undefined) return { ...flags, metric, dimensions: dimension, evaluationPeriods };
  throw usage(
    'neither --metric nor --alarm is given',
    "write --metric cpu --out '70:+1', or --alarm NAME --adjust '+1'",
  );
}

/** A tied alarm says itself what it watches and when it goes off. */
function refuseBeside(flags: TypedFlags): void {
  const { metric, out, in: scaleIn, statistic, period, for: periods, dimension } = flags;
  const own = { metric, out, in: scaleIn, statistic, period, for: periods, dimension: dimension?.[0] };
  const [beside] = Object.entries(own).find(([, value]) => value !== undefined) ?? [];
  if (beside) throw usage(`--${beside} is the alarm's own business with --alarm`, `leave --${beside} out`);
}
