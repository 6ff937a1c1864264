import { at, type Exercise } from './exercise.ts';

/** Everything that is changed of a load balancer and its parts, and then their end. */
export async function tellTeardown(aws: Exercise, balancer: string, group: string): Promise<void> {
  const on = ['--load-balancer-arn', balancer];
  const listener = await tellListener(aws, on, group);
  await tellRules(aws, listener, group);
  await tellTargets(aws, group);
  await tellTags(aws, balancer);
  await tellNetwork(aws, on);
  await tellTargetGroup(aws, group);
  await tellBalancer(aws, on, listener);
  await aws.answers('DeleteTargetGroup', ['--target-group-arn', group]);
  await aws.refuses('DescribeTargetGroups: deleted', ['--target-group-arns', group], 'TargetGroupNotFound');
}

async function tellListener(aws: Exercise, on: readonly string[], group: string): Promise<string> {
  const found = await aws.answers('DescribeListeners: to change', on, {});
  const arn = at(found, 'Listeners.0.ListenerArn');
  await aws.answers('ModifyListener', ['--listener-arn', arn, '--port', '8080'], {
    Listeners: [{ ListenerArn: arn, Port: 8080, DefaultActions: [{ TargetGroupArn: group }] }],
  });
  return arn;
}

async function tellRules(aws: Exercise, listener: string, group: string): Promise<void> {
  const of = ['--listener-arn', listener];
  const forward = ['--actions', `Type=forward,TargetGroupArn=${group}`];
  const rule = [...of, '--conditions', 'Field=path-pattern,Values=/api/*', ...forward];
  const created = await aws.answers('CreateRule', [...rule, '--priority', '10'], {
    Rules: [{ Priority: '10', IsDefault: false, RuleArn: /:listener-rule\/app\/cli-alb\// }],
  });
  const arn = at(created, 'Rules.0.RuleArn');
  await aws.refuses('CreateRule: a priority in use', [...rule, '--priority', '10'], 'PriorityInUse');
  const described = await aws.answers('DescribeRules', of, {
    Rules: [
      { RuleArn: arn, Priority: '10', IsDefault: false },
      { Priority: 'default', IsDefault: true },
    ],
  });
  const standing = ['--rule-arn', at(described, 'Rules.1.RuleArn')];
  await aws.answers('ModifyRule', ['--rule-arn', arn, '--conditions', 'Field=path-pattern,Values=/v2/*'], {
    Rules: [{ RuleArn: arn, Conditions: [{ Field: 'path-pattern', Values: ['/v2/*'] }] }],
  });
  await aws.answers('SetRulePriorities', ['--rule-priorities', `RuleArn=${arn},Priority=20`], {
    Rules: [{ RuleArn: arn, Priority: '20' }],
  });
  await aws.refuses('DeleteRule: the default one', standing, 'OperationNotPermitted');
  await aws.answers('DeleteRule', ['--rule-arn', arn]);
  await aws.refuses('DeleteRule: none', ['--rule-arn', arn], 'RuleNotFound');
}

async function tellTargets(aws: Exercise, group: string): Promise<void> {
  const of = ['--target-group-arn', group];
  const targets = ['--targets', 'Id=10.0.1.7,Port=80'];
  await aws.answers('RegisterTargets', [...of, ...targets]);
  await aws.answers('DescribeTargetHealth: by hand', of, {
    TargetHealthDescriptions: [{ Target: { Id: '10.0.1.7', Port: 80 }, TargetHealth: { State: 'healthy' } }],
  });
  await aws.answers('DeregisterTargets', [...of, ...targets]);
}

async function tellTags(aws: Exercise, balancer: string): Promise<void> {
  const of = ['--resource-arns', balancer];
  await aws.answers('AddTags', [...of, '--tags', 'Key=팀,Value=결제']);
  await aws.answers('RemoveTags', [...of, '--tag-keys', 'env']);
  await aws.answers('DescribeTags: after changes', of, {
    TagDescriptions: [{ ResourceArn: balancer, Tags: [{ Key: '팀', Value: '결제' }] }],
  });
}

async function tellNetwork(aws: Exercise, on: readonly string[]): Promise<void> {
  const { network } = aws.estate;
  const [, subnets = ''] = /subnets=\[([^\]]*)\]/.exec(network) ?? [];
  const [, groups = ''] = /securityGroups=\[([^\]]*)\]/.exec(network) ?? [];
  const ids = subnets.split(',');
  await aws.answers('SetSubnets', [...on, '--subnets', ...ids], {
    AvailabilityZones: ids.map((id) => ({ SubnetId: id })),
  });
  await aws.answers('SetSecurityGroups', [...on, '--security-groups', groups], {
    SecurityGroupIds: [groups],
  });
}

async function tellTargetGroup(aws: Exercise, group: string): Promise<void> {
  const of = ['--target-group-arn', group];
  const slow = { Key: 'deregistration_delay.timeout_seconds' };
  const has = (value: string) => (attributes: unknown) => hasAttribute(attributes, slow.Key, value);
  await aws.answers('DescribeTargetGroupAttributes', of, { Attributes: has('300') });
  const change = ['--attributes', `Key=${slow.Key},Value=5`];
  await aws.answers('ModifyTargetGroupAttributes', [...of, ...change], { Attributes: has('5') });
  await aws.answers('ModifyTargetGroup', [...of, '--health-check-path', '/health'], {
    TargetGroups: [{ TargetGroupArn: group, HealthCheckPath: '/health' }],
  });
  await aws.refuses('DeleteTargetGroup: in use', of, 'ResourceInUse');
}

async function tellBalancer(aws: Exercise, on: readonly string[], listener: string): Promise<void> {
  const protection = 'deletion_protection.enabled';
  const protect = (value: string) => [...on, '--attributes', `Key=${protection},Value=${value}`];
  await aws.answers('ModifyLoadBalancerAttributes', protect('true'), {
    Attributes: (attributes) => hasAttribute(attributes, protection, 'true'),
  });
  await aws.refuses('DeleteLoadBalancer: protected', on, 'OperationNotPermitted');
  await aws.answers('ModifyLoadBalancerAttributes: again', protect('false'), {});
  await aws.answers('DescribeLoadBalancerAttributes', on, {
    Attributes: (attributes) => hasAttribute(attributes, protection, 'false'),
  });
  await aws.answers('DeleteListener', ['--listener-arn', listener]);
  await aws.refuses('DeleteListener: none', ['--listener-arn', listener], 'ListenerNotFound');
  await aws.answers('DeleteLoadBalancer', on);
  await aws.answers('DeleteLoadBalancer: gone already', on);
}

function hasAttribute(attributes: unknown, key: string, value: string): boolean {
  if (!Array.isArray(attributes)) return false;
  return attributes.some((one: { Key?: string; Value?: string }) => one.Key === key && one.Value === value);
}
