import { consumerReads, mentionsOf, readConsumers } from '../../ecs/uses/read-consumers.ts';
import { carryOut, type PlanAnswer } from '../../plan/carry-out.ts';
import type { Plan } from '../../plan/plan.ts';
import { quantity } from '../../terminal/number.ts';
import type { Answer, VerbContext } from '../../verb/verb.ts';
import { taskDefinition } from '../kinds/task-definition.ts';
import { type RevisionFlags, type RevisionWishes, revisionWishes } from './flags.ts';
import type { FoundRevisions } from './found.ts';
import { judgeRevisions } from './judge-revisions.ts';
import { planRevisions } from './plan-revisions.ts';
import { readYoung } from './read-age.ts';
import { readRegistrations } from './read-registrations.ts';
import { readRevisions, revisionReads } from './read-revisions.ts';
import { usesOf } from './uses.ts';

/** Every IAM action that `cleanTaskDefinitions` may use. */
export const taskDefinitionActions: readonly string[] = [
  ...revisionReads,
  ...consumerReads,
  ...taskDefinition.writes,
];

/** The documented answer of `ecsctl cleanup --task-definitions`. */
export interface TaskDefinitionAnswer extends PlanAnswer {
  /** Task definitions that AWS has been told to delete and has not deleted yet. */
  readonly stillBeingDeleted: readonly string[];
}

/** Deregisters the task definitions that nothing uses or, where that is wished for, deletes them for good. */
export async function cleanTaskDefinitions(
  context: VerbContext,
  flags: RevisionFlags,
): Promise<Answer<TaskDefinitionAnswer>> {
  const wishes = revisionWishes(flags);
  let first: { readonly found: FoundRevisions; readonly plan: Plan } | undefined;
  let leaving: readonly string[] = [];
  const { value, text, ...answer } = await carryOut<FoundRevisions>(context, {
    read: async () => {
      const found = first ? await readAgain(context, wishes, first.found) : await read(context, wishes);
      leaving = found.leaving;
      return found;
    },
    plan: (found) => {
      const plan = planRevisions(found, wishes);
      first = { found, plan };
      return plan;
    },
    rest: (found) => planRest(found, first?.plan, wishes),
    operations: taskDefinition.operations ?? {},
  });
  return {
    ...answer,
    value: { ...value, stillBeingDeleted: leaving },
    text: (screen) => [text(screen), ...leavingInWords(leaving)].join('\n'),
  };
}

/** Lists, looks for what is used, and then closer at those alone for which it matters. */
export async function read(context: VerbContext, wishes: RevisionWishes): Promise<FoundRevisions> {
  const { aws } = context;
  const [listed, consumers] = await Promise.all([readRevisions(aws, wishes), readConsumers(aws)]);
  const uses = usesOf(mentionsOf(consumers));
  const found = { ...listed, uses, young: new Map<string, number>() };
  const { doomed } = judgeRevisions(found, wishes);
  const young =
    wishes.olderThan === undefined
      ? found.young
      : await readYoung(aws, doomed, new Date(aws.now().getTime() - wishes.olderThan * 1000));
  const going = wishes.forGood ? judgeRevisions({ ...found, young }, wishes).doomed : [];
  const registrations = await readRegistrations(context, going);
  const gone = new Set(going.filter(({ arn }) => !registrations.has(arn)));
  return { ...found, young, registrations, revisions: found.revisions.filter((one) => !gone.has(one)) };
}

/** What has become of the revisions; all else is as it was when the plan was made. */
async function readAgain(
  { aws }: VerbContext,
  wishes: RevisionWishes,
  before: FoundRevisions,
): Promise<FoundRevisions> {
  return { ...before, ...(await readRevisions(aws, wishes)) };
}

/** What is left of the plan: those of its revisions that are still there as they were. */
function planRest(found: FoundRevisions, plan: Plan | undefined, wishes: RevisionWishes): Plan {
  const planned = new Set(plan?.steps.flatMap(({ call }) => arnsIn(call.input)));
  const revisions = found.revisions.filter(({ arn }) => planned.has(arn));
  const unused = { revisions: new Map(), families: new Map() };
  return planRevisions({ ...found, revisions, uses: unused, young: new Map() }, { ...wishes, keep: 0 });
}

function arnsIn(input: Readonly<Record<string, unknown>>): string[] {
  return [input.taskDefinition ?? [], input.taskDefinitions ?? []].flat().map(String);
}

function leavingInWords(leaving: readonly string[]): string[] {
  if (leaving.length === 0) return [];
  const [verb, pronoun] = leaving.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return [
    `${quantity(leaving.length)} ${verb} still being deleted: AWS waits until no task or deployment refers to ${pronoun}.`,
  ];
}
