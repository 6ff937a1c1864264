import { describe, expect, it } from 'vitest';
import { UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { CreateListener, DescribeListeners } from '../../../../../src/sandbox/services/elbv2/listeners.ts';
import {
  CreateLoadBalancer,
  DescribeLoadBalancers,
} from '../../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { DescribeTags } from '../../../../../src/sandbox/services/elbv2/tags.ts';
import {
  CreateTargetGroup,
  DescribeTargetGroups,
} from '../../../../../src/sandbox/services/elbv2/target-groups.ts';
import { DescribeTargetHealth } from '../../../../../src/sandbox/services/elbv2/targets.ts';
import { refusal, worldWithWeb } from '../../world/practice-world.ts';

const practice = worldWithWeb(2);
const [group] = DescribeTargetGroups({}, practice.call).TargetGroups ?? [];
const [balancer] = DescribeLoadBalancers({}, practice.call).LoadBalancers ?? [];

describe('a target group', () => {
  it('belongs to the load balancer whose listener forwards to it', () => {
    expect(group?.LoadBalancerArns).toEqual([balancer?.LoadBalancerArn]);
    const answer = DescribeTargetGroups({ LoadBalancerArn: balancer?.LoadBalancerArn }, practice.call);
    expect(answer.TargetGroups).toHaveLength(1);
  });

  it('holds the running tasks, and drains those that leave', () => {
    const states = () =>
      DescribeTargetHealth(
        { TargetGroupArn: group?.TargetGroupArn },
        practice.call,
      ).TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth?.State);
    expect(states()).toEqual(['healthy', 'healthy']);
    UpdateService({ cluster: 'prod', service: 'web', desiredCount: 1 }, practice.call);
    practice.pass(10);
    expect(states()).toEqual(['healthy', 'draining']);
    practice.pass(60);
    expect(states()).toEqual(['healthy']);
  });

  it('belongs to no more than one load balancer', () => {
    const { LoadBalancers } = CreateLoadBalancer({ Name: 'other' }, practice.call);
    const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: group?.TargetGroupArn }];
    const input = { LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn, Port: 80, DefaultActions };
    expect(refusal(() => CreateListener(input, practice.call))).toMatch(
      /^TargetGroupAssociationLimitException/,
    );
  });
});

describe('what is not there', () => {
  const arn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/nope/0';
  it.each<[string, () => unknown, string]>([
    [
      'a target group',
      () => DescribeTargetGroups({ Names: ['nope'] }, practice.call),
      'TargetGroupNotFoundException',
    ],
    [
      'a target group by ARN',
      () => DescribeTargetGroups({ TargetGroupArns: [arn] }, practice.call),
      'TargetGroupNotFoundException',
    ],
    [
      'its health',
      () => DescribeTargetHealth({ TargetGroupArn: arn }, practice.call),
      'TargetGroupNotFoundException',
    ],
    [
      'a load balancer',
      () => DescribeLoadBalancers({ Names: ['nope'] }, practice.call),
      'LoadBalancerNotFoundException',
    ],
    [
      'its listeners',
      () => DescribeListeners({ LoadBalancerArn: arn }, practice.call),
      'LoadBalancerNotFoundException',
    ],
    [
      'a listener',
      () => DescribeListeners({ ListenerArns: [arn] }, practice.call),
      'ListenerNotFoundException',
    ],
    ['its tags', () => DescribeTags({ ResourceArns: [arn] }, practice.call), 'TargetGroupNotFoundException'],
  ])('%s is an error of its own', (_what, attempt, name) => {
    expect(refusal(attempt)).toMatch(new RegExp(`^${name}: `));
  });

  it.each<[string, () => unknown, string]>([
    [
      'load balancer',
      () => CreateLoadBalancer({ Name: 'web-alb' }, practice.call),
      'DuplicateLoadBalancerNameException',
    ],
    [
      'target group',
      () => CreateTargetGroup({ Name: 'web-tg' }, practice.call),
      'DuplicateTargetGroupNameException',
    ],
    [
      'listener',
      () =>
        CreateListener(
          { LoadBalancerArn: balancer?.LoadBalancerArn, Port: 80, DefaultActions: [] },
          practice.call,
        ),
      'DuplicateListenerException',
    ],
  ])('unlike a second %s', (_what, attempt, name) => {
    expect(refusal(attempt)).toMatch(new RegExp(`^${name}: `));
  });
});
