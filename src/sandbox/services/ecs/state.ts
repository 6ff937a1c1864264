import type {
  CapacityProvider,
  CapacityProviderStrategyItem,
  ClusterConfiguration,
  ClusterSetting,
  ContainerInstance,
  CreateServiceRequest,
  Deployment,
  LaunchType,
  NetworkConfiguration,
  TaskSet as SdkTaskSet,
  ServiceDeploymentStatus,
  ServiceEvent,
  Tag,
  TaskOverride,
  TaskStopCode,
} from '@aws-sdk/client-ecs';
import { TaskDefinitionStore } from './task-definition-store.ts';

/** ECS's resources in one region. */
export interface EcsState {
  /** By name. */
  readonly clusters: Map<string, Cluster>;
  readonly taskDefinitions: TaskDefinitionStore;
  /** By name, deleted ones included for an hour; FARGATE and FARGATE_SPOT exist without standing here. */
  readonly capacityProviders: Map<string, Provider>;
  /** By ARN. */
  readonly tags: Map<string, Tag[]>;
}

export interface Cluster {
  readonly name: string;
  readonly arn: string;
  status: 'ACTIVE' | 'DEPROVISIONING' | 'INACTIVE';
  settings: ClusterSetting[];
  configuration: ClusterConfiguration | undefined;
  capacityProviders: string[];
  defaultCapacityProviderStrategy: CapacityProviderStrategyItem[];
  /** When the change of its capacity providers that is under way will be complete, in milliseconds. */
  attachedAt: number | undefined;
  /** Those that RunTask started, stopped ones included while ECS remembers them. */
  tasks: Task[];
  /** By id. */
  readonly containerInstances: Map<string, ContainerInstance>;
  /** By name, INACTIVE ones included until their name is used again. */
  readonly services: Map<string, Service>;
}

/** A capacity provider as ECS describes it, without tags. */
export interface Provider {
  about: CapacityProvider;
  /** When what its `updateStatus` says is in progress will be over, in milliseconds. */
  settlesAt: number | undefined;
  /** When it was deleted, in milliseconds. */
  deletedAt: number | undefined;
  /** What its managed scaling has seen in the cluster that it belongs to. */
  scaling?: ProviderScaling | undefined;
  /** Of managed instances: those that ECS runs for it. */
  machines?: ManagedMachine[];
}

/** An instance that ECS has launched for a capacity provider of managed instances. */
export interface ManagedMachine {
  readonly id: string;
  readonly instanceType: string;
  readonly zone: string;
  /** Milliseconds since the epoch, as all of its times. */
  readonly launchedAt: number;
  /** Once its agent has registered it with the cluster. */
  containerInstanceArn: string | undefined;
  /** Since when it has had no task. */
  idleSince: number | undefined;
  /** When it will be gone, once ECS is taking it away. */
  endsAt: number | undefined;
}

/** What managed scaling remembers from one minute to the next. */
export interface ProviderScaling {
  readonly cluster: string;
  /** Since when less is reserved than its target, in milliseconds. */
  lowSince: number | undefined;
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
  /** Only where the deployment controller is EXTERNAL. */
  taskSets: TaskSet[];
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
  /** Of a rollback: the rollout that it takes the place of, which has failed. */
  readonly undoes: Rollout | undefined;
  updatedAt: Date;
  finishedAt: Date | undefined;
  state: NonNullable<Deployment['rolloutState']>;
  /** Why the state is what it is, where the rollout does not go its usual way. */
  stateReason: string | undefined;
  status: ServiceDeploymentStatus;
  statusReason: string | undefined;
  /** Tasks that have failed to start since the last one that ran. */
  failedStarts: number;
  /** Until when the scheduler starts no task after one that failed, in milliseconds. */
  startsAgainAt: number;
  /** When a task that found no place was last counted, in milliseconds. */
  unplacedAt: number;
  /** What has taken its place, once it has failed. */
  rollback: Rollout | undefined;
  /** What its images stood for when its first task began, by container: all later ones are started from the same. */
  imageDigests: Readonly<Record<string, string>>;
}

