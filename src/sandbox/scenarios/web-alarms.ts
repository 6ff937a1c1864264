import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Call } from '../service.ts';
import { PutMetricAlarm } from '../services/cloudwatch/alarms.ts';
import { loadBalancerDimensions, serviceDimensions } from '../services/metric-names.ts';
import { arn, resourceOf } from '../world/arn.ts';

/** The alarms that the shop's people have made already; none of them scales anything yet. */
export function createAlarms(call: Call, arns: { loadBalancer: string; targetGroup: string }): void {
  const dimensions = loadBalancerDimensions({
    loadBalancer: resourceOf(arns.loadBalancer).replace('loadbalancer/', ''),
    targetGroup: resourceOf(arns.targetGroup),
  });
  const AlarmActions = [arn(call.region, 'sns', 'on-call')];
  PutMetricAlarm(
    {
      AlarmName: 'web-p99-slow',
      AlarmDescription: 'One customer in a hundred waits for more than 2.5 seconds.',
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'TargetResponseTime',
      Dimensions: dimensions,
      ExtendedStatistic: 'p99',
      Period: 60,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      Threshold: 2.5,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions,
      OKActions: AlarmActions,
      Tags: [{ Key: '담당', Value: '웹플랫폼팀' }],
    },
    call,
  );
  createBacklogAlarm(call, AlarmActions);
  createErrorAlarm(call, dimensions, AlarmActions);
}

function createBacklogAlarm(call: Call, AlarmActions: string[]): void {
  PutMetricAlarm(
    {
      AlarmName: 'jobs-backlog-per-task',
      AlarmDescription: 'Each running worker has more than 150 jobs ahead of it.',
      Metrics: [
        metric('m1', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Sum', [
          { Name: 'QueueName', Value: 'jobs' },
        ]),
        metric(
          'm2',
          'ECS/ContainerInsights',
          'RunningTaskCount',
          'Average',
          serviceDimensions({ cluster: 'prod', service: 'worker' }),
        ),
        { Id: 'e1', Expression: 'IF(m2 > 0, m1 / m2, m1)', Label: 'Jobs per task', ReturnData: true },
      ],
      EvaluationPeriods: 3,
      Threshold: 150,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions,
    },
    call,
  );
}

function createErrorAlarm(
  call: Call,
  dimensions: { Name: string | undefined; Value: string | undefined }[],
  AlarmActions: string[],
): void {
  PutMetricAlarm(
    {
      AlarmName: '웹-오류율-높음',
      AlarmDescription: '상점의 5xx 응답이 전체 요청의 5%를 넘으면 당직자에게 알립니다.',
      Metrics: [
        metric('m1', 'AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', 'Sum', dimensions),
        metric('m2', 'AWS/ApplicationELB', 'RequestCount', 'Sum', dimensions),
        { Id: 'e1', Expression: '100 * FILL(m1, 0) / m2', Label: '오류율 (%)', ReturnData: true },
      ],
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions,
    },
    call,
  );
}

function metric(
  Id: string,
  Namespace: string,
  MetricName: string,
  Stat: string,
  Dimensions: { Name: string | undefined; Value: string | undefined }[],
): MetricDataQuery {
  return {
    Id,
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Stat, Period: 60 },
    ReturnData: false,
  };
}
