import { describe, expect, it } from 'vitest';
import {
  DescribeLoadBalancerAttributes,
  DescribeTargetGroupAttributes,
  ModifyLoadBalancerAttributes,
  ModifyTargetGroupAttributes,
} from '../../../../../src/sandbox/services/elbv2/attributes.ts';
import { CreateListener, ModifyListener } from '../../../../../src/sandbox/services/elbv2/listeners.ts';
import { SetSecurityGroups, SetSubnets } from '../../../../../src/sandbox/services/elbv2/network.ts';
import {
  CreateRule,
  DeleteRule,
  DescribeRules,
  ModifyRule,
  SetRulePriorities,
} from '../../../../../src/sandbox/services/elbv2/rules.ts';
import { AddTags, DescribeTags, RemoveTags } from '../../../../../src/sandbox/services/elbv2/tags.ts';
import {
  CreateTargetGroup,
  ModifyTargetGroup,
} from '../../../../../src/sandbox/services/elbv2/target-groups.ts';
import {
  DeregisterTargets,
  DescribeTargetHealth,
  RegisterTargets,
} from '../../../../../src/sandbox/services/elbv2/targets.ts';
import { type PracticeWorld, refusal, worldWithWeb } from '../../world/practice-world.ts';

const fixed = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } } as const;

function first(map: ReadonlyMap<string, unknown>): string {
  return [...map.keys()][0] ?? '';
}

describe('attributes', () => {
  it('of a load balancer have defaults, and can be changed one by one', () => {
    const practice = worldWithWeb(1);
    const LoadBalancerArn = first(practice.region.elbv2.loadBalancers);
    const value = (key: string) =>
      DescribeLoadBalancerAttributes({ LoadBalancerArn }, practice.call).Attributes?.find(
        ({ Key }) => Key === key,
      )?.Value;
    expect(value('deletion_protection.enabled')).toBe('false');
    expect(value('idle_timeout.timeout_seconds')).toBe('60');
    const Attributes = [{ Key: 'idle_timeout.timeout_seconds', Value: '120' }];
    ModifyLoadBalancerAttributes({ LoadBalancerArn, Attributes }, practice.call);
    expect(value('idle_timeout.timeout_seconds')).toBe('120');
    expect(value('deletion_protection.enabled')).toBe('false');
    const wrong = { LoadBalancerArn, Attributes: [{ Key: 'colour', Value: 'red' }] };
    expect(refusal(() => ModifyLoadBalancerAttributes(wrong, practice.call))).toMatch(
      /^InvalidConfigurationRequestException/,
    );
  });

  it('of a target group too', () => {
    const practice = worldWithWeb(1);
    const TargetGroupArn = first(practice.region.elbv2.targetGroups);
    const key = 'deregistration_delay.timeout_seconds';
    const given = () => DescribeTargetGroupAttributes({ TargetGroupArn }, practice.call).Attributes;
    expect(given()).toContainEqual({ Key: key, Value: '300' });
    const Attributes = [{ Key: key, Value: '5' }];
    const answer = ModifyTargetGroupAttributes({ TargetGroupArn, Attributes }, practice.call);
    expect(answer.Attributes).toContainEqual({ Key: key, Value: '5' });
    expect(given()).toEqual(answer.Attributes);
  });
});

