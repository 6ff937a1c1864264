import type {
  CreateServiceRequest,
  NamespaceType,
  OperationTargetType,
  OperationType,
} from '@aws-sdk/client-servicediscovery';

/** Cloud Map's resources in one region, each by id. */
export interface ServiceDiscoveryState {
  readonly namespaces: Map<string, CloudMapNamespace>;
  readonly services: Map<string, CloudMapService>;
  readonly operations: Map<string, CloudMapOperation>;
}

export interface CloudMapNamespace {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly type: NamespaceType;
  /** Of a private one. */
  readonly vpc: string | undefined;
  readonly description: string | undefined;
  readonly creatorRequestId: string | undefined;
  /** Of one that DNS knows. */
  readonly hostedZone: { readonly id: string; readonly timeToLive: number } | undefined;
  /** From then on it is there. */
  readonly createdAt: Date;
  /** From then on it is gone; undefined while nobody has deleted it. */
  deletedAt: Date | undefined;
}

export interface CloudMapService {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly namespaceId: string;
  readonly createdAt: Date;
  readonly settings: Pick<
    CreateServiceRequest,
    | 'CreatorRequestId'
    | 'Description'
    | 'DnsConfig'
    | 'HealthCheckConfig'
    | 'HealthCheckCustomConfig'
    | 'Type'
  >;
  /** By id, with their attributes: those that somebody registered by hand, or that were left over. */
  readonly instances: Map<string, Readonly<Record<string, string>>>;
  /** The ids of ECS tasks that somebody deregistered by hand. */
  readonly deregistered: Set<string>;
}

export interface CloudMapOperation {
  readonly id: string;
  readonly type: OperationType;
  readonly createdAt: Date;
  readonly doneAt: Date;
  readonly targets: Partial<Record<OperationTargetType, string>>;
}

export function emptyServiceDiscovery(): ServiceDiscoveryState {
  return { namespaces: new Map(), services: new Map(), operations: new Map() };
}
