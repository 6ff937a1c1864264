import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Region } from '../../world/region.ts';
import { type Interface, ManagedInterface } from './interface.ts';

/**
 * One interface for each subnet of a load balancer. They outlive it: a security group or subnet of a deleted balancer
 * cannot be deleted for a while.
 */
export function* balancerInterfaces(region: Region, now: Date): Generator<Interface> {
  const { loadBalancers, leaving } = region.elbv2;
  for (const balancer of loadBalancers.values()) yield* interfacesOfBalancer(region, balancer);
  for (const { balancer, until } of leaving.values()) {
    if (until > now) yield* interfacesOfBalancer(region, balancer);
  }
}

function* interfacesOfBalancer(region: Region, balancer: LoadBalancer): Generator<Interface> {
  const { LoadBalancerArn: arn = '', AvailabilityZones: zones = [], Scheme, Type } = balancer;
  const path = arn.slice(arn.indexOf(':loadbalancer/') + ':loadbalancer/'.length);
  for (const { SubnetId = '' } of zones) {
    const subnet = region.ec2.subnets.get(SubnetId);
    if (!subnet) continue;
    yield new ManagedInterface({
      owner: `${arn} ${SubnetId}`,
      subnet,
      type: Type === 'network' ? 'network_load_balancer' : 'interface',
      description: `ELB ${path}`,
      groups: balancer.SecurityGroups ?? [],
      requester: 'amazon-elb',
      heldBy: 'amazon-elb',
      attachmentPrefix: 'ela-attach',
      ...(Scheme === 'internet-facing' && { association: { ownerId: 'amazon-elb' } }),
    });
  }
}
