import type {
  DeleteLoadBalancerCommandInput,
  DeleteLoadBalancerCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import type { Tick } from '../../world/tick.ts';
import { associate } from './associations.ts';
import { removeListener } from './listeners.ts';
import { buryTags } from './tags.ts';

/**
 * Deletes a load balancer with its listeners and their rules; its target groups stay. To delete what is not there, or
 * not any more, is a success. Its network interfaces go some time later.
 */
export function DeleteLoadBalancer(
  { LoadBalancerArn: arn = '' }: DeleteLoadBalancerCommandInput,
  { region, now }: Call,
): Answer<DeleteLoadBalancerCommandOutput> {
  const { loadBalancers, listeners, attributes, leaving } = region.elbv2;
  const balancer = loadBalancers.get(arn);
  if (!balancer) return {};
  if (attributes.get(arn)?.get('deletion_protection.enabled') === 'true') {
    const message = `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`;
    throw new AwsError('OperationNotPermittedException', message);
  }
  for (const [listener, { LoadBalancerArn }] of listeners) {
    if (LoadBalancerArn === arn) removeListener(region, listener, now);
  }
  loadBalancers.delete(arn);
  attributes.delete(arn);
  buryTags(region, arn, now);
  associate(region);
  const until = new Date(now.getTime() + region.rules.balancerInterfacesSeconds * 1000);
  leaving.set(arn, { balancer, until });
  return {};
}

/** Forgets the deleted load balancers whose network interfaces are gone by now. */
export function releaseInterfaces({ elbv2 }: Region, tick: Tick): void {
  for (const [arn, { until }] of elbv2.leaving) if (tick.at >= until.getTime()) elbv2.leaving.delete(arn);
}
