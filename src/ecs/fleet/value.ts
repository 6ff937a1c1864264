/** The capacity under a cluster, or under one of its services. */
export interface Fleet {
  readonly providers: readonly FleetProvider[];
  /** Those of a capacity provider side by side, those of none last; the emptiest first. */
  readonly instances: readonly FleetInstance[];
  /** Tasks without a place, those that nothing will come for first. */
  readonly waiting: readonly Waiting[];
}

/** So many free of so many. */
export interface Amount {
  readonly free: number;
  readonly total: number;
}

/** What a capacity provider starts tasks on. */
type ProviderKind = 'Fargate' | 'Fargate Spot' | 'Auto Scaling group' | 'managed instances' | 'unknown';

export interface FleetProvider {
  readonly name: string;
  readonly kind: ProviderKind;
  /** `ACTIVE`, `PROVISIONING` …; `UNKNOWN` where the cluster names one that ECS does not describe. */
  readonly status: string;
  /** The Auto Scaling group behind it, as far as it exists. */
  readonly group?: FleetGroup;
  /** Absent without managed scaling, and before ECS has measured it. */
  readonly reservation?: Reservation;
  /** Percent of its instances that managed scaling keeps in use; absent without managed scaling. */
  readonly target?: number;
  readonly outlook: Outlook;
}

export interface FleetGroup {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  /** Instances that are in the cluster and stay there. */
  readonly present: number;
  /** Instances that are launching, or have not joined the cluster yet. */
  readonly arriving: number;
  /** Instances that are draining or ending. */
  readonly leaving: number;
  /** Instances that are protected from scale-in. */
  readonly protected: number;
  /** Processes of the group that are suspended: `Launch`. */
  readonly suspended: readonly string[];
  /** Its last launch, where that failed. */
  readonly failure?: { readonly at: Date; readonly reason: string };
}

/** CapacityProviderReservation: instances that are needed, in percent of those that there are. */
export interface Reservation {
  readonly percent: number;
  readonly at: Date;
  /** Since when it has been below the target; absent where it is not. */
  readonly belowSince?: Date;
}

export type OutlookCode =
  /** More instances are wanted or on their way. */
  | 'grows'
  /** More are needed than the group may have. */
  | 'at-max'
  /** More are wanted, and a process of the group that would bring them is suspended. */
  | 'held'
  /** More are wanted, and cannot be launched. */
  | 'failing'
  /** Fewer are needed than there are. */
  | 'shrinks'
  /** As many as there are to be. */
  | 'steady'
  /** Managed scaling is off. */
  | 'off'
  /** Its group does not exist, or ECS does not have the provider ready. */
  | 'broken'
  /** AWS looks after the instances, if there are any. */
  | 'by-aws';

/** What becomes of the number of instances next. */
export interface Outlook {
  readonly code: OutlookCode;
  /** The end of a sentence that begins with the provider: `grows from 2 to 4 instances, of at most 6`. */
  readonly text: string;
  /** The number of instances that it comes to. */
  readonly to?: number;
  /** About when. */
  readonly at?: Date;
  /** A command line that changes it. */
  readonly advice?: string;
}

export type InstanceState =
  /** It takes tasks. */
  | 'active'
  /** It takes no more tasks, and those of services move away. */
  | 'draining'
  /** ECS does not hear from its agent. */
  | 'disconnected'
  /** Another status of ECS's: it registers itself, or is being taken out. */
  | 'other'
  /** EC2 starts it. */
  | 'launching'
  /** It runs, and its agent has not registered it yet. */
  | 'joining'
  /** EC2 ends it. */
  | 'ending';

export interface FleetInstance {
  /** Of EC2, or of ECS for a machine of your own. */
  readonly id: string;
  readonly provider?: string;
  readonly state: InstanceState;
  /** ECS's own word where `state` is `other`. */
  readonly status?: string;
  readonly type?: string;
  readonly zone?: string;
  /** On it, those that are starting included. */
  readonly tasks: number;
  /** CPU units. */
  readonly cpu?: Amount;
  /** MiB. */
  readonly memory?: Amount;
  /** Network interfaces for tasks; absent where AWS does not tell, as of instances that trunk them. */
  readonly interfaces?: Amount;
  /** Whether it is protected from scale-in. */
  readonly protected?: boolean;
  /** When its launch began; only while it is not in the cluster. */
  readonly launchedAt?: Date;
}

export type WaitingCode =
  /** More instances come for them. */
  | 'instances-come'
  /** There is room by now, as far as can be judged here. */
  | 'room'
  /** Nothing will come for them. */
  | 'stuck';

/** Tasks of one kind that have no place. */
export interface Waiting {
  readonly code: WaitingCode;
  readonly count: number;
  /** The service, or the group of tasks that no service looks after. */
  readonly of: string;
  readonly isService: boolean;
  /** `api:3`. */
  readonly taskDefinition: string;
  /** The capacity providers of which one has to hold them; empty where any instance of the cluster will do. */
  readonly providers: readonly string[];
  /** Since when the first of them waits; absent where ECS has not even made the tasks. */
  readonly since?: Date;
  /** What each takes of an instance; absent where the task definition is gone. */
  readonly needs?: { readonly cpu: number; readonly memory: number; readonly interfaces: number };
  /** Why they have no place: `closest is i-0a1…: CPU: 0 free of 2,048, needs 512`. */
  readonly why: string;
  /** What comes of it: `nodes grows from 2 to 4 instances, of at most 6`. */
  readonly next: string;
  /** The instance that is closest to having room, and what it lacks. */
  readonly closest?: { readonly instance: string; readonly lacks: readonly string[] };
  /** Not even an empty instance could hold it. */
  readonly isTooLarge: boolean;
  /** Conditions that only ECS can judge. */
  readonly notJudged: readonly string[];
  /** What ECS last said of it. */
  readonly said?: string;
  readonly advice?: string;
}
