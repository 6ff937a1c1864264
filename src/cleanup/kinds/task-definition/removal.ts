import { batches } from '../../../aws/pages.ts';
import { nameRevision, type Revision } from '../../../ecs/revision.ts';
import { compactIds } from '../../../plan/compact-ids.ts';
import type { ApiCall, Step } from '../../../plan/plan.ts';
import { call, type JointRemoval } from '../../kind.ts';

/** A revision that is to go. */
export interface Doomed extends Revision {
  readonly region?: string;
  /** Why, as a clause. */
  readonly reason: string;
  /** The call that registers it again, for one that is deleted for good. */
  readonly registration?: ApiCall;
}

/** Task definitions that one DeleteTaskDefinitions takes. */
const deletedAtOnce = 10;

/**
 * The steps by which revisions go: those that are ACTIVE are deregistered, one a call, in a series for each family; to
 * delete them for good, ten a call, each ten as soon as they are deregistered.
 */
export function removeRevisions(
  doomed: readonly Doomed[],
  { forGood }: { forGood: boolean },
): JointRemoval[] {
  const sorted = [...doomed].sort(
    (one, other) => compare(one.family, other.family) || one.number - other.number,
  );
  const deregistrations = sorted.filter(({ isActive }) => isActive).map(deregister);
  if (!forGood) return deregistrations;
  return [...deregistrations, ...batches(sorted, deletedAtOnce).map(deleteForGood)];
}

function deregister(revision: Doomed): JointRemoval {
  const { arn, family, region, reason } = revision;
  const step: Step = {
    id: deregistrationOf(revision),
    action: 'delete',
    resource: { type: 'task definition', id: nameRevision(revision), arn, ...(region && { region }) },
    reason,
    changes: [],
    after: [],
    call: call('ecs', 'DeregisterTaskDefinition', { taskDefinition: arn }),
    series: `deregister task definitions of ${family}`,
  };
  return { step, things: [arn] };
}

function deleteForGood(batch: readonly Doomed[]): JointRemoval {
  const names = compactIds(batch.map(nameRevision));
  const [first] = batch;
  const undo = batch.flatMap(({ registration }) => registration ?? []);
  const step: Step = {
    id: `task definition ${names} delete`,
    action: 'delete',
    resource: { type: 'task definition', id: names, ...(first?.region && { region: first.region }) },
    reason: first?.reason ?? '',
    changes: [],
    after: batch.filter(({ isActive }) => isActive).map(deregistrationOf),
    call: call('ecs', 'DeleteTaskDefinitions', { taskDefinitions: batch.map(({ arn }) => arn) }),
    ...(undo.length > 0 && { undo }),
    series: 'delete task definitions for good',
  };
  return { step, things: batch.map(({ arn }) => arn) };
}

function deregistrationOf(revision: Doomed): string {
  return `task definition ${nameRevision(revision)} deregister`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
