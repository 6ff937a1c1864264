import type { Service } from '../../service.ts';
import { CreateListener, DescribeListeners, DescribeTags } from './listeners.ts';
import { CreateLoadBalancer, DescribeLoadBalancers } from './load-balancers.ts';
import { CreateTargetGroup, DescribeTargetGroups, DescribeTargetHealth } from './target-groups.ts';

export const elbv2: Service = {
  signingName: 'elasticloadbalancing',
  iamPrefix: 'elasticloadbalancing',
  sdk: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  handlers: {
    CreateLoadBalancer,
    DescribeLoadBalancers,
    CreateTargetGroup,
    DescribeTargetGroups,
    DescribeTargetHealth,
    CreateListener,
    DescribeListeners,
    DescribeTags,
  },
};
