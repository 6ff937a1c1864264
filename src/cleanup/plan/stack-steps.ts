import type { Wait } from '../../plan/apply.ts';
import type { Finding, Judgement } from '../judge/finding.ts';
import { call } from '../kind.ts';
import { holdsDataByType } from '../stack/data-types.ts';
import { rootsOf, type Stack, type StackResource, type Subject } from '../stack/subject.ts';
import { nameThing } from '../thing.ts';
import type { Draft } from './chain.ts';
import { treeOf } from './route.ts';

/** The steps that delete one stack with all that is nested in it. */
export interface StackSteps {
  readonly root: Stack;
  /** The ids of the stack and of those nested in it. */
  readonly tree: ReadonlySet<string>;
  readonly drafts: readonly Draft[];
  /** What must be gone before the stack is waited for by this. */
  readonly begins?: Draft;
  /** The step after which the stack is gone. */
  readonly end: string;
}

export interface StackWishes {
  readonly deleteData: boolean;
}

/** One set of steps for each stack that nothing above it deletes. */
export function stackSteps(subject: Subject, judgement: Judgement, wishes: StackWishes): StackSteps[] {
  return rootsOf(subject).map((root) => {
    const wait = waitForEnd(root);
    const tree = new Set(treeOf(root, subject));
    if (root.status === 'DELETE_IN_PROGRESS') return { root, tree, drafts: [wait], end: wait.id };
    const unprotected = root.isProtected ? [unprotect(root)] : [];
    const deletion = deleteStack(root, leftOut(root, subject, judgement, wishes));
    for (const { id } of unprotected) deletion.after.add(id);
    wait.after.add(deletion.id);
    return { root, tree, drafts: [...unprotected, deletion, wait], begins: deletion, end: wait.id };
  });
}

/** Tries after which a resource that no kind of ours covers is left out of its stack's deletion. */
const triesBeforeForce = 2;

/** What a deletion that has failed is repeated without: what stays, and what would fail again and again. */
function leftOut(
  root: Stack,
  subject: Subject,
  { staying, others }: Judgement,
  { deleteData }: StackWishes,
): Map<string, string> {
  if (root.status !== 'DELETE_FAILED') return new Map();
  const reasons = new Map<string, string>();
  const isOf = (resource: StackResource | undefined, id: string) => resource?.stackId === id;
  for (const { listed, stay } of staying) {
    if (listed && isOf(listed, root.id)) reasons.set(listed.logicalId, stay?.reason ?? 'it stays');
  }
  for (const resource of others.filter((one) => isOf(one, root.id))) {
    const { logicalId, type, reason } = resource;
    const whole = staying.find(({ thing }) => isPartOf(resource, thing.id))?.thing;
    if (whole) reasons.set(logicalId, `it is part of ${nameThing(whole)}, which stays`);
    else if (!deleteData && holdsDataByType(type)) reasons.set(logicalId, 'it may hold data');
    else if ((root.failures[logicalId] ?? 0) >= triesBeforeForce) {
      reasons.set(logicalId, reason ?? 'CloudFormation could not delete it');
    }
  }
  for (const nested of root.resources.filter(({ type }) => type === 'AWS::CloudFormation::Stack')) {
    const child = subject.stacks.find(({ id }) => id === nested.physicalId);
    if (child && leftOut(child, subject, { staying, others } as Judgement, { deleteData }).size > 0) {
      reasons.set(nested.logicalId, 'something in it stays; it is deleted by itself then');
    }
  }
  return reasons;
}

/** CloudFormation names what only ties others together by these: `IGW|vpc-1`, `rtb-1|0.0.0.0/0`. */
function isPartOf({ physicalId }: StackResource, id: string): boolean {
  return physicalId.includes('|') && physicalId.split('|').includes(id);
}

function deleteStack(root: Stack, without: ReadonlyMap<string, string>): Draft {
  const retained = [...without.keys()].sort();
  return {
    ...stackStep(root, 'delete'),
    action: 'delete',
    reason: reasonOf(root, retained),
    changes: retained.map((id) => ({ field: `without ${id}`, to: without.get(id) ?? '' })),
    call: call('cloudformation', 'DeleteStack', {
      StackName: root.id,
      ...(retained.length > 0 && { RetainResources: retained }),
    }),
  };
}

function reasonOf({ status, name }: Stack, retained: readonly string[]): string {
  if (retained.length > 0) return `the rest of ${name}, without what stays`;
  return status === 'DELETE_FAILED' ? 'its deletion had failed; what was in the way is gone' : 'as asked';
}

function unprotect(root: Stack): Draft {
  const set = (EnableTerminationProtection: boolean) =>
    call('cloudformation', 'UpdateTerminationProtection', {
      StackName: root.id,
      EnableTerminationProtection,
    });
  return {
    ...stackStep(root, 'unprotect'),
    verb: 'unprotect',
    action: 'update',
    reason: 'AWS deletes no stack whose termination protection is on',
    changes: [{ field: 'termination protection', from: true, to: false }],
    call: set(false),
    undo: set(true),
  };
}

/** CloudFormation may take longer than anything else, in seconds. */
const stackPatience = 3600;

function waitForEnd(root: Stack): Draft {
  return {
    ...stackStep(root, 'gone'),
    verb: 'wait for the end of',
    action: 'wait',
    reason: 'CloudFormation deletes one resource after the other',
    changes: [],
    call: call('cloudformation', 'DescribeStacks', { StackName: root.id }),
    until: 'stack deleted',
    patience: stackPatience,
    goal: ['ValidationError'],
  };
}

function stackStep({ id, name }: Stack, what: string): Pick<Draft, 'id' | 'resource' | 'after'> {
  return { id: `stack ${name} ${what}`, resource: { type: 'stack', id: name, arn: id }, after: new Set() };
}

interface Described {
  readonly StackStatus?: string;
  readonly StackStatusReason?: string;
}

/** Judges DescribeStacks: only "deleted" is done. Any state but deleting is a failure, with AWS's reason. */
export const stackDeleted: Wait = (output) => {
  const [stack] = (output.Stacks ?? []) as readonly Described[];
  const { StackStatus: status = 'DELETE_COMPLETE', StackStatusReason: reason } = stack ?? {};
  if (status === 'DELETE_COMPLETE') return { kind: 'done', value: output };
  if (status === 'DELETE_IN_PROGRESS') return { kind: 'waiting', for: 'CloudFormation to delete it' };
  return { kind: 'failed', why: `the stack is ${status}${reason ? `: ${reason}` : ''}` };
};

/** Whether the thing's stack is one of these. */
export function isInTree({ listed }: Pick<Finding, 'listed'>, { tree }: StackSteps): boolean {
  return listed !== undefined && tree.has(listed.stackId);
}
