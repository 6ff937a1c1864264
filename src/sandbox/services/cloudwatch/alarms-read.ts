import type {
  DescribeAlarmHistoryCommandInput,
  DescribeAlarmHistoryCommandOutput,
  DescribeAlarmsCommandInput,
  DescribeAlarmsCommandOutput,
  DescribeAlarmsForMetricCommandInput,
  DescribeAlarmsForMetricCommandOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { validation } from './query.ts';
import { seriesKey } from './series.ts';
import type { Alarm } from './state.ts';

export function DescribeAlarms(
  input: DescribeAlarmsCommandInput,
  { region }: Call,
): Answer<DescribeAlarmsCommandOutput> {
  const {
    AlarmNames: names,
    AlarmNamePrefix: prefix = '',
    ActionPrefix: action,
    StateValue,
    AlarmTypes: types,
  } = input;
  if (names && names.length > 100) throw validation('AlarmNames cannot have more than 100 elements');
  if (names?.length && prefix) throw validation('AlarmNames and AlarmNamePrefix exclude each other');
  const plain = !types?.length || types.includes('MetricAlarm');
  const wanted = [...region.cloudwatch.alarms.values()]
    .filter(
      ({ AlarmName }) => plain && (names?.length ? names.includes(AlarmName) : AlarmName.startsWith(prefix)),
    )
    .filter((alarm) => !StateValue || alarm.StateValue === StateValue)
    .filter((alarm) => !action || allActions(alarm).some((arn) => arn.startsWith(action)))
    .sort((one, other) => (one.AlarmName < other.AlarmName ? -1 : 1));
  const { items, nextToken } = page(wanted, input.NextToken, recordsOf(input.MaxRecords), invalidToken());
  return { MetricAlarms: items.map(describe), CompositeAlarms: [], NextToken: nextToken };
}

export function DescribeAlarmsForMetric(
  input: DescribeAlarmsForMetricCommandInput,
  { region }: Call,
): Answer<DescribeAlarmsForMetricCommandOutput> {
  const key = seriesKey(input);
  const wanted = [...region.cloudwatch.alarms.values()].filter(
    (alarm) =>
      seriesKey(alarm) === key &&
      (!input.Statistic || alarm.Statistic === input.Statistic) &&
      (!input.ExtendedStatistic || alarm.ExtendedStatistic === input.ExtendedStatistic) &&
      (!input.Period || alarm.Period === input.Period) &&
      (!input.Unit || alarm.Unit === input.Unit),
  );
  return { MetricAlarms: wanted.map(describe) };
}

export function DescribeAlarmHistory(
  input: DescribeAlarmHistoryCommandInput,
  { region }: Call,
): Answer<DescribeAlarmHistoryCommandOutput> {
  const { AlarmName, HistoryItemType, StartDate, EndDate } = input;
  const wanted = region.cloudwatch.history.filter(
    (item) =>
      (!AlarmName || item.AlarmName === AlarmName) &&
      (!HistoryItemType || item.HistoryItemType === HistoryItemType) &&
      (!StartDate || (item.Timestamp ?? StartDate) >= StartDate) &&
      (!EndDate || (item.Timestamp ?? EndDate) <= EndDate),
  );
  if (input.ScanBy !== 'TimestampAscending') wanted.reverse();
  const { items, nextToken } = page(wanted, input.NextToken, recordsOf(input.MaxRecords), invalidToken());
  return { AlarmHistoryItems: items, NextToken: nextToken };
}

/** The alarm as CloudWatch shows it, without what the sandbox remembers about it. */
function describe({ tags: _tags, lastValue: _lastValue, isNews: _isNews, ...alarm }: Alarm): MetricAlarm {
  return alarm;
}

function allActions({ AlarmActions, OKActions, InsufficientDataActions }: Alarm): string[] {
  return [AlarmActions, OKActions, InsufficientDataActions].flatMap((actions) => actions ?? []);
}

function recordsOf(asked: number | undefined): number {
  return pageSize(asked, { otherwise: 50, most: 100 }, validation('MaxRecords must be 1 to 100'));
}

function invalidToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The next token specified is invalid.');
}
