import type { AlarmHistoryItem, MetricAlarm, Tag } from '@aws-sdk/client-cloudwatch';
import type { Series } from './series.ts';

/** CloudWatch's resources in one region. */
export interface CloudWatchState {
  /** By {@link import('./series.ts').seriesKey}. */
  readonly series: Map<string, Series>;
  /** By name. */
  readonly alarms: Map<string, Alarm>;
  /** The newest last. */
  readonly history: AlarmHistoryItem[];
}

export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface Alarm extends MetricAlarm {
  AlarmName: string;
  AlarmArn: string;
  StateValue: StateValue;
  EvaluationPeriods: number;
  ActionsEnabled: boolean;
  tags: Tag[];
  /** The value that the last evaluation looked at last, in whatever unit the metric has. */
  lastValue: number | undefined;
  /**
   * Whether it was looked at, or set by hand, since scaling has last listened to it: old news scales
   * nothing.
   */
  isNews: boolean;
}

export function emptyCloudWatch(): CloudWatchState {
  return { series: new Map(), alarms: new Map(), history: [] };
}
