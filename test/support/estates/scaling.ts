import { PutScalingPolicy } from '../../../src/sandbox/services/application-auto-scaling/policies.ts';
import { RegisterScalableTarget } from '../../../src/sandbox/services/application-auto-scaling/targets.ts';
import { PutMetricAlarm } from '../../../src/sandbox/services/cloudwatch/alarms.ts';
import { serviceDimensions } from '../../../src/sandbox/services/metric-names.ts';
import type { Site } from './site.ts';
import type { StackWishes } from './wishes.ts';

interface Scaled {
  readonly cluster: string;
  readonly service: string;
}

/** Bounds for the service's tasks, and a policy of that kind. Gives what CloudFormation calls the scalable target. */
export function scale(site: Site, scaled: Scaled, scaling: StackWishes['scaling']): string {
  const { call } = site;
  const dimension = {
    ServiceNamespace: 'ecs',
    ResourceId: `service/${scaled.cluster}/${scaled.service}`,
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;
  RegisterScalableTarget({ ...dimension, MinCapacity: 1, MaxCapacity: 6 }, call);
  if (scaling === 'tracking') {
    const target = {
      TargetValue: 60,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' as const },
    };
    const how = {
      PolicyType: 'TargetTrackingScaling' as const,
      TargetTrackingScalingPolicyConfiguration: target,
    };
    PutScalingPolicy({ ...dimension, PolicyName: 'hold', ...how }, call);
  } else {
    const StepAdjustments = [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }];
    const steps = { AdjustmentType: 'ChangeInCapacity' as const, StepAdjustments };
    const how = { PolicyType: 'StepScaling' as const, StepScalingPolicyConfiguration: steps };
    const { PolicyARN = '' } = PutScalingPolicy({ ...dimension, PolicyName: 'more', ...how }, call);
    raiseAlarm(site, { ...scaled, name: `${scaled.service}-busy`, actions: [PolicyARN] });
  }
  return `${dimension.ResourceId}|${dimension.ScalableDimension}|ecs`;
}

/** An alarm on the CPU of a service. */
export function raiseAlarm(
  { call }: Site,
  { cluster, service, name, actions = [] }: Scaled & { name: string; actions?: string[] },
): void {
  PutMetricAlarm(
    {
      AlarmName: name,
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: serviceDimensions({ cluster, service }),
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 75,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: actions,
    },
    call,
  );
}
