import { type AutoScalingState, emptyAutoScaling } from '../services/application-auto-scaling/state.ts';
import { emptyGroups, type GroupsState } from '../services/auto-scaling/state.ts';
import { type CloudFormationState, emptyCloudFormation } from '../services/cloudformation/state.ts';
import { type CloudWatchState, emptyCloudWatch } from '../services/cloudwatch/state.ts';
import { type Ec2State, emptyEc2 } from '../services/ec2/state.ts';
import { type EcrState, emptyEcr } from '../services/ecr/state.ts';
import { type EcrPublicState, emptyEcrPublic } from '../services/ecr-public/state.ts';
import { type EcsState, emptyEcs } from '../services/ecs/state.ts';
import { type ElbState, emptyElb } from '../services/elbv2/state.ts';
import { type EventsState, emptyEvents } from '../services/events/state.ts';
import { emptyIam, type IamState } from '../services/iam/state.ts';
import { emptyLambda, type LambdaState } from '../services/lambda/state.ts';
import { emptyLogs, type LogsState } from '../services/logs/state.ts';
import { emptyS3, type S3State } from '../services/s3/state.ts';
import { emptyScheduler, type SchedulerState } from '../services/scheduler/state.ts';
import { emptyServiceDiscovery, type ServiceDiscoveryState } from '../services/service-discovery/state.ts';
import { emptySns, type SnsState } from '../services/sns/state.ts';
import { emptySqs, type SqsState } from '../services/sqs/state.ts';
import { TagStore } from '../services/tagging/tag-store.ts';
import { Demand } from './demand.ts';
import type { Ids } from './ids.ts';
import type { Rules } from './rules.ts';

/** What the regions of one account have in common. */
export interface Account {
  readonly accountId: string;
  readonly partition: string;
  readonly ids: Ids;
  readonly rules: Rules;
  /** IAM is one for all regions. */
  readonly iam: IamState;
}

/**
 * What exists in one region of the sandbox's account: each service keeps its resources under its own name.
 */
export interface Region extends Account {
  readonly name: string;
  readonly ecs: EcsState;
  readonly applicationAutoScaling: AutoScalingState;
  readonly cloudwatch: CloudWatchState;
  readonly elbv2: ElbState;
  readonly sqs: SqsState;
  readonly sns: SnsState;
  readonly lambda: LambdaState;
  readonly cloudformation: CloudFormationState;
  readonly ec2: Ec2State;
  readonly logs: LogsState;
  readonly s3: S3State;
  readonly serviceDiscovery: ServiceDiscoveryState;
  readonly scheduler: SchedulerState;
  readonly events: EventsState;
  readonly autoScaling: GroupsState;
  readonly ecr: EcrState;
  readonly ecrPublic: EcrPublicState;
  readonly tags: TagStore;
  /** The load that its services have to carry. */
  readonly demand: Demand;
}

/** A region in which nothing has been made yet. */
export function emptyRegion(name: string, account: Account): Region {
  return {
    ...account,
    name,
    ecs: emptyEcs(),
    applicationAutoScaling: emptyAutoScaling(),
    cloudwatch: emptyCloudWatch(),
    elbv2: emptyElb(),
    sqs: emptySqs(),
    sns: emptySns(),
    lambda: emptyLambda(),
    cloudformation: emptyCloudFormation(),
    ec2: emptyEc2(),
    logs: emptyLogs(),
    s3: emptyS3(),
    serviceDiscovery: emptyServiceDiscovery(),
    scheduler: emptyScheduler(),
    events: emptyEvents(),
    autoScaling: emptyGroups(),
    ecr: emptyEcr(),
    ecrPublic: emptyEcrPublic(),
    tags: new TagStore(),
    demand: new Demand(),
  };
}

/** The part of a world that its regions share, around IAM as an account has it on its first day. */
export function newAccount(identity: Pick<Account, 'accountId' | 'partition' | 'ids' | 'rules'>): Account {
  return { ...identity, iam: emptyIam() };
}
