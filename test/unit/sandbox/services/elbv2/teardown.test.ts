import { describe, expect, it } from 'vitest';
import { ModifyLoadBalancerAttributes } from '../../../../../src/sandbox/services/elbv2/attributes.ts';
import {
  CreateListener,
  DeleteListener,
  DescribeListeners,
  ModifyListener,
} from '../../../../../src/sandbox/services/elbv2/listeners.ts';
import { DeleteLoadBalancer } from '../../../../../src/sandbox/services/elbv2/load-balancer-deletion.ts';
import {
  CreateLoadBalancer,
  DescribeLoadBalancers,
} from '../../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { CreateRule, DeleteRule, DescribeRules } from '../../../../../src/sandbox/services/elbv2/rules.ts';
import { AddTags } from '../../../../../src/sandbox/services/elbv2/tags.ts';
import {
  CreateTargetGroup,
  DeleteTargetGroup,
  DescribeTargetGroups,
} from '../../../../../src/sandbox/services/elbv2/target-groups.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

function first(map: ReadonlyMap<string, unknown>): string {
  return [...map.keys()][0] ?? '';
}

/** The load balancer, listener and target group of `web`. */
function arnsOf({ region }: PracticeWorld): { balancer: string; listener: string; group: string } {
  const { loadBalancers, listeners, targetGroups } = region.elbv2;
  return { balancer: first(loadBalancers), listener: first(listeners), group: first(targetGroups) };
}

function balancersOf(practice: PracticeWorld, group: string): string[] | undefined {
  const { TargetGroups } = DescribeTargetGroups({ TargetGroupArns: [group] }, practice.call);
  return TargetGroups?.[0]?.LoadBalancerArns;
}

function otherGroup(practice: PracticeWorld): string {
  const { TargetGroups } = CreateTargetGroup({ Name: 'other', TargetType: 'ip' }, practice.call);
  return TargetGroups?.[0]?.TargetGroupArn ?? '';
}

function forwardTo(TargetGroupArn: string) {
  return [{ Type: 'forward', TargetGroupArn }] as const;
}

function createRule(practice: PracticeWorld, group: string, Priority = 10): string {
  const { listener } = arnsOf(practice);
  const Conditions = [{ Field: 'path-pattern', Values: ['/api/*'] }];
  const input = { ListenerArn: listener, Priority, Conditions, Actions: [...forwardTo(group)] };
  return CreateRule(input, practice.call).Rules?.[0]?.RuleArn ?? '';
}

