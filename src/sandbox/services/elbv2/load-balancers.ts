import type {
  CreateLoadBalancerCommandInput,
  CreateLoadBalancerCommandOutput,
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { subnetsIn, vpcOf, zonesOf } from './network.ts';
import { paged } from './pages.ts';

const PREFIX = { application: 'app', network: 'net', gateway: 'gwy' } as const;

export function CreateLoadBalancer(
  input: CreateLoadBalancerCommandInput,
  { region, now }: Call,
): Answer<CreateLoadBalancerCommandOutput> {
  const { Name: name = '', Type: type = 'application', Scheme: scheme = 'internet-facing' } = input;
  if (!/^[A-Za-z0-9-]{1,32}$/.test(name))
    throw new AwsError('ValidationError', `Load balancer name '${name}' is invalid`);
  if ([...region.elbv2.loadBalancers.values()].some((known) => known.LoadBalancerName === name)) {
    throw new AwsError(
      'DuplicateLoadBalancerNameException',
      `A load balancer with the name '${name}' already exists`,
    );
  }
  const subnets = subnetsIn(input);
  const LoadBalancerArn = arn(
    region,
    'elasticloadbalancing',
    `loadbalancer/${PREFIX[type]}/${name}/${region.ids.hex(16)}`,
  );
  const balancer: LoadBalancer = {
    LoadBalancerArn,
    LoadBalancerName: name,
    DNSName: `${name}-${region.ids.digits(10)}.${region.name}.elb.amazonaws.com`,
    CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    CreatedTime: now,
    Scheme: scheme,
    VpcId: vpcOf(region, subnets),
    State: { Code: 'active' },
    Type: type,
    AvailabilityZones: zonesOf(region, subnets),
    SecurityGroups: input.SecurityGroups ?? [],
    IpAddressType: input.IpAddressType ?? 'ipv4',
  };
  region.elbv2.loadBalancers.set(LoadBalancerArn, balancer);
  if (input.Tags) region.elbv2.tags.set(LoadBalancerArn, input.Tags);
  return { LoadBalancers: [{ ...balancer, State: { Code: 'provisioning' } }] };
}

/** All, or those of the names or ARNs asked for, of which each has to be there. */
export function DescribeLoadBalancers(
  input: DescribeLoadBalancersCommandInput,
  { region }: Call,
): Answer<DescribeLoadBalancersCommandOutput> {
  const all = [...region.elbv2.loadBalancers.values()];
  const byArn = input.LoadBalancerArns?.map((wanted) => region.elbv2.loadBalancers.get(wanted));
  const byName = input.Names?.map((wanted) =>
    all.find(({ LoadBalancerName }) => LoadBalancerName === wanted),
  );
  const asked = byArn?.length ? byArn : byName?.length ? byName : all;
  const found = asked.filter((balancer) => balancer !== undefined);
  if (found.length < asked.length) {
    throw new AwsError('LoadBalancerNotFoundException', 'One or more load balancers not found');
  }
  const { items, nextToken } = paged(found, input);
  return { LoadBalancers: items, NextMarker: nextToken };
}
