import type {
  Listener,
  LoadBalancer,
  Rule,
  Tag,
  TargetDescription,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** Elastic Load Balancing's resources in one region, each by ARN. */
export interface ElbState {
  readonly loadBalancers: Map<string, LoadBalancer>;
  readonly targetGroups: Map<string, TargetGroup>;
  readonly listeners: Map<string, Listener>;
  /** Every listener's default rule among them. */
  readonly rules: Map<string, ListenerRule>;
  readonly tags: Map<string, Tag[]>;
  /** What was changed of the attributes of load balancers and target groups. */
  readonly attributes: Map<string, ReadonlyMap<string, string>>;
  /** By target group: the targets that were registered by hand. */
  readonly targets: Map<string, readonly TargetDescription[]>;
  /** Balancers that were deleted and whose network interfaces are still there until the time given. */
  readonly leaving: Map<string, LeavingBalancer>;
}

export interface ListenerRule {
  /** The ARN of the listener that it belongs to. */
  readonly listener: string;
  readonly rule: Rule;
}

/** A deleted load balancer whose network interfaces have not gone yet. */
export interface LeavingBalancer {
  readonly balancer: LoadBalancer;
  readonly until: Date;
}

export function emptyElb(): ElbState {
  return {
    loadBalancers: new Map(),
    targetGroups: new Map(),
    listeners: new Map(),
    rules: new Map(),
    tags: new Map(),
    attributes: new Map(),
    targets: new Map(),
    leaving: new Map(),
  };
}
