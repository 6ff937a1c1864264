import { describe, expect, it } from 'vitest';
import { DeleteAutoScalingGroup } from '../../../../../src/sandbox/services/auto-scaling/deletion.ts';
import {
  DeletePolicy,
  DescribePolicies,
  PutScalingPolicy,
} from '../../../../../src/sandbox/services/auto-scaling/policies.ts';
import { type PracticeWorld, refusal } from '../../world/practice-world.ts';
import { fleet } from '../ecs/small-fleet.ts';

const nodes = { AutoScalingGroupName: 'nodes' };

function track(practice: PracticeWorld, TargetValue: number, PolicyName = 'cpu') {
  const metric = { PredefinedMetricType: 'ASGAverageCPUUtilization' } as const;
  return PutScalingPolicy(
    {
      ...{ ...nodes, PolicyName, PolicyType: 'TargetTrackingScaling' },
      TargetTrackingConfiguration: { PredefinedMetricSpecification: metric, TargetValue },
    },
    practice.call,
  ).PolicyARN;
}

function targets(practice: PracticeWorld, asked: Parameters<typeof DescribePolicies>[0] = nodes) {
  return DescribePolicies(asked, practice.call).ScalingPolicies?.map(
    (policy) => policy.TargetTrackingConfiguration?.TargetValue,
  );
}

describe('a scaling policy of a group', () => {
  it('is replaced under its name, and keeps its ARN and its type', () => {
    const practice = fleet();
    const arn = track(practice, 60);
    expect(arn).toMatch(/:scalingPolicy:[0-9a-f-]{36}:autoScalingGroupName\/nodes:policyName\/cpu$/);
    expect(track(practice, 50)).toBe(arn);
    expect(targets(practice)).toEqual([50]);
    const simple = { ...nodes, PolicyName: 'cpu', ScalingAdjustment: 1 };
    expect(refusal(() => PutScalingPolicy(simple, practice.call))).toMatch(/^ValidationError/);
  });

  it('is found by its name, its ARN, its type and its group', () => {
    const practice = fleet();
    const arn = track(practice, 60) ?? '';
    track(practice, 70, 'other');
    expect(targets(practice, {})).toEqual([60, 70]);
    expect(targets(practice, { ...nodes, PolicyNames: ['other'] })).toEqual([70]);
    expect(targets(practice, { PolicyNames: [arn] })).toEqual([60]);
    expect(targets(practice, { ...nodes, PolicyTypes: ['StepScaling'] })).toEqual([]);
  });

  it('goes by its name or ARN, or with its group', () => {
    const practice = fleet();
    const arn = track(practice, 60) ?? '';
    DeletePolicy({ PolicyName: arn }, practice.call);
    expect(refusal(() => DeletePolicy({ ...nodes, PolicyName: 'cpu' }, practice.call))).toMatch(
      /^ValidationError/,
    );
    track(practice, 60);
    DeleteAutoScalingGroup(nodes, practice.call);
    expect(practice.region.autoScaling.policies.size).toBe(0);
  });

  it('must say what its type needs, and name one metric', () => {
    const practice = fleet();
    const put = (more: object) =>
      refusal(() => PutScalingPolicy({ ...nodes, PolicyName: 'cpu', ...more }, practice.call));
    expect(put({ PolicyType: 'TargetTrackingScaling' })).toMatch(
      /^ValidationError.*TargetTrackingConfiguration/,
    );
    const TargetTrackingConfiguration = { TargetValue: 60 };
    expect(put({ PolicyType: 'TargetTrackingScaling', TargetTrackingConfiguration })).toMatch(/metric/);
    expect(put({ PolicyType: 'Magic' })).toMatch(/^ValidationError/);
  });
});
