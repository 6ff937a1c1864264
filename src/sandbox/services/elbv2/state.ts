import type { Listener, LoadBalancer, Tag, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';

/** Elastic Load Balancing's resources in one region, each by ARN. */
export interface ElbState {
  readonly loadBalancers: Map<string, LoadBalancer>;
  readonly targetGroups: Map<string, TargetGroup>;
  readonly listeners: Map<string, Listener>;
  readonly tags: Map<string, Tag[]>;
}

export function emptyElb(): ElbState {
  return { loadBalancers: new Map(), targetGroups: new Map(), listeners: new Map(), tags: new Map() };
}
