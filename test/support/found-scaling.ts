import type {
  ScalableTarget,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Service } from '@aws-sdk/client-ecs';
import { type FoundScaling, scalableDimension } from '../../src/scale/found.ts';

const web = { cluster: 'prod', service: 'web' } as const;
const region = 'eu-central-1';
export const created = new Date('2026-01-05T08:00:00Z');

/** The ARN that the policy of that name has wherever tests speak of it. */
export function policyArn(name: string): string {
  return `arn:aws:autoscaling:${region}:123456789012:scalingPolicy:6d8972f3:resource/ecs/service/prod/web:policyName/${name}`;
}

export function alarmArn(name: string): string {
  return `arn:aws:cloudwatch:${region}:123456789012:alarm:${name}`;
}

export function aTarget(values: Partial<ScalableTarget> = {}): ScalableTarget {
  return {
    ...scalableDimension(web),
    MinCapacity: 2,
    MaxCapacity: 10,
    RoleARN: 'arn:aws:iam::123456789012:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AAS',
    CreationTime: created,
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
    ScalableTargetARN: `arn:aws:application-autoscaling:${region}:123456789012:scalable-target/0ec5a1b2`,
    ...values,
  };
}

export function aStepPolicy(name: string, values: Partial<ScalingPolicy> = {}): ScalingPolicy {
  return {
    ...scalableDimension(web),
    PolicyName: name,
    PolicyARN: policyArn(name),
    PolicyType: 'StepScaling',
    CreationTime: created,
    StepScalingPolicyConfiguration: {
      AdjustmentType: 'ChangeInCapacity',
      StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
      Cooldown: 300,
      MetricAggregationType: 'Average',
    },
    ...values,
  };
}

export function aTrackingPolicy(name: string, values: Partial<ScalingPolicy> = {}): ScalingPolicy {
  return {
    ...scalableDimension(web),
    PolicyName: name,
    PolicyARN: policyArn(name),
    PolicyType: 'TargetTrackingScaling',
    CreationTime: created,
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 60,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    },
    ...values,
  };
}

export function anAction(name: string, values: Partial<ScheduledAction> = {}): ScheduledAction {
  return {
    ...scalableDimension(web),
    ScheduledActionName: name,
    ScheduledActionARN: `arn:aws:autoscaling:${region}:123456789012:scheduledAction:${name}`,
    Schedule: 'cron(0 9 * * ? *)',
    CreationTime: created,
    ScalableTargetAction: { MinCapacity: 4, MaxCapacity: 20 },
    ...values,
  };
}

/** An alarm as DescribeAlarms answers it, the lists that it leaves empty included. */
export function anAlarm(name: string, values: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    AlarmName: name,
    AlarmArn: alarmArn(name),
    AlarmConfigurationUpdatedTimestamp: created,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    StateValue: 'OK',
    StateReason: 'Threshold not crossed',
    StateUpdatedTimestamp: created,
    MetricName: 'Latency',
    Namespace: 'Shop',
    Statistic: 'Average',
    Dimensions: [],
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 70,
    ComparisonOperator: 'GreaterThanThreshold',
    ...values,
  };
}

/** The service `prod/web` with bounds 2..10, five tasks wanted, and nothing else unless said so. */
export function aFound(values: Partial<FoundScaling> = {}): FoundScaling {
  return {
    name: web,
    region,
    service: aService(),
    containerInsights: 'disabled',
    monitoring: [],
    target: aTarget(),
    policies: [],
    schedules: [],
    alarms: [],
    routes: [],
    queues: [],
    ...values,
  };
}

export function aService(values: Partial<Service> = {}): Service {
  return {
    serviceName: web.service,
    clusterArn: `arn:aws:ecs:${region}:123456789012:cluster/${web.cluster}`,
    serviceArn: `arn:aws:ecs:${region}:123456789012:service/${web.cluster}/${web.service}`,
    desiredCount: 5,
    runningCount: 5,
    pendingCount: 0,
    status: 'ACTIVE',
    ...values,
  };
}
