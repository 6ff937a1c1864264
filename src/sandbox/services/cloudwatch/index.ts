import type { Service } from '../../service.ts';
import {
  DeleteAlarms,
  DisableAlarmActions,
  EnableAlarmActions,
  PutMetricAlarm,
  SetAlarmState,
} from './alarms.ts';
import { DescribeAlarmHistory, DescribeAlarms, DescribeAlarmsForMetric } from './alarms-read.ts';
import { GetMetricData, GetMetricStatistics } from './metric-data.ts';
import { ListMetrics, PutMetricData } from './metrics.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';

export const cloudwatch: Service = {
  signingName: 'monitoring',
  iamPrefix: 'cloudwatch',
  sdk: () => import('@aws-sdk/client-cloudwatch'),
  handlers: {
    PutMetricData,
    GetMetricData,
    GetMetricStatistics,
    ListMetrics,
    PutMetricAlarm,
    DeleteAlarms,
    SetAlarmState,
    EnableAlarmActions,
    DisableAlarmActions,
    DescribeAlarms,
    DescribeAlarmsForMetric,
    DescribeAlarmHistory,
    ListTagsForResource,
    TagResource,
    UntagResource,
  },
};
