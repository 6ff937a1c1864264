import { describe, expect, it } from 'vitest';
import { loadBalancer } from '../../../../src/cleanup/kinds/load-balancer.ts';
import { DescribeNetworkInterfaces } from '../../../../src/sandbox/services/ec2/network-interfaces.ts';
import { ModifyLoadBalancerAttributes } from '../../../../src/sandbox/services/elbv2/attributes.ts';
import { CreateListener } from '../../../../src/sandbox/services/elbv2/listeners.ts';
import { CreateLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { practiceNetwork } from '../../sandbox/services/ec2/practice-network.ts';
import { Trial, words } from './trial.ts';

function trial() {
  const { practice, vpc, subnets, group } = practiceNetwork();
  const { LoadBalancers } = CreateLoadBalancer(
    { Name: 'web-alb', Subnets: [...subnets], SecurityGroups: [group] },
    practice.call,
  );
  const arn = LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  return { practice, vpc, subnets, group, arn, trial: new Trial(practice, loadBalancer) };
}

describe('a load balancer', () => {
  it('is behind its security groups, and stands in its subnets and their VPC', async () => {
    const { trial: one, vpc, subnets, group, arn } = trial();
    const thing = await one.thing(arn, { [arn]: { team: 'shop' } });
    expect(thing).toMatchObject({
      name: 'web-alb',
      tags: { team: 'shop' },
      idle: 'it has no listener',
      aliases: ['web-alb', arn.split(':loadbalancer/')[1]],
      charges: [{ price: 'load balancer, application', quantity: 1 }],
    });
    expect(words(thing.ties)).toEqual([
      `needs security group ${group} (is behind), blocks`,
      `within subnet ${subnets[0]} (stands in), blocks`,
      `within subnet ${subnets[1]} (stands in), blocks`,
      `within vpc ${vpc} (stands in), blocks`,
    ]);
  });

  it('is in use once it listens', async () => {
    const { trial: one, practice, arn } = trial();
    CreateListener(
      {
        LoadBalancerArn: arn,
        Port: 80,
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
      },
      practice.call,
    );
    expect(await one.thing(arn)).not.toHaveProperty('idle');
  });

  it('goes with its protection, and is gone only when its interfaces are', async () => {
    const { trial: one, practice, arn, group } = trial();
    ModifyLoadBalancerAttributes(
      { LoadBalancerArn: arn, Attributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] },
      practice.call,
    );
    const thing = await one.inspected(arn);
    expect(thing.protection).toBe('deletion protection is on');
    const calls = await one.remove(thing);
    expect(calls.slice(0, 2)).toEqual(['ModifyLoadBalancerAttributes', 'DeleteLoadBalancer']);
    expect(calls.slice(2).length).toBeGreaterThan(1);
    const inGroup = { Filters: [{ Name: 'group-id', Values: [group] }] };
    expect(DescribeNetworkInterfaces(inGroup, practice.call).NetworkInterfaces).toEqual([]);
    expect(await one.find()).toEqual([]);
  });
});
