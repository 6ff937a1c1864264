import type { Service } from '../../service.ts';
import * as attributes from './attributes.ts';
import { CreateListener, DeleteListener, DescribeListeners, ModifyListener } from './listeners.ts';
import { DeleteLoadBalancer } from './load-balancer-deletion.ts';
import { CreateLoadBalancer, DescribeLoadBalancers } from './load-balancers.ts';
import { SetSecurityGroups, SetSubnets } from './network.ts';
import * as rules from './rules.ts';
import { AddTags, DescribeTags, RemoveTags } from './tags.ts';
import * as targetGroups from './target-groups.ts';
import * as targets from './targets.ts';

export const elbv2: Service = {
  signingName: 'elasticloadbalancing',
  iamPrefix: 'elasticloadbalancing',
  sdk: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  handlers: {
    CreateLoadBalancer,
    DescribeLoadBalancers,
    DeleteLoadBalancer,
    SetSecurityGroups,
    SetSubnets,
    ...targetGroups,
    ...targets,
    CreateListener,
    DescribeListeners,
    ModifyListener,
    DeleteListener,
    ...rules,
    ...attributes,
    AddTags,
    RemoveTags,
    DescribeTags,
  },
};