describe('rules', () => {
  function world(): { practice: PracticeWorld; ListenerArn: string } {
    const practice = worldWithWeb(1);
    return { practice, ListenerArn: first(practice.region.elbv2.listeners) };
  }

  function create(practice: PracticeWorld, ListenerArn: string, Priority: number): string {
    const Conditions = [{ Field: 'path-pattern', Values: [`/${Priority}`] }];
    const input = { ListenerArn, Priority, Conditions, Actions: [fixed] };
    return CreateRule(input, practice.call).Rules?.[0]?.RuleArn ?? '';
  }

  function priorities(practice: PracticeWorld, ListenerArn: string): (string | undefined)[] {
    return (DescribeRules({ ListenerArn }, practice.call).Rules ?? []).map(({ Priority }) => Priority);
  }

  it('go by priority, the default one last', () => {
    const { practice, ListenerArn } = world();
    for (const priority of [20, 3, 100]) create(practice, ListenerArn, priority);
    expect(priorities(practice, ListenerArn)).toEqual(['3', '20', '100', 'default']);
    const page = DescribeRules({ ListenerArn, PageSize: 2 }, practice.call);
    expect(page.Rules).toHaveLength(2);
    const rest = DescribeRules({ ListenerArn, Marker: page.NextMarker }, practice.call);
    expect(rest.Rules?.at(-1)).toMatchObject({ IsDefault: true, Actions: [{ Type: 'forward' }] });
  });

  it('have a priority each, which two may exchange', () => {
    const { practice, ListenerArn } = world();
    const one = create(practice, ListenerArn, 1);
    const two = create(practice, ListenerArn, 2);
    expect(refusal(() => create(practice, ListenerArn, 2))).toMatch(/^PriorityInUseException/);
    const move = (RuleArn: string, Priority: number) => ({ RuleArn, Priority });
    const set = (...RulePriorities: { RuleArn: string; Priority: number }[]) =>
      refusal(() => SetRulePriorities({ RulePriorities }, practice.call));
    expect(set(move(one, 2))).toMatch(/^PriorityInUseException/);
    expect(set(move(one, 5), move(two, 5))).toMatch(/^PriorityInUseException/);
    expect(set(move(one, 2), move(two, 1))).toBe('');
    const arns = DescribeRules({ ListenerArn }, practice.call).Rules?.map(({ RuleArn }) => RuleArn);
    expect(arns?.slice(0, 2)).toEqual([two, one]);
    expect(set(move(one, 0))).toMatch(/^ValidationError/);
  });

  it('can be changed and deleted, but for the default one, which is the listener’s', () => {
    const { practice, ListenerArn } = world();
    const RuleArn = create(practice, ListenerArn, 1);
    const Conditions = [{ Field: 'host-header', Values: ['a.example'] }];
    expect(ModifyRule({ RuleArn, Conditions }, practice.call).Rules).toMatchObject([
      { Conditions, Actions: [fixed] },
    ]);
    ModifyListener({ ListenerArn, Port: 8080, DefaultActions: [fixed] }, practice.call);
    const standing = DescribeRules({ ListenerArn }, practice.call).Rules?.at(-1);
    expect(standing?.Actions).toEqual([fixed]);
    const named = { RuleArn: standing?.RuleArn };
    expect(refusal(() => ModifyRule({ ...named, Actions: [fixed] }, practice.call))).toMatch(
      /^OperationNotPermittedException/,
    );
    expect(refusal(() => DeleteRule(named, practice.call))).toMatch(/^OperationNotPermittedException/);
    DeleteRule({ RuleArn }, practice.call);
    expect(priorities(practice, ListenerArn)).toEqual(['default']);
    expect(refusal(() => DeleteRule({ RuleArn }, practice.call))).toMatch(/^RuleNotFoundException/);
  });

  it('of a listener that moves do not let it take another’s port', () => {
    const { practice, ListenerArn } = world();
    const LoadBalancerArn = first(practice.region.elbv2.loadBalancers);
    CreateListener({ LoadBalancerArn, Port: 81, DefaultActions: [fixed] }, practice.call);
    expect(refusal(() => ModifyListener({ ListenerArn, Port: 81 }, practice.call))).toMatch(
      /^DuplicateListenerException/,
    );
  });
});

