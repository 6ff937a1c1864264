import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import {
  type AlarmType,
  CloudWatchClient,
  type DescribeAlarmsCommandInput,
  type DescribeAlarmsCommandOutput,
  type MetricAlarm,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { collect } from '../../aws/pages.ts';

/**
 * The alarms that act on the step policies. Target tracking's own alarms are AWS's, and are read only where a screen
 * shows them.
 */
export async function readAlarms(aws: Aws, policies: readonly ScalingPolicy[]): Promise<MetricAlarm[]> {
  const arns = policies
    .filter(({ PolicyType }) => PolicyType === 'StepScaling')
    .flatMap(({ PolicyARN }) => (PolicyARN ? [PolicyARN] : []));
  const lists = await Promise.all(arns.map((arn) => metricAlarms(aws, { ActionPrefix: arn })));
  return uniqueAlarms(lists.flat());
}

/**
 * Alarms by their names, and which of the names are composite alarms.
 * @throws a `not-found` failure naming the alarms most like the first that does not exist.
 */
export async function readNamedAlarms(
  aws: Aws,
  names: readonly string[],
): Promise<{ alarms: MetricAlarm[]; compositeAlarms: string[] }> {
  const both: AlarmType[] = ['MetricAlarm', 'CompositeAlarm'];
  const pages = await collect(
    describeAlarms(aws, { AlarmNames: [...names], AlarmTypes: both }),
    (page: DescribeAlarmsCommandOutput) => [page],
  );
  const alarms = pages.flatMap(({ MetricAlarms = [] }) => MetricAlarms);
  const compositeAlarms = namesOf(pages.flatMap(({ CompositeAlarms = [] }) => CompositeAlarms));
  const missing = names.find((name) => ![...namesOf(alarms), ...compositeAlarms].includes(name));
  if (missing === undefined) return { alarms, compositeAlarms };
  throw notFound('alarm', missing, namesOf(await metricAlarms(aws, {})));
}

/** The alarms among these names that exist. */
export async function findAlarms(aws: Aws, names: readonly string[]): Promise<MetricAlarm[]> {
  return names.length === 0 ? [] : metricAlarms(aws, { AlarmNames: [...names] });
}

/** The alarms whose names begin with `prefix`. */
export function readAlarmsNamed(aws: Aws, prefix: string): Promise<MetricAlarm[]> {
  return metricAlarms(aws, { AlarmNamePrefix: prefix });
}

/** Several lists of alarms as one, each alarm once. */
export function uniqueAlarms(alarms: readonly MetricAlarm[]): MetricAlarm[] {
  return [...new Map(alarms.map((alarm) => [alarm.AlarmArn, alarm])).values()];
}

function metricAlarms(aws: Aws, filter: DescribeAlarmsCommandInput): Promise<MetricAlarm[]> {
  return collect(describeAlarms(aws, filter), ({ MetricAlarms }) => MetricAlarms);
}

function describeAlarms(aws: Aws, filter: DescribeAlarmsCommandInput) {
  return paginateDescribeAlarms({ client: aws.client(CloudWatchClient), pageSize: 100 }, filter);
}

function namesOf(alarms: readonly { AlarmName?: string }[]): string[] {
  return alarms.flatMap(({ AlarmName }) => (AlarmName ? [AlarmName] : []));
}