describe('a load balancer that is deleted', () => {
  it('takes its listeners and rules with it, and sets its target groups free', () => {
    const practice = worldWithWeb(1);
    const { balancer, listener, group } = arnsOf(practice);
    const other = otherGroup(practice);
    const rule = createRule(practice, other);
    DeleteLoadBalancer({ LoadBalancerArn: balancer }, practice.call);
    expect(DescribeLoadBalancers({}, practice.call).LoadBalancers).toEqual([]);
    expect(refusal(() => DescribeListeners({ ListenerArns: [listener] }, practice.call))).toMatch(
      /^ListenerNotFoundException/,
    );
    expect(refusal(() => DescribeRules({ RuleArns: [rule] }, practice.call))).toMatch(
      /^RuleNotFoundException/,
    );
    expect(balancersOf(practice, group)).toEqual([]);
    expect(balancersOf(practice, other)).toEqual([]);
  });

  it('may be gone already', () => {
    const practice = worldWithWeb(1);
    const input = { LoadBalancerArn: arnsOf(practice).balancer };
    DeleteLoadBalancer(input, practice.call);
    expect(refusal(() => DeleteLoadBalancer(input, practice.call))).toBe('');
  });

  it('leaves its network interfaces behind for a while, its name at once', () => {
    const practice = worldWithWeb(1, { balancerInterfacesSeconds: 40 });
    const { balancer } = arnsOf(practice);
    DeleteLoadBalancer({ LoadBalancerArn: balancer }, practice.call);
    expect(practice.region.elbv2.leaving.get(balancer)?.balancer.LoadBalancerName).toBe('web-alb');
    CreateLoadBalancer({ Name: 'web-alb' }, practice.call);
    practice.pass(30);
    expect(practice.region.elbv2.leaving.size).toBe(1);
    practice.pass(10);
    expect(practice.region.elbv2.leaving.size).toBe(0);
  });

  it('must not be protected', () => {
    const practice = worldWithWeb(1);
    const LoadBalancerArn = arnsOf(practice).balancer;
    const protect = (Value: string) =>
      ModifyLoadBalancerAttributes(
        { LoadBalancerArn, Attributes: [{ Key: 'deletion_protection.enabled', Value }] },
        practice.call,
      );
    protect('true');
    const attempt = () => refusal(() => DeleteLoadBalancer({ LoadBalancerArn }, practice.call));
    expect(attempt()).toMatch(/^OperationNotPermittedException: .*deletion protection/);
    expect(practice.region.elbv2.listeners.size).toBe(1);
    protect('false');
    expect(attempt()).toBe('');
  });

  it('leaves the tags of all that went to the tagging API', () => {
    const practice = worldWithWeb(1);
    const { balancer, listener, group } = arnsOf(practice);
    const rule = createRule(practice, group);
    const Tags = [{ Key: 'team', Value: '결제' }];
    AddTags({ ResourceArns: [balancer, listener, rule, group], Tags }, practice.call);
    DeleteLoadBalancer({ LoadBalancerArn: balancer }, practice.call);
    DeleteTargetGroup({ TargetGroupArn: group }, practice.call);
    const ghosts = [...practice.region.tags.entries()].map(({ arn, tags }) => [arn, tags]);
    expect(new Map(ghosts as [string, object][])).toEqual(
      new Map([rule, listener, balancer, group].map((arn) => [arn, { team: '결제' }])),
    );
  });
});

describe('a target group', () => {
  it('belongs to a load balancer through a rule alone, too', () => {
    const practice = worldWithWeb(1);
    const { balancer } = arnsOf(practice);
    const other = otherGroup(practice);
    expect(balancersOf(practice, other)).toEqual([]);
    const rule = createRule(practice, other);
    expect(balancersOf(practice, other)).toEqual([balancer]);
    DeleteRule({ RuleArn: rule }, practice.call);
    expect(balancersOf(practice, other)).toEqual([]);
  });

  it('belongs to it for as long as anything forwards to it', () => {
    const practice = worldWithWeb(1);
    const { balancer, listener, group } = arnsOf(practice);
    createRule(practice, group);
    const other = otherGroup(practice);
    ModifyListener({ ListenerArn: listener, DefaultActions: [...forwardTo(other)] }, practice.call);
    expect(balancersOf(practice, group)).toEqual([balancer]);
    expect(balancersOf(practice, other)).toEqual([balancer]);
    DeleteListener({ ListenerArn: listener }, practice.call);
    expect(balancersOf(practice, group)).toEqual([]);
    expect(refusal(() => DeleteListener({ ListenerArn: listener }, practice.call))).toMatch(
      /^ListenerNotFoundException/,
    );
  });

  it('cannot be deleted while a listener or a rule forwards to it, weighted or not', () => {
    const practice = worldWithWeb(1);
    const { balancer, listener, group } = arnsOf(practice);
    const input = { TargetGroupArn: group };
    const attempt = () => refusal(() => DeleteTargetGroup(input, practice.call));
    expect(attempt()).toMatch(/^ResourceInUseException/);
    DeleteListener({ ListenerArn: listener }, practice.call);
    const ForwardConfig = { TargetGroups: [{ TargetGroupArn: group, Weight: 1 }] };
    CreateListener(
      { LoadBalancerArn: balancer, Port: 81, DefaultActions: [{ Type: 'forward', ForwardConfig }] },
      practice.call,
    );
    expect(attempt()).toMatch(/^ResourceInUseException/);
    DeleteLoadBalancer({ LoadBalancerArn: balancer }, practice.call);
    expect(attempt()).toBe('');
    expect(DescribeTargetGroups({}, practice.call).TargetGroups).toEqual([]);
    expect(attempt()).toBe('');
  });
});