describe('targets registered by hand', () => {
  it('are there until they are taken away, each once by its id and port', () => {
    const practice = worldWithWeb(0);
    const TargetGroupArn = first(practice.region.elbv2.targetGroups);
    const seen = () =>
      DescribeTargetHealth({ TargetGroupArn }, practice.call).TargetHealthDescriptions?.map(
        ({ Target, TargetHealth }) => `${Target?.Id}:${Target?.Port} ${TargetHealth?.State}`,
      );
    const register = (...Targets: { Id: string; Port: number }[]) =>
      RegisterTargets({ TargetGroupArn, Targets }, practice.call);
    register({ Id: '10.0.0.1', Port: 80 }, { Id: '10.0.0.1', Port: 81 });
    register({ Id: '10.0.0.1', Port: 80 }, { Id: '10.0.0.2', Port: 80 });
    expect(seen()).toEqual(['10.0.0.1:81 healthy', '10.0.0.1:80 healthy', '10.0.0.2:80 healthy']);
    DeregisterTargets({ TargetGroupArn, Targets: [{ Id: '10.0.0.1' }] }, practice.call);
    expect(seen()).toEqual(['10.0.0.2:80 healthy']);
    const Targets = [{ Id: '10.0.0.9', Port: 80 }];
    const asked = DescribeTargetHealth({ TargetGroupArn, Targets }, practice.call);
    expect(asked.TargetHealthDescriptions).toMatchObject([
      { TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' } },
    ]);
  });

  it('are not used where no load balancer is', () => {
    const practice = worldWithWeb(0);
    const { TargetGroups } = CreateTargetGroup({ Name: 'idle', TargetType: 'ip', Port: 80 }, practice.call);
    const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn;
    RegisterTargets({ TargetGroupArn, Targets: [{ Id: '10.0.0.1' }] }, practice.call);
    expect(DescribeTargetHealth({ TargetGroupArn }, practice.call).TargetHealthDescriptions).toMatchObject([
      { Target: { Port: 80 }, TargetHealth: { State: 'unused', Reason: 'Target.NotInUse' } },
    ]);
  });

  it('are checked as the target group says', () => {
    const practice = worldWithWeb(0);
    const TargetGroupArn = first(practice.region.elbv2.targetGroups);
    const { TargetGroups } = ModifyTargetGroup({ TargetGroupArn, HealthCheckPath: '/health' }, practice.call);
    expect(TargetGroups).toMatchObject([{ HealthCheckPath: '/health', HealthCheckIntervalSeconds: 30 }]);
  });
});

describe('tags', () => {
  it('can be added, replaced and taken away of several resources at once', () => {
    const practice = worldWithWeb(0);
    const { elbv2 } = practice.region;
    const ResourceArns = [first(elbv2.loadBalancers), first(elbv2.listeners), first(elbv2.rules)];
    const tag = (Key: string, Value: string) => ({ Key, Value });
    AddTags({ ResourceArns, Tags: [tag('a', '1'), tag('b', '2')] }, practice.call);
    AddTags({ ResourceArns, Tags: [tag('a', '3')] }, practice.call);
    RemoveTags({ ResourceArns, TagKeys: ['b'] }, practice.call);
    const { TagDescriptions } = DescribeTags({ ResourceArns }, practice.call);
    expect(TagDescriptions?.map(({ Tags }) => Tags)).toEqual([
      [tag('a', '3')],
      [tag('a', '3')],
      [tag('a', '3')],
    ]);
    expect(
      refusal(() => AddTags({ ResourceArns, Tags: [tag('c', '1'), tag('c', '2')] }, practice.call)),
    ).toMatch(/^DuplicateTagKeysException/);
    const twentyOne = Array.from({ length: 21 }, () => first(elbv2.loadBalancers));
    expect(refusal(() => DescribeTags({ ResourceArns: twentyOne }, practice.call))).toMatch(
      /^ValidationError/,
    );
  });
});

describe('a load balancer', () => {
  it('can be given other security groups and subnets', () => {
    const practice = worldWithWeb(0);
    const LoadBalancerArn = first(practice.region.elbv2.loadBalancers);
    const groups = { LoadBalancerArn, SecurityGroups: ['sg-1'] };
    expect(SetSecurityGroups(groups, practice.call).SecurityGroupIds).toEqual(['sg-1']);
    const subnets = { LoadBalancerArn, SubnetMappings: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }] };
    expect(SetSubnets(subnets, practice.call).AvailabilityZones).toEqual([
      { SubnetId: 'subnet-1', ZoneName: 'us-east-1a' },
      { SubnetId: 'subnet-2', ZoneName: 'us-east-1b' },
    ]);
    const nowhere = { LoadBalancerArn: `${LoadBalancerArn}0`, SecurityGroups: [] };
    expect(refusal(() => SetSecurityGroups(nowhere, practice.call))).toMatch(
      /^LoadBalancerNotFoundException/,
    );
  });
});
