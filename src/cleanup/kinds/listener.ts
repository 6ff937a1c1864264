import {
  CreateListenerCommand,
  DeleteListenerCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operationsOf } from '../../plan/operations.ts';
import type { ApiCall } from '../../plan/plan.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { balancerName, forwardingTies, isComplete, listenersOf } from './elb/listeners.ts';
import { pick } from './pick.ts';
import { capitalTags } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

/** The listeners of load balancers. AWS deletes them with their load balancer, and their rules with them. */
export const listener: Kind = {
  name: 'listener',
  types: ['AWS::ElasticLoadBalancingV2::Listener'],
  reads: ['elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeListeners'],
  writes: ['elasticloadbalancing:DeleteListener'],
  find: async (search) => (await listenersOf(search)).map((found) => thingOf(found, search)),
  remove: (thing) => {
    const undo = recreation(thing);
    return [
      {
        name: 'delete',
        action: 'delete',
        call: call('elasticloadbalancing', 'DeleteListener', { ListenerArn: thing.id }),
        goal: ['ListenerNotFoundException'],
        ...(undo && { undo }),
      },
    ];
  },
  operations: {
    elasticloadbalancing: operationsOf(ElasticLoadBalancingV2Client, {
      CreateListener: CreateListenerCommand,
      DeleteListener: DeleteListenerCommand,
    }),
  },
};

function thingOf(found: Listener, { region, tagsOf }: Search): Thing {
  const { ListenerArn: arn = '', LoadBalancerArn, Port, DefaultActions } = found;
  return {
    kind: 'listener',
    id: arn,
    name: `${balancerName(arn)}:${Port ?? ''}`,
    arn,
    region,
    tags: tagsOf(arn),
    ties: [
      ...tiesTo('load balancer', [LoadBalancerArn], { bond: 'part of', how: 'listens for' }),
      ...forwardingTies(DefaultActions),
    ],
    definition: { ...found },
  };
}

function recreation({ definition, tags }: Thing): ApiCall | undefined {
  const { Certificates = [], DefaultActions }: Partial<Listener> = definition;
  if (!isComplete(DefaultActions)) return undefined;
  return call('elasticloadbalancing', 'CreateListener', {
    ...pick(definition, [
      'LoadBalancerArn',
      'Protocol',
      'Port',
      'SslPolicy',
      'DefaultActions',
      'AlpnPolicy',
      'MutualAuthentication',
    ]),
    ...(Certificates.length > 0 && {
      Certificates: Certificates.map(({ CertificateArn }) => ({ CertificateArn })),
    }),
    ...capitalTags(tags),
  });
}
