import type { Call } from '../../service.ts';
import { PutScalingPolicy } from '../../services/application-auto-scaling/policies.ts';
import { RegisterScalableTarget } from '../../services/application-auto-scaling/targets.ts';
import { type PlantedResource, plantStack } from '../../services/cloudformation/planting.ts';
import { PutMetricAlarm } from '../../services/cloudwatch/alarms.ts';
import { serviceDimensions } from '../../services/metric-names.ts';
import { registerRevision, runService } from '../estate/tasks.ts';

interface Wanted {
  readonly parent: string;
  readonly subnets: readonly string[];
  readonly group: string;
  readonly targetGroup: string;
}

/** The lab's nested stack: a service that scales by steps. Continuous delivery has registered two revisions since. */
export function nestService(call: Call, { parent, subnets, group, targetGroup }: Wanted): PlantedResource {
  const taskDefinition = registerRevision(call, 'lab-web', { image: 'lab/web' });
  const service = runService(call, {
    ...{ cluster: 'lab', name: 'web', taskDefinition, subnets, groups: [group], targetGroup },
  });
  for (const logGroup of ['/ecs/lab-web', '/ecs/shared']) registerRevision(call, 'lab-web', { logGroup });
  const target = scaleBySteps(call);
  const id = plantStack(call, {
    name: 'lab-Service-1K2M3N',
    parent,
    resources: [
      { logicalId: 'Tasks', type: 'AWS::ECS::TaskDefinition', physicalId: taskDefinition },
      { logicalId: 'Service', type: 'AWS::ECS::Service', physicalId: service, dependsOn: ['Tasks'] },
      {
        logicalId: 'Scaling',
        type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        physicalId: target,
        dependsOn: ['Service'],
      },
    ],
  });
  return {
    logicalId: 'ServiceStack',
    type: 'AWS::CloudFormation::Stack',
    physicalId: id,
    dependsOn: ['Cluster', 'Listener', 'TaskGroup', 'Subnet1', 'Subnet2'],
  };
}

/** Bounds of the stack's, and by hand a step policy with its alarm. */
function scaleBySteps(call: Call): string {
  const dimension = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/lab/web',
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;
  RegisterScalableTarget({ ...dimension, MinCapacity: 1, MaxCapacity: 6 }, call);
  const later = { ...call, now: new Date(call.now.getTime() + 10_000) };
  const { PolicyARN = '' } = PutScalingPolicy(
    {
      ...dimension,
      PolicyName: 'more-when-busy',
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
      },
    },
    later,
  );
  PutMetricAlarm(
    {
      AlarmName: 'lab-web-busy',
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: serviceDimensions({ cluster: 'lab', service: 'web' }),
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 75,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: [PolicyARN],
    },
    call,
  );
  return 'service/lab/web|ecs:service:DesiredCount|ecs';
}
