import type { AwsCli } from './aws-cli.ts';
import { region } from './environment.ts';
import { must, type Site } from './site.ts';

/** What every case finds at a site, made through the aws command line. */
export interface Estate {
  readonly vpc: string;
  readonly subnets: readonly string[];
  /** As `--network-configuration` takes it. */
  readonly network: string;
  readonly targetGroup: string;
  /** As ALBRequestCountPerTarget wants it. */
  readonly resourceLabel: string;
}

export const cluster = 'lab';
export const taskDefinition = 'lab-app';
export const queue = 'lab-jobs';

type Make = <Answer>(...words: readonly string[]) => Promise<Answer>;

/** A cluster with Container Insights, a task definition, a load balancer with its target group, and a queue. */
export async function seed(aws: AwsCli, site: Site): Promise<Estate> {
  const make: Make = (...words) => must(aws, site, words);
  const [balanced] = await Promise.all([
    makeBalancer(make, await makeNetwork(make)),
    makeCluster(make),
    make('sqs', 'create-queue', '--queue-name', queue),
  ]);
  return balanced;
}

async function makeCluster(make: Make): Promise<void> {
  const insights = ['--settings', 'name=containerInsights,value=enabled'];
  await make('ecs', 'create-cluster', '--cluster-name', cluster, ...insights);
  const container = {
    name: 'app',
    image: 'public.ecr.aws/nginx/nginx:1.27',
    portMappings: [{ containerPort: 80 }],
  };
  await make(
    ...['ecs', 'register-task-definition', '--family', taskDefinition],
    ...[
      '--cpu',
      '256',
      '--memory',
      '512',
      '--network-mode',
      'awsvpc',
      '--requires-compatibilities',
      'FARGATE',
    ],
    ...['--container-definitions', JSON.stringify([container])],
  );
}

interface Network {
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
}

async function makeNetwork(make: Make): Promise<Network> {
  const { Vpc } = await make<{ Vpc: { VpcId: string } }>('ec2', 'create-vpc', '--cidr-block', '10.0.0.0/16');
  const vpc = Vpc.VpcId;
  const [securityGroup, ...subnets] = await Promise.all([
    makeSecurityGroup(make, vpc),
    makeSubnet(make, vpc, '10.0.1.0/24', 'a'),
    makeSubnet(make, vpc, '10.0.2.0/24', 'b'),
  ]);
  return { vpc, subnets, securityGroup };
}

async function makeSecurityGroup(make: Make, vpc: string): Promise<string> {
  const { GroupId } = await make<{ GroupId: string }>(
    ...['ec2', 'create-security-group', '--group-name', 'lab', '--description', 'lab', '--vpc-id', vpc],
  );
  return GroupId;
}

async function makeSubnet(make: Make, vpc: string, range: string, zone: string): Promise<string> {
  const { Subnet } = await make<{ Subnet: { SubnetId: string } }>(
    ...['ec2', 'create-subnet', '--vpc-id', vpc, '--cidr-block', range],
    ...['--availability-zone', `${region}${zone}`],
  );
  return Subnet.SubnetId;
}

async function makeBalancer(make: Make, { vpc, subnets, securityGroup }: Network): Promise<Estate> {
  const [balancers, groups] = await Promise.all([
    make<{ LoadBalancers: [{ LoadBalancerArn: string }] }>(
      ...['elbv2', 'create-load-balancer', '--name', 'lab-alb', '--subnets', ...subnets],
    ),
    make<{ TargetGroups: [{ TargetGroupArn: string }] }>(
      ...['elbv2', 'create-target-group', '--name', 'lab-tg', '--protocol', 'HTTP', '--port', '80'],
      ...['--vpc-id', vpc, '--target-type', 'ip'],
    ),
  ]);
  const balancer = balancers.LoadBalancers[0].LoadBalancerArn;
  const targetGroup = groups.TargetGroups[0].TargetGroupArn;
  await make(
    ...['elbv2', 'create-listener', '--load-balancer-arn', balancer, '--protocol', 'HTTP', '--port', '80'],
    ...['--default-actions', `Type=forward,TargetGroupArn=${targetGroup}`],
  );
  const awsvpc = `subnets=[${subnets.join(',')}],securityGroups=[${securityGroup}]`;
  return {
    vpc,
    subnets,
    network: `awsvpcConfiguration={${awsvpc}}`,
    targetGroup,
    resourceLabel: `${balancer.split(':loadbalancer/')[1]}/${targetGroup.split(':').at(-1)}`,
  };
}
