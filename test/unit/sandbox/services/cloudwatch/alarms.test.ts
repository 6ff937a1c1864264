import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  DeleteAlarms,
  DisableAlarmActions,
  EnableAlarmActions,
  PutMetricAlarm,
  SetAlarmState,
} from '../../../../../src/sandbox/services/cloudwatch/alarms.ts';
import {
  DescribeAlarmHistory,
  DescribeAlarms,
  DescribeAlarmsForMetric,
} from '../../../../../src/sandbox/services/cloudwatch/alarms-read.ts';
import { PutMetricData } from '../../../../../src/sandbox/services/cloudwatch/metrics.ts';
import { ListTagsForResource } from '../../../../../src/sandbox/services/cloudwatch/tags.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const SNS = 'arn:aws:sns:us-east-1:123456789012:on-call';
const busy: PutMetricAlarmInput = {
  AlarmName: 'busy',
  Namespace: 'Shop',
  MetricName: 'Visitors',
  Dimensions: [{ Name: 'Door', Value: 'north' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
  AlarmActions: [SNS],
};

let practice: PracticeWorld;

beforeEach(() => {
  practice = new PracticeWorld();
});

function put(alarm: Partial<PutMetricAlarmInput> = {}) {
  return PutMetricAlarm({ ...busy, ...alarm }, practice.call);
}

function alarm(name = 'busy') {
  return DescribeAlarms({ AlarmNames: [name] }, practice.call).MetricAlarms?.[0];
}

function visitors(...numbers: number[]) {
  for (const Value of numbers) {
    const datum = { MetricName: 'Visitors', Dimensions: [{ Name: 'Door', Value: 'north' }], Value };
    PutMetricData({ Namespace: 'Shop', MetricData: [datum] }, practice.call);
    practice.pass(60);
  }
}

describe('an alarm', () => {
  it('has insufficient data at first, goes to ALARM and back to OK, and says why', () => {
    put();
    expect(alarm()).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
    });
    visitors(5);
    expect(alarm()?.StateValue).toBe('OK');
    visitors(20);
    expect(alarm()?.StateValue).toBe('OK');
    visitors(30);
    expect(alarm()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 2 out of the last 2 datapoints [30 (04/03/26 09:02:00), 20 (04/03/26 09:01:00)] were ' +
        'greater than the threshold (10.0) (minimum 2 datapoints for OK -> ALARM transition).',
    });
    visitors(1);
    expect(alarm()?.StateValue).toBe('OK');
    practice.pass(600);
    expect(alarm()?.StateValue).toBe('INSUFFICIENT_DATA');
  });

  it('writes its history, with the actions that it called', () => {
    put();
    visitors(20, 30, 1);
    const items = DescribeAlarmHistory({ AlarmName: 'busy', ScanBy: 'TimestampAscending' }, practice.call);
    expect(items.AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm "busy" created',
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      `Successfully executed action ${SNS}`,
      'Alarm updated from ALARM to OK',
    ]);
    const updates = DescribeAlarmHistory({ HistoryItemType: 'StateUpdate', MaxRecords: 1 }, practice.call);
    expect(updates.AlarmHistoryItems?.[0]?.HistorySummary).toBe('Alarm updated from ALARM to OK');
    expect(updates.NextToken).toBeDefined();
  });

  it('can look at several of the last datapoints instead of all of them', () => {
    put({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    visitors(20, 1, 20);
    expect(alarm()?.StateValue).toBe('ALARM');
  });

  it('can watch a percentile, and an expression', () => {
    put({ AlarmName: 'p90', Statistic: undefined, ExtendedStatistic: 'p90' });
    const stat = {
      Metric: { Namespace: 'Shop', MetricName: 'Visitors', Dimensions: busy.Dimensions },
      Stat: 'Sum',
      Period: 60,
    };
    PutMetricAlarm(
      {
        AlarmName: 'doubled',
        EvaluationPeriods: 1,
        Threshold: 39,
        ComparisonOperator: 'GreaterThanThreshold',
        Metrics: [
          { Id: 'm1', MetricStat: stat, ReturnData: false },
          { Id: 'e1', Expression: 'm1 * 2' },
        ],
      },
      practice.call,
    );
    visitors(20, 20);
    expect(alarm('p90')?.StateValue).toBe('ALARM');
    expect(alarm('doubled')?.StateValue).toBe('ALARM');
  });

  it('is replaced as a whole, but for its state and its tags', () => {
    put({ AlarmDescription: 'too many', OKActions: [SNS], Tags: [{ Key: 'team', Value: 'shop' }] });
    visitors(20, 20);
    put({ Threshold: 15, Tags: [{ Key: 'team', Value: 'other' }] });
    expect(alarm()).toMatchObject({ Threshold: 15, OKActions: [], StateValue: 'ALARM' });
    expect(alarm()?.AlarmDescription).toBeUndefined();
    const { Tags } = ListTagsForResource({ ResourceARN: alarm()?.AlarmArn }, practice.call);
    expect(Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
  });

  it('can be put into a state until it is looked at again', () => {
    put();
    visitors(1);
    SetAlarmState({ AlarmName: 'busy', StateValue: 'ALARM', StateReason: 'a drill' }, practice.call);
    expect(alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'a drill' });
    visitors(1);
    expect(alarm()?.StateValue).toBe('OK');
  });

  it('keeps quiet while its actions are disabled', () => {
    put();
    DisableAlarmActions({ AlarmNames: ['busy'] }, practice.call);
    visitors(20, 20);
    const actions = DescribeAlarmHistory({ HistoryItemType: 'Action' }, practice.call);
    expect(actions.AlarmHistoryItems).toEqual([]);
    EnableAlarmActions({ AlarmNames: ['busy'] }, practice.call);
    expect(alarm()?.ActionsEnabled).toBe(true);
  });
});

