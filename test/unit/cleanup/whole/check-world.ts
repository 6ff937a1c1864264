import { expect } from 'vitest';
import type { Row } from '../../../../src/cleanup/show/inventory.ts';
import type { Estate } from '../../../support/estates/raise-estate.ts';
import type { ChoiceWishes } from '../../../support/estates/wishes.ts';
import type { WorldCall } from '../../../support/sandbox-aws.ts';
import { only, resourcesOf, touchedBetween } from '../../../support/world-snapshot.ts';
import { checkUp, cleanUp, type Run } from './clean-estate.ts';

/** What AWS says to somebody who deletes in the wrong order. */
const disorder =
  /DependencyViolation|InUse|InProgress|ClusterContains|DeleteConflict|OperationNotPermitted|NotEmpty/;

/** How a clean-up came out. */
export type Outcome = 'cleaned' | 'refused' | 'not found' | 'nothing to do';

/**
 * Cleans the estate up twice, and expects of both runs and of the look between them what has to be true of any.
 * @param home a folder for the records of this estate's runs, and of no other's.
 */
export async function checkWorld(estate: Estate, choices: ChoiceWishes, home: string): Promise<Outcome> {
  const first = await checkedRun(estate, choices, home);
  if (first.failure) return first.failure.kind === 'refused' ? 'refused' : 'not found';
  const rows = await checkUp(estate, choices, home);
  const doomed = rows.filter(({ fate }) => !['stays', 'shown', 'leaving'].includes(fate));
  expectNone('still to be deleted', doomed.map(tell));
  if (estate.isClear && choices.deleteData && choices.retained && !choices.keepTaskDefinitions) {
    // What hung on a thing that CloudFormation has deleted may look like anybody's.
    const open = estate.fate === 'alive' ? ['leaving'] : ['leaving', 'shown'];
    expectNone('left', rows.filter(({ fate }) => !open.includes(fate)).map(tell));
    expectNone('remains', remainsOf(estate));
  }
  const second = await checkedRun(estate, choices, home);
  const steps = second.value?.plan.steps ?? [];
  expectNone(
    'planned again',
    steps.map(({ id }) => id),
  );
  expectNone('written again', second.writes.map(say));
  return first.value?.changed ? 'cleaned' : 'nothing to do';
}

async function checkedRun(estate: Estate, choices: ChoiceWishes, home: string): Promise<Run> {
  const before = resourcesOf(estate.world);
  const run = await cleanUp(estate, choices, home);
  const after = resourcesOf(estate.world);
  const kept = new Set([
    ...estate.untouchable,
    ...(choices.deleteData ? [] : estate.data),
    ...(choices.retained ? [] : estate.retained),
  ]);
  expectNone('touched', touchedBetween(only(before, kept), only(after, kept)));
  expectNone('met', run.calls.filter(({ error = '' }) => disorder.test(error)).map(say));
  if (choices.keepTaskDefinitions) {
    expectNone('written', run.writes.filter(({ operation }) => /TaskDefinition/.test(operation)).map(say));
  }
  if (run.failure?.kind === 'refused' || run.failure?.kind === 'not-found') {
    expectNone('written in spite of a refusal', run.writes.map(say));
    expectNone('touched in spite of a refusal', touchedBetween(before, after));
  } else if (run.failure) {
    throw run.failure;
  }
  return run;
}

/** What is there with the stack's name on it; while the stack was alive, all that is not somebody else's. */
function remainsOf({ world, untouchable, fate }: Estate): string[] {
  const remains = [...resourcesOf(world)].filter(([key]) => !untouchable.has(key));
  const isNamed = (value: unknown) => JSON.stringify(value).includes(':stack/lab');
  return remains.flatMap(([key, value]) => (fate === 'alive' || isNamed(value) ? [key] : []));
}

function tell({ kind, id, fate, why, reason }: Row): string {
  return `${kind} ${id}, ${why}: ${fate}${reason ? `, ${reason}` : ''}`;
}

function say({ operation, input, error }: WorldCall): string {
  return `${operation} ${JSON.stringify(input)}${error ? `: ${error}` : ''}`;
}

function expectNone(what: string, found: readonly string[]): void {
  expect(found, [`${what}:`, ...found].join('\n  ')).toEqual([]);
}
