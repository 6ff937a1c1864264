import type {
  CapacityProvider,
  CapacityProviderStrategyItem,
  ClusterConfiguration,
  ClusterSetting,
  CreateServiceRequest,
  Deployment,
  LaunchType,
  ServiceDeploymentStatus,
  ServiceEvent,
  Tag,
  TaskDefinition,
} from '@aws-sdk/client-ecs';

/** ECS's resources in one region. */
export interface EcsState {
  /** By name. */
  readonly clusters: Map<string, Cluster>;
  /** By family, in the order of their revisions. */
  readonly taskDefinitions: Map<string, TaskDefinition[]>;
  /** By name; FARGATE and FARGATE_SPOT are there from the start. */
  readonly capacityProviders: Map<string, CapacityProvider>;
  /** By ARN. */
  readonly tags: Map<string, Tag[]>;
}

export interface Cluster {
  readonly name: string;
  readonly arn: string;
  status: 'ACTIVE' | 'INACTIVE';
  settings: ClusterSetting[];
  configuration: ClusterConfiguration | undefined;
  capacityProviders: string[];
  defaultCapacityProviderStrategy: CapacityProviderStrategyItem[];
  /** By name, INACTIVE ones included until their name is used again. */
  readonly services: Map<string, Service>;
}

/** The members of a CreateService request that DescribeServices gives back as they are. */
type ServiceSettings = Omit<
  CreateServiceRequest,
  | 'cluster'
  | 'serviceName'
  | 'taskDefinition'
  | 'desiredCount'
  | 'clientToken'
  | 'tags'
  | 'role'
  | 'monitoring'
>;

export interface Service {
  readonly name: string;
  readonly arn: string;
  readonly cluster: Cluster;
  readonly createdAt: Date;
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  desiredCount: number;
  settings: ServiceSettings;
  /** Those that still have tasks or are under way, the PRIMARY first. */
  rollouts: Rollout[];
  /** Every rollout there has been, the newest first. */
  readonly pastRollouts: Rollout[];
  tasks: Task[];
  /** The newest first, a hundred at most. */
  readonly events: ServiceEvent[];
  /** Until when the last word was "has reached a steady state", in milliseconds. */
  steadySince: number | undefined;
}

/** One deployment of a service, with the service revision that it brings. */
export interface Rollout {
  readonly id: string;
  readonly serviceDeploymentArn: string;
  readonly serviceRevisionArn: string;
  readonly createdAt: Date;
  readonly taskDefinition: string;
  readonly launchType: LaunchType | undefined;
  readonly capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  readonly monitoring: CreateServiceRequest['monitoring'];
  readonly previous: Rollout | undefined;
  updatedAt: Date;
  finishedAt: Date | undefined;
  state: NonNullable<Deployment['rolloutState']>;
  status: ServiceDeploymentStatus;
}

type TaskStatus = 'PROVISIONING' | 'PENDING' | 'RUNNING' | 'DEACTIVATING' | 'STOPPED';

export interface Task {
  readonly id: string;
  readonly arn: string;
  readonly rollout: Rollout;
  readonly zone: string;
  /** Milliseconds since the epoch, as all of a task's times. */
  readonly createdAt: number;
  readonly runsAt: number;
  status: TaskStatus;
  startedAt: number | undefined;
  stopsAt: number | undefined;
  stoppedAt: number | undefined;
  stoppedReason: string | undefined;
}

export function emptyEcs(): EcsState {
  return { clusters: new Map(), taskDefinitions: new Map(), capacityProviders: new Map(), tags: new Map() };
}

/** Whether the task is on its way to RUNNING or there, and not on its way out. */
export function isLive(task: Task): boolean {
  return task.status === 'PROVISIONING' || task.status === 'PENDING' || task.status === 'RUNNING';
}

/** How many of the service's tasks are RUNNING; of one rollout when it is given. */
export function runningCount(service: Service, rollout?: Rollout): number {
  return count(service, rollout, (task) => task.status === 'RUNNING');
}

/** How many are on their way to RUNNING; of one rollout when it is given. */
export function pendingCount(service: Service, rollout?: Rollout): number {
  return count(service, rollout, (task) => task.status === 'PROVISIONING' || task.status === 'PENDING');
}

function count(service: Service, rollout: Rollout | undefined, test: (task: Task) => boolean): number {
  let found = 0;
  for (const task of service.tasks) if ((!rollout || task.rollout === rollout) && test(task)) found += 1;
  return found;
}