describe('the list of alarms', () => {
  it('can be asked by name, prefix, state, action and metric', () => {
    put();
    put({ AlarmName: 'busier', AlarmActions: [] });
    put({ AlarmName: '한산함', MetricName: 'Other' });
    const names = (input: object) =>
      DescribeAlarms(input, practice.call).MetricAlarms?.map(({ AlarmName }) => AlarmName);
    expect(names({})).toEqual(['busier', 'busy', '한산함']);
    expect(names({ AlarmNames: ['busy', 'nope'] })).toEqual(['busy']);
    expect(names({ AlarmNamePrefix: 'bus' })).toEqual(['busier', 'busy']);
    expect(names({ ActionPrefix: 'arn:aws:sns' })).toEqual(['busy', '한산함']);
    expect(names({ StateValue: 'OK' })).toEqual([]);
    expect(names({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
    expect(names({ MaxRecords: 2 })).toEqual(['busier', 'busy']);
    const metric = { Namespace: 'Shop', MetricName: 'Visitors', Dimensions: busy.Dimensions };
    expect(DescribeAlarmsForMetric(metric, practice.call).MetricAlarms).toHaveLength(2);
  });

  it('loses none when one of those to delete is not there', () => {
    put();
    const remove = (...AlarmNames: string[]) => refusal(() => DeleteAlarms({ AlarmNames }, practice.call));
    expect(remove('busy', 'nope')).toMatch(/^ResourceNotFound: /);
    expect(alarm()).toBeDefined();
    expect(remove('busy')).toBe('');
    expect(alarm()).toBeUndefined();
  });
});

describe('an alarm that cannot be', () => {
  it.each<[string, Partial<PutMetricAlarmInput>, RegExp]>([
    ['six actions', { AlarmActions: Array.from({ length: 6 }, () => SNS) }, /Only 5 actions/],
    ['an action that is no ARN', { OKActions: ['mail'] }, /Invalid arn syntax/],
    ['no threshold', { Threshold: undefined }, /^MissingParameter: /],
    ['an unknown operator', { ComparisonOperator: undefined }, /comparison operator/],
    ['no statistic', { Statistic: undefined }, /^MissingParameter: /],
    ['two statistics', { ExtendedStatistic: 'p99' }, /^InvalidParameterCombination: /],
    ['a bad percentile', { Statistic: undefined, ExtendedStatistic: 'p999' }, /Invalid statistic/],
    ['an odd period', { Period: 45 }, /Period must be/],
    ['no periods', { EvaluationPeriods: 0 }, /EvaluationPeriods/],
    ['more datapoints than periods', { DatapointsToAlarm: 3 }, /DatapointsToAlarm/],
    ['too long a look back', { Period: 3600, EvaluationPeriods: 200 }, /more than a day/],
    ['an unknown treatment', { TreatMissingData: 'guess' }, /TreatMissingData/],
    [
      'a metric and an expression',
      { Metrics: [{ Id: 'e1', Expression: '1' }] },
      /^InvalidParameterCombination: /,
    ],
    ['no name', { AlarmName: '' }, /AlarmName/],
  ])('with %s is refused', (_what, input, message) => {
    expect(refusal(() => put(input))).toMatch(message);
  });

  it.each<[string, PutMetricAlarmInput['Metrics'], RegExp]>([
    ['bad syntax', [{ Id: 'e1', Expression: 'm1 /' }], /Error in expression/],
    [
      'two results',
      [
        { Id: 'e1', Expression: '1' },
        { Id: 'e2', Expression: '2' },
      ],
      /Exactly one element/,
    ],
    ['an upper-case id', [{ Id: 'E1', Expression: '1' }], /Invalid Id/],
    [
      'the same id twice',
      [
        { Id: 'e1', Expression: '1' },
        { Id: 'e1', Expression: '2', ReturnData: false },
      ],
      /not unique/,
    ],
  ])('with %s in its expression is refused', (_what, Metrics, message) => {
    const input = {
      AlarmName: 'math',
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: busy.ComparisonOperator,
      Metrics,
    };
    expect(refusal(() => PutMetricAlarm(input, practice.call))).toMatch(message);
  });
});