/** A deployment of a service that somebody else than ECS steers, as ECS describes it, without counts and tags. */
export interface TaskSet {
  readonly id: string;
  readonly about: SdkTaskSet;
}

type TaskStatus = 'PROVISIONING' | 'PENDING' | 'RUNNING' | 'DEACTIVATING' | 'STOPPED';

/** What a task is started as: all that is known of it before it begins. */
export interface TaskOrigin {
  /** `service:web`, or of a standalone task `family:job` unless its caller named another. */
  readonly group: string;
  readonly startedBy: string | undefined;
  /** The ARN. */
  readonly taskDefinition: string;
  readonly launchType: LaunchType | undefined;
  readonly capacityProvider: string | undefined;
  readonly networkConfiguration: NetworkConfiguration | undefined;
  readonly platformVersion?: string | undefined;
  readonly overrides?: TaskOverride | undefined;
  readonly enableExecuteCommand?: boolean | undefined;
  /** The instance that it runs on, and its zone; none where it waits for one, or runs on none of the account's own. */
  readonly containerInstanceArn?: string | undefined;
  readonly zone?: string | undefined;
  /** The token of the request that started it, whose repetition starts nothing. */
  readonly clientToken?: string | undefined;
  /** Of a service's task: the deployment that it belongs to. */
  readonly rollout?: Rollout | undefined;
  /** Of a task of an EXTERNAL service: the task set that it belongs to. */
  readonly taskSet?: TaskSet | undefined;
}

/** How a container of a running task will end by itself. */
export interface ContainerExit {
  readonly container: string;
  readonly code: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether the task ends with it. */
  readonly isEssential: boolean;
}

export interface Task extends TaskOrigin {
  readonly id: string;
  readonly arn: string;
  containerInstanceArn?: string | undefined;
  zone: string;
  /** What its images stood for when it began, by container; of images that are in ECR. */
  readonly imageDigests: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, as all of a task's times. */
  readonly createdAt: number;
  runsAt: number;
  status: TaskStatus;
  startedAt: number | undefined;
  stopsAt: number | undefined;
  stoppedAt: number | undefined;
  stopCode: TaskStopCode | undefined;
  stoppedReason: string | undefined;
  /** What went wrong with its containers, where that is said of them and not of the task. */
  containerReason?: string | undefined;
  /** Of its containers that have ended, by their names, while it still ran. */
  exitCodes: Readonly<Record<string, number>>;
  /** Of its containers that will end by themselves, once it runs. */
  exits: readonly ContainerExit[];
  /** Counts its changes, by which their events are put in order. */
  version: number;
}

export function emptyEcs(): EcsState {
  return {
    clusters: new Map(),
    taskDefinitions: new TaskDefinitionStore(),
    capacityProviders: new Map(),
    tags: new Map(),
  };
}

/** Whether the task is on its way to RUNNING or there, and not on its way out. */
export function isLive(task: Task): boolean {
  return task.status === 'PROVISIONING' || task.status === 'PENDING' || task.status === 'RUNNING';
}

/** Whether the task waits until an instance has room for it. */
export function isWaiting({ status, launchType, containerInstanceArn }: Task): boolean {
  const needsInstance = launchType === 'EC2' || launchType === 'MANAGED_INSTANCES';
  return status === 'PROVISIONING' && needsInstance && containerInstanceArn === undefined;
}

/** A service with its tasks, or a cluster with those that RunTask started. */
interface HasTasks {
  readonly tasks: readonly Task[];
}

/** How many of the service's tasks (or of a cluster's own) are RUNNING; of one rollout when it is given. */
export function runningCount(owner: HasTasks, rollout?: Rollout): number {
  return count(owner, rollout, (task) => task.status === 'RUNNING');
}

/** How many are on their way to RUNNING; of one rollout when it is given. */
export function pendingCount(owner: HasTasks, rollout?: Rollout): number {
  return count(owner, rollout, (task) => task.status === 'PROVISIONING' || task.status === 'PENDING');
}

function count(owner: HasTasks, rollout: Rollout | undefined, test: (task: Task) => boolean): number {
  let found = 0;
  for (const task of owner.tasks) if ((!rollout || task.rollout === rollout) && test(task)) found += 1;
  return found;
}
