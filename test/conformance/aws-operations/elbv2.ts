import { someText } from '../matches.ts';
import { tellTeardown } from './elbv2-teardown.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const missing = (kind: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:123456789012:${kind}/50dc6c495c0c9188`;

export const elbv2: Story = {
  service: 'elbv2',
  async tell(aws) {
    const group = await tellTargetGroups(aws);
    const balancer = await tellBalancers(aws);
    await tellListeners(aws, balancer, group);
    await tellReading(aws, group);
    await tellTeardown(aws, balancer, group);
  },
};

async function tellTargetGroups(aws: Exercise): Promise<string> {
  const { targetGroup } = aws.estate;
  const described = await aws.answers('DescribeTargetGroups', ['--target-group-arns', targetGroup], {
    TargetGroups: [
      {
        ...{
          TargetGroupArn: targetGroup,
          TargetGroupName: 'lab-tg',
          Protocol: 'HTTP',
          Port: 80,
          TargetType: 'ip',
        },
        ...{
          HealthCheckPath: '/',
          HealthyThresholdCount: 5,
          UnhealthyThresholdCount: 2,
          Matcher: { HttpCode: '200' },
        },
        LoadBalancerArns: [/loadbalancer\/app\/lab-alb\//],
      },
    ],
  });
  const wanted = ['--protocol', 'HTTP', '--port', '80', '--target-type', 'ip'];
  const vpc = ['--vpc-id', at(described, 'TargetGroups.0.VpcId')];
  const created = await aws.answers('CreateTargetGroup', ['--name', 'cli-tg', ...wanted, ...vpc], {
    TargetGroups: [{ TargetGroupName: 'cli-tg', TargetGroupArn: /:targetgroup\/cli-tg\/[0-9a-f]{16}$/ }],
  });
  await aws.refuses(
    'CreateTargetGroup: the same name for another port',
    ['--name', 'cli-tg', '--protocol', 'HTTP', '--port', '8080', '--target-type', 'ip', ...vpc],
    'DuplicateTargetGroupName',
  );
  const none = ['--target-group-arns', missing('targetgroup/nothing')];
  await aws.refuses('DescribeTargetGroups: none', none, 'TargetGroupNotFound');
  return at(created, 'TargetGroups.0.TargetGroupArn');
}

async function tellBalancers(aws: Exercise): Promise<string> {
  const subnets = /\[(?<ids>[^\]]*)\]/.exec(aws.estate.network)?.groups?.ids?.split(',') ?? [];
  const created = await aws.answers(
    'CreateLoadBalancer',
    ['--name', 'cli-alb', '--subnets', ...subnets, '--tags', 'Key=env,Value=practice'],
    {
      LoadBalancers: [
        {
          ...{ LoadBalancerName: 'cli-alb', LoadBalancerArn: /:loadbalancer\/app\/cli-alb\/[0-9a-f]{16}$/ },
          ...{ Type: 'application', Scheme: 'internet-facing', IpAddressType: 'ipv4', DNSName: someText },
          State: { Code: (code) => code === 'provisioning' || code === 'active' },
        },
      ],
    },
  );
  await aws.answers('DescribeLoadBalancers', ['--names', 'cli-alb'], {
    LoadBalancers: [{ LoadBalancerName: 'cli-alb', CreatedTime: someText }],
  });
  await aws.refuses('DescribeLoadBalancers: none', ['--names', 'nothing'], 'LoadBalancerNotFound');
  return at(created, 'LoadBalancers.0.LoadBalancerArn');
}

async function tellListeners(aws: Exercise, balancer: string, group: string): Promise<void> {
  const http = [
    '--protocol',
    'HTTP',
    '--port',
    '80',
    '--default-actions',
    `Type=forward,TargetGroupArn=${group}`,
  ];
  const listener = {
    ...{ LoadBalancerArn: balancer, Protocol: 'HTTP', Port: 80, ListenerArn: /:listener\/app\/cli-alb\// },
    DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
  };
  const on = ['--load-balancer-arn', balancer];
  await aws.answers('CreateListener', [...on, ...http], { Listeners: [listener] });
  const nowhere = ['--load-balancer-arn', missing('loadbalancer/app/nothing')];
  await aws.refuses('CreateListener: no such balancer', [...nowhere, ...http], 'LoadBalancerNotFound');
  await aws.answers('DescribeListeners', on, { Listeners: [listener] });
  await aws.refuses('CreateListener: the same port again', [...on, ...http], 'DuplicateListener');
}

async function tellReading(aws: Exercise, group: string): Promise<void> {
  const found = await aws.answers('DescribeLoadBalancers: for its tags', ['--names', 'cli-alb'], {});
  const arn = at(found, 'LoadBalancers.0.LoadBalancerArn');
  await aws.answers('DescribeTags', ['--resource-arns', arn], {
    TagDescriptions: [{ ResourceArn: arn, Tags: [{ Key: 'env', Value: 'practice' }] }],
  });
  await aws.answers('DescribeTargetHealth', ['--target-group-arn', group], { TargetHealthDescriptions: [] });
  const none = ['--target-group-arn', missing('targetgroup/nothing')];
  await aws.refuses('DescribeTargetHealth: none', none, 'TargetGroupNotFound');
}
