import { CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { ask, type Told } from '../../aws/ask.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches, collect } from '../../aws/pages.ts';
import { defaultBus, type Trigger } from './trigger.ts';

/** IAM actions of {@link readFailures}. */
export const failureReads = ['cloudwatch:GetMetricData'] as const;

/** Calls of targets that failed for good in the last day. Scheduler counts them by group, and each of their tries. */
export interface Failures {
  readonly count: number;
  readonly of: 'rule' | 'group';
}

/** Seconds of each of the sums that are added up to a day. */
const period = 300;
const day = 86_400_000;
/** Queries that one GetMetricData takes. */
const queriesAtOnce = 500;

/**
 * ARN of a trigger → its failures; of a schedule those of its group.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html and
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
 */
export function readFailures(aws: Aws, triggers: readonly Trigger[]): Promise<Told<Map<string, Failures>>> {
  return ask(async () => {
    const keys = [...new Set(triggers.map(keyOf))];
    const queries = keys.map((key, index) => queryOf(key, `m${index}`));
    const sums = new Map<string, number>();
    for (const some of batches(queries, queriesAtOnce)) {
      for (const [id, sum] of await sumsOf(aws, some)) sums.set(id, (sums.get(id) ?? 0) + sum);
    }
    const counts = new Map(keys.map((key, index) => [key, sums.get(`m${index}`) ?? 0]));
    return new Map(
      triggers.map((one) => [
        one.arn,
        { count: counts.get(keyOf(one)) ?? 0, of: one.engine === 'rule' ? 'rule' : 'group' },
      ]),
    );
  });
}

async function sumsOf(aws: Aws, MetricDataQueries: MetricDataQuery[]): Promise<[string, number][]> {
  const now = aws.now().getTime();
  const whole = (at: number) => new Date(Math.floor(at / (period * 1000)) * period * 1000);
  const pages = paginateGetMetricData(
    { client: aws.client(CloudWatchClient) },
    { MetricDataQueries, StartTime: whole(now - day), EndTime: new Date(now + period * 1000) },
  );
  const results = await collect(pages, ({ MetricDataResults }) => MetricDataResults);
  return results.map(({ Id = '', Values = [] }) => [Id, Values.reduce((sum, value) => sum + value, 0)]);
}

/** What the metric of a trigger goes by, as text. */
function keyOf({ engine, name, home }: Trigger): string {
  return JSON.stringify(engine === 'rule' ? [engine, home, name] : [engine, home]);
}

function queryOf(key: string, Id: string): MetricDataQuery {
  const [engine, home, name] = JSON.parse(key) as [string, string, string?];
  const isRule = engine === 'rule';
  const Dimensions = isRule
    ? [
        ...(home === defaultBus ? [] : [{ Name: 'EventBusName', Value: home }]),
        { Name: 'RuleName', Value: name },
      ]
    : [{ Name: 'ScheduleGroup', Value: home }];
  const Metric = {
    Namespace: isRule ? 'AWS/Events' : 'AWS/Scheduler',
    MetricName: isRule ? 'FailedInvocations' : 'TargetErrorCount',
    Dimensions,
  };
  return { Id, MetricStat: { Metric, Period: period, Stat: 'Sum' } };
}
