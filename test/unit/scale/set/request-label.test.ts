import { describe, expect, it } from 'vitest';
import { requestLabel, resourceLabel } from '../../../../src/scale/set/request-label.ts';
import { aFound, aService } from '../../../support/found-scaling.ts';
import { refusedFor } from '../../../support/refused.ts';

const elb = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012';
const group = `${elb}:targetgroup/web-tg/6d0ecf831eec9f09`;
const balancer = `${elb}:loadbalancer/app/web-alb/50dc6c495c0c9188`;
const route = { targetGroupArn: group, loadBalancerArn: balancer, loadBalancerType: 'application' };
const other = { ...route, targetGroupArn: `${elb}:targetgroup/api-tg/aaaa` };

describe('the resource label of a service', () => {
  it('joins the ends of the two ARNs', () => {
    expect(resourceLabel(balancer, group)).toBe(
      'app/web-alb/50dc6c495c0c9188/targetgroup/web-tg/6d0ecf831eec9f09',
    );
  });

  it.each(['api-tg', other.targetGroupArn])('is of the target group %s that was named', (name) => {
    expect(requestLabel(aFound({ routes: [route, other] }), name)).toContain('/targetgroup/api-tg/aaaa');
  });

  it.each([
    ['no target group', []],
    ['no load balancer', [{ targetGroupArn: group }]],
    ['network', [{ ...route, loadBalancerType: 'network' }]],
    ['several target groups', [route, other]],
  ])('is refused with %s', (naming, routes) => {
    refusedFor('refused', naming, () => requestLabel(aFound({ routes }), undefined));
  });

  it('is refused for a target group that the service does not have', () => {
    refusedFor('refused', 'nope', () => requestLabel(aFound({ routes: [route] }), 'nope'));
  });

  it('is refused for a service that swaps its target groups', () => {
    const service = aService({ deploymentConfiguration: { strategy: 'BLUE_GREEN' } });
    refusedFor('refused', 'BLUE_GREEN', () => requestLabel(aFound({ service, routes: [route] }), undefined));
  });
});
