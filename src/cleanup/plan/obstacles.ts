import type { Judgement } from '../judge/finding.ts';
import { holdsDataByType } from '../stack/data-types.ts';
import { rootsOf, type Stack, type Subject } from '../stack/subject.ts';
import { nameThing } from '../thing.ts';
import { treeOf } from './route.ts';

/** Why a stack cannot be deleted as it is, and what would help. */
export interface Obstacle {
  readonly what: string;
  readonly remedy?: string;
}

/**
 * What stands in the way of the deletion itself: nothing at all is deleted as long as one of these is there. Of what
 * is to stay, that is what CloudFormation would delete with the stack, since nobody guards it. Once a deletion has
 * failed, AWS lets such things be left out of it.
 */
export function obstaclesOf(
  subject: Subject,
  judgement: Judgement,
  { deleteData }: { deleteData: boolean },
): Obstacle[] {
  const roots = rootsOf(subject);
  return [
    ...subject.exportsInUse.map(({ name, by }) => exported(name, by)),
    ...roots.filter(isBusy).map(busy),
    ...roots
      .filter(({ status }) => status !== 'DELETE_FAILED' && status !== 'DELETE_IN_PROGRESS')
      .flatMap((root) => unguarded(root, subject, judgement, deleteData)),
  ];
}

function exported(name: string, by: readonly string[]): Obstacle {
  return {
    what: `its export ${name} is used by stack ${by.join(', ')}`,
    remedy: `first ${by.map((one) => `ecsctl cleanup --stack ${one}`).join(', ')}, or take the import out of ${by.length === 1 ? 'it' : 'them'}`,
  };
}

/** Something else is changing the stack right now. */
function isBusy({ status }: Stack): boolean {
  return (
    status.endsWith('_IN_PROGRESS') && status !== 'DELETE_IN_PROGRESS' && status !== 'REVIEW_IN_PROGRESS'
  );
}

function busy({ name, status }: Stack): Obstacle {
  return { what: `stack ${name} is ${status}`, remedy: 'wait until that is over' };
}

function unguarded(root: Stack, subject: Subject, judgement: Judgement, deleteData: boolean): Obstacle[] {
  const tree = new Set(treeOf(root, subject));
  const things = judgement.staying.filter(
    ({ listed, stay }) => listed && !listed.retained && tree.has(listed.stackId) && stay?.guard === 'nobody',
  );
  const others = judgement.others.filter(
    ({ stackId, type, retained }) => !deleteData && !retained && tree.has(stackId) && holdsDataByType(type),
  );
  return [
    ...things.map(({ thing, stay }) => ({
      what: `${nameThing(thing)} would go with it: ${stay?.reason}`,
      ...(stay?.remedy && { remedy: stay.remedy }),
    })),
    ...others.map(({ type, physicalId }) => ({
      what: `${physicalId} (${type}) would go with it, and may hold data`,
      remedy: '--delete-data',
    })),
  ];
}
