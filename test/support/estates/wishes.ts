import fc from 'fast-check';

/** What has become of the stack before anybody cleans up. */
export type Fate =
  | 'alive'
  /** Its deletion was tried, and went as far as it went. */
  | 'deletion tried'
  /** Its deletion was forced in the end: what could not go is left behind. */
  | 'gone'
  /** The same, so long ago that only tags tell of it. */
  | 'forgotten';

const retainable = [
  'nothing',
  'LoadBalancer',
  'TargetGroup',
  'Cluster',
  'TaskGroup',
  'Vpc',
  'Address',
] as const;

/** An estate as plain switches, so that a failing one shrinks to the few that matter. */
export interface EstateWishes {
  readonly fate: Fate;
  /** Termination protection of a living stack. */
  readonly isProtected: boolean;
  /** The logical id of what the template retains beside data. */
  readonly retains: (typeof retainable)[number];
  /** The service, its revision and its scaling are in a nested stack. */
  readonly isNested: boolean;
  readonly stack: StackWishes;
  readonly byHand: HandWishes;
  readonly shared: SharingWishes;
}

/** What the stack is made of. */
export interface StackWishes {
  /** A VPC of its own, or things in the shop's. */
  readonly hasNetwork: boolean;
  readonly hasNat: boolean;
  readonly hasEndpoint: boolean;
  readonly hasBalancer: boolean;
  readonly isBalancerProtected: boolean;
  /** An update replaced the load balancer and could not delete it: it has the tags and is in no list. */
  readonly isBalancerAbandoned: boolean;
  readonly hasPathRule: boolean;
  /** The groups of the load balancer and of the tasks name each other, by rules of the template or made by hand. */
  readonly circle: 'none' | 'template' | 'by hand';
  /** Its service's tasks have public addresses. */
  readonly isPublic: boolean;
  /** A cluster of its own, or a service in the shop's. */
  readonly hasCluster: boolean;
  readonly hasNodes: boolean;
  readonly hasService: boolean;
  readonly scaling: 'none' | 'steps' | 'tracking';
  readonly hasNames: boolean;
  readonly hasRule: boolean;
  readonly hasAlarm: boolean;
  readonly hasRole: boolean;
  readonly bucket: Holding;
  readonly repository: Holding;
  readonly logs: Holding;
}

export type Holding = 'none' | 'empty' | 'full' | 'retained';

/** What people made by hand that hangs on the stack. */
export interface HandWishes {
  readonly hasService: boolean;
  readonly hasTask: boolean;
  readonly hasListener: boolean;
  readonly hasPathRule: boolean;
  readonly hasScaling: boolean;
  readonly hasAlarm: boolean;
  readonly hasRule: boolean;
  readonly hasSchedule: boolean;
  /** Revisions that continuous delivery registered beside the stack's. */
  readonly revisions: number;
  readonly hasLogGroup: boolean;
  readonly hasGroup: boolean;
  readonly hasInterface: boolean;
  readonly hasAddress: boolean;
  /** Idle things in the stack's network: nobody knows whose. */
  readonly hasStray: boolean;
}

/** What the shop, which nobody may touch, has in common with the stack. */
export interface SharingWishes {
  /** The shop's rule starts tasks with the role of the stack's rule. */
  readonly role: boolean;
  /** A family of the shop's writes to the log group of the stack's. */
  readonly logGroup: boolean;
  /** The stack's cluster and the shop's use one capacity provider. */
  readonly provider: boolean;
  /** The shop's group lets the stack's tasks in. */
  readonly groupRule: boolean;
  /** The stack has no load balancer of its own, but a rule on the shop's listener. */
  readonly listener: boolean;
  /** The shop runs a service of its own in the stack's cluster. */
  readonly cluster: boolean;
}

/** What the command line says. */
export interface ChoiceWishes {
  readonly deleteData: boolean;
  readonly retained: boolean;
  readonly deleteTaskDefinitions: boolean;
  readonly keepTaskDefinitions: boolean;
}

const often = fc.integer({ min: 0, max: 3 }).map((number) => number > 0);
const seldom = fc.integer({ min: 0, max: 7 }).map((number) => number === 7);
const holding = fc.constantFrom<Holding>('none', 'empty', 'full', 'retained');

const stackWishes: fc.Arbitrary<StackWishes> = fc.record({
  hasNetwork: fc.boolean(),
  hasNat: fc.boolean(),
  hasEndpoint: fc.boolean(),
  hasBalancer: often,
  isBalancerProtected: fc.boolean(),
  isBalancerAbandoned: seldom,
  hasPathRule: fc.boolean(),
  circle: fc.constantFrom('none', 'template', 'by hand'),
  isPublic: fc.boolean(),
  hasCluster: often,
  hasNodes: fc.boolean(),
  hasService: often,
  scaling: fc.constantFrom('none', 'steps', 'tracking'),
  hasNames: fc.boolean(),
  hasRule: fc.boolean(),
  hasAlarm: fc.boolean(),
  hasRole: fc.boolean(),
  bucket: holding,
  repository: holding,
  logs: holding,
});

const handWishes: fc.Arbitrary<HandWishes> = fc.record({
  hasService: fc.boolean(),
  hasTask: fc.boolean(),
  hasListener: fc.boolean(),
  hasPathRule: fc.boolean(),
  hasScaling: fc.boolean(),
  hasAlarm: fc.boolean(),
  hasRule: fc.boolean(),
  hasSchedule: fc.boolean(),
  revisions: fc.nat(3),
  hasLogGroup: fc.boolean(),
  hasGroup: fc.boolean(),
  hasInterface: fc.boolean(),
  hasAddress: fc.boolean(),
  hasStray: seldom,
});

const sharingWishes: fc.Arbitrary<SharingWishes> = fc.record({
  role: seldom,
  logGroup: seldom,
  provider: seldom,
  groupRule: seldom,
  listener: seldom,
  cluster: seldom,
});

/** Any estate: a stack of some kinds of things in any state, with what hangs on it, beside a shop. */
export const anyEstate: fc.Arbitrary<EstateWishes> = fc.record({
  fate: fc.constantFrom<Fate>('alive', 'deletion tried', 'gone', 'forgotten'),
  isProtected: fc.boolean(),
  retains: fc.oneof(
    { weight: 2, arbitrary: fc.constant('nothing' as const) },
    fc.constantFrom(...retainable),
  ),
  isNested: fc.boolean(),
  stack: stackWishes,
  byHand: handWishes,
  shared: sharingWishes,
});

export const anyChoices: fc.Arbitrary<ChoiceWishes> = fc.record({
  deleteData: often,
  retained: often,
  deleteTaskDefinitions: fc.boolean(),
  keepTaskDefinitions: seldom,
});
