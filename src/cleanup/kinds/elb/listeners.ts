import {
  type Action,
  ElasticLoadBalancingV2Client,
  type Listener,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { eachAtOnce } from '../../../aws/at-once.ts';
import { collect } from '../../../aws/pages.ts';
import type { Tie } from '../../thing.ts';
import { oncePerSearch } from '../once-per-search.ts';
import { tiesTo } from '../ties-to.ts';

/** The largest page that Elastic Load Balancing gives. */
export const elbPageSize = 400;

/** All load balancers of the region. */
export const balancersOf = oncePerSearch(({ aws }) =>
  collect(
    paginateDescribeLoadBalancers(
      { client: aws.client(ElasticLoadBalancingV2Client), pageSize: elbPageSize },
      {},
    ),
    ({ LoadBalancers }) => LoadBalancers,
  ),
);

/** The listeners of all load balancers: AWS gives them for one load balancer a call. */
export const listenersOf = oncePerSearch(async (search): Promise<Listener[]> => {
  const client = search.aws.client(ElasticLoadBalancingV2Client);
  const balancers = await balancersOf(search);
  const lists = await eachAtOnce(balancers, ({ LoadBalancerArn }) =>
    collect(
      paginateDescribeListeners({ client, pageSize: elbPageSize }, { LoadBalancerArn }),
      ({ Listeners }) => Listeners,
    ).catch(noneWhere('LoadBalancerNotFoundException')),
  );
  return lists.flat();
});

/** Answers an empty list for the error that says the thing has gone since it was listed. */
export function noneWhere(name: string): (error: Error) => [] {
  return (error) => {
    if (error.name !== name) throw error;
    return [];
  };
}

/** The name of the load balancer in the ARN of a listener or a rule, where it stands after `app` or `net`. */
export function balancerName(arn: string): string {
  return arn.split('/')[2] ?? arn;
}

/**
 * What the actions of a listener or a rule forward to: a target group that cannot be deleted while they do, and for
 * which they are there.
 */
export function forwardingTies(actions: readonly Action[] = []): Tie[] {
  const arns = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ]);
  const tie = { how: 'forwards to', blocks: true };
  return [
    ...tiesTo('target group', arns, { bond: 'needs', ...tie }),
    ...tiesTo('target group', arns, { bond: 'serves', ...tie }),
  ];
}

/** Whether AWS's answer holds all that it takes to make the actions again: secrets of sign-ins it never gives back. */
export function isComplete(actions: readonly Action[] = []): boolean {
  return actions.every(({ Type }) => Type !== 'authenticate-oidc');
}
