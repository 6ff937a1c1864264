import { describe, expect, it } from 'vitest';
import { PutScalingPolicy } from '../../../../../src/sandbox/services/application-auto-scaling/policies.ts';
import {
  DeregisterScalableTarget,
  DescribeScalableTargets,
  RegisterScalableTarget,
} from '../../../../../src/sandbox/services/application-auto-scaling/targets.ts';
import { DeleteAlarms, PutMetricAlarm } from '../../../../../src/sandbox/services/cloudwatch/alarms.ts';
import { DescribeAlarms } from '../../../../../src/sandbox/services/cloudwatch/alarms-read.ts';
import { DeleteService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { type PracticeWorld, refusal, web, worldWithWeb } from '../../world/practice-world.ts';

/** A scaled `web` with a step policy, the alarm that calls it, and a target tracking policy with its own alarms. */
function scaledWorld(): PracticeWorld {
  const practice = worldWithWeb(1);
  const Tags = { team: 'shop' };
  RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 4, Tags }, practice.call);
  const step = PutScalingPolicy(
    {
      ...web,
      PolicyName: 'step',
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
      },
    },
    practice.call,
  );
  PutScalingPolicy(
    {
      ...web,
      PolicyName: 'track',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    },
    practice.call,
  );
  PutMetricAlarm(
    {
      AlarmName: 'busy',
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 70,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [step.PolicyARN ?? ''],
      Tags: [{ Key: 'team', Value: 'shop' }],
    },
    practice.call,
  );
  return practice;
}

function alarmNames(practice: PracticeWorld): (string | undefined)[] | undefined {
  return DescribeAlarms({}, practice.call).MetricAlarms?.map(({ AlarmName }) => AlarmName);
}

describe('a service that is deleted', () => {
  it('leaves the alarm of a step policy behind, and nothing else of its scaling', () => {
    const practice = scaledWorld();
    expect(alarmNames(practice)).toHaveLength(3);
    DeleteService({ cluster: 'prod', service: 'web', force: true }, practice.call);
    expect(alarmNames(practice)).toEqual(['busy']);
    expect(DescribeScalableTargets({ ServiceNamespace: 'ecs' }, practice.call).ScalableTargets).toEqual([]);
    expect(refusal(() => DeregisterScalableTarget(web, practice.call))).toMatch(/^ObjectNotFoundException/);
  });
});

describe('the tagging API', () => {
  it('is left the tags of a scalable target and of an alarm', () => {
    const practice = scaledWorld();
    DeregisterScalableTarget(web, practice.call);
    DeleteAlarms({ AlarmNames: ['busy'] }, practice.call);
    const ghosts = [...practice.region.tags.entries()];
    expect(ghosts.map(({ arn, tags }) => [arn.split(':')[5], tags])).toEqual([
      [expect.stringMatching(/^scalable-target\//), { team: 'shop' }],
      ['alarm', { team: 'shop' }],
    ]);
  });
});
