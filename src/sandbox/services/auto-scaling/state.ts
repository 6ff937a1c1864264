import type {
  Activity,
  CreateAutoScalingGroupType,
  LaunchTemplateSpecification,
  ScalingPolicy,
  TagDescription,
} from '@aws-sdk/client-auto-scaling';
import type { AlarmPair } from '../cloudwatch/tracking-alarms.ts';

/** EC2 Auto Scaling's resources in one region. */
export interface GroupsState {
  /** By name. */
  readonly groups: Map<string, Group>;
  /** What happened to groups that are gone, the newest first. */
  readonly pastActivities: Activity[];
  /** By ARN. */
  readonly policies: Map<string, GroupPolicy>;
}

/** What a request sets and DescribeAutoScalingGroups gives back as it is. */
export type GroupSettings = Omit<
  CreateAutoScalingGroupType,
  | 'AutoScalingGroupName'
  | 'Tags'
  | 'InstanceId'
  | 'LifecycleHookSpecificationList'
  | 'SkipZonalShiftValidation'
  | 'DesiredCapacity'
  | 'MinSize'
  | 'MaxSize'
>;

export interface Group {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  settings: GroupSettings;
  minSize: number;
  maxSize: number;
  desiredCapacity: number;
  /** What has changed the desired capacity, in AWS's words, until the instances follow. */
  because?: string | undefined;
  /** Whether it goes as soon as its instances are gone. */
  isDeleting: boolean;
  /** Those that have not ended, the oldest first. */
  instances: GroupInstance[];
  /** By key. Groups are the only thing of Auto Scaling that has tags, and the tagging API does not know them. */
  readonly tags: Map<string, TagDescription>;
  /** The newest first. */
  readonly activities: Activity[];
}

export interface GroupPolicy {
  /** Without the alarms that call it, which are looked up when they are asked for. */
  readonly about: ScalingPolicy & { PolicyARN: string };
  /** Of a target tracking policy: the alarms that it made for itself. */
  readonly alarms: AlarmPair | undefined;
}

export interface GroupInstance {
  readonly id: string;
  readonly zone: string;
  readonly instanceType: string;
  readonly launchTemplate: LaunchTemplateSpecification | undefined;
  /** Milliseconds since the epoch, as all of an instance's times. */
  readonly launchedAt: number;
  /** `Terminating:Wait` while a lifecycle hook holds its end. */
  state: 'Pending' | 'InService' | 'Terminating' | 'Terminating:Wait';
  protectedFromScaleIn: boolean;
  /** Whether its ECS agent has said once to a cluster that it is there. */
  hasJoined?: boolean;
  endsAt: number | undefined;
  /** What is under way for it: its launch, then its end. */
  activity: Activity;
}

export function emptyGroups(): GroupsState {
  return { groups: new Map(), pastActivities: [], policies: new Map() };
}

/** Whether the instance counts towards the group's desired capacity. */
export function isLive({ state }: GroupInstance): boolean {
  return state === 'Pending' || state === 'InService';
}
