import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { Failure } from '../failure.ts';
import { carryOut } from '../plan/carry-out.ts';
import { mergeOperations, operationsOf } from '../plan/operations.ts';
import type { Plan } from '../plan/plan.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Answer, VerbContext } from '../verb/verb.ts';
import type { Prices } from './cost/prices.ts';
import { recordedInventory } from './earlier-runs.ts';
import type { Found } from './found.ts';
import type { Judgement } from './judge/finding.ts';
import { judge } from './judge/judge.ts';
import type { Choices } from './judge/stay.ts';
import { kinds } from './kinds/index.ts';
import { type Obstacle, obstaclesOf } from './plan/obstacles.ts';
import { planCleanup } from './plan/plan-cleanup.ts';
import { routeOf } from './plan/route.ts';
import { stackDeleted } from './plan/stack-steps.ts';
import { asJson, inventory, isLeft, type Row } from './show/inventory.ts';
import { showInventory, showLeft, showTotal, showVerdict } from './show/render.ts';
import { keyOf } from './thing.ts';
import { type Unfinished, unfinishedOf } from './unfinished.ts';

/** What is to be cleaned up, and how far the person goes. */
export interface Sweep {
  /** Looks at AWS, with what was to be deleted before. */
  readonly read: (unfinished: readonly Unfinished[]) => Promise<Found>;
  /** What must be typed before anything is deleted. */
  readonly expects: (found: Found) => string;
  /** Look only. */
  readonly check: boolean;
  readonly choices: Choices;
  readonly prices: Prices;
}

const operations = mergeOperations([
  {
    cloudformation: operationsOf(CloudFormationClient, {
      DeleteStack: DeleteStackCommand,
      DescribeStacks: DescribeStacksCommand,
      UpdateTerminationProtection: UpdateTerminationProtectionCommand,
    }),
  },
  ...kinds.map((kind) => kind.operations ?? {}),
]);

const waits = Object.assign({ 'stack deleted': stackDeleted }, ...kinds.map((kind) => kind.waits ?? {}));

/** The answer of a clean-up. */
export interface Swept extends Answer {
  /** There was nothing to say of anything. */
  readonly isBare: boolean;
}

/**
 * The road of every clean-up: look, judge, show, confirm, delete in rounds, and look again.
 * @throws Failure `refused`, before anything is deleted, where something stands in the way of a stack's deletion.
 */
export async function sweep(context: VerbContext, wishes: Sweep): Promise<Swept> {
  const first = await look(wishes, []);
  if (wishes.check) return checked(first);
  const obstacles = obstaclesOf(first.found.subject, first.judgement, wishes.choices);
  if (obstacles.length > 0) {
    await context.terminal.say(planned(first.rows, await context.terminal.conversation()));
    throw inTheWay(first, obstacles);
  }
  const { doomed } = first.judgement;
  const confirmed = confirmedBy(first);
  let next: Look | undefined = first;
  const answer = await carryOut<Look>(context, {
    async read() {
      const seen = next ?? (await look(wishes, doomed.map(unfinishedOf)));
      next = undefined;
      return seen;
    },
    plan: (seen) => planOf(seen, wishes),
    // Nothing that was not shown before the yes is deleted after it.
    again: (seen) => planOf(only(seen, confirmed), wishes),
    operations,
    waits,
    expects: wishes.expects(first.found),
    show:
      ({ rows }) =>
      (screen) =>
        planned(rows, screen),
    preview: ({ rows }) => ({ value: asJson(rows), text: () => '' }),
    inventory: ({ found }) => JSON.parse(JSON.stringify(recordedInventory(found.subject.ids, doomed))),
    conclude: (seen) => ({
      value: asJson([...leftOf(seen), ...leavingOf(seen)]),
      text: (screen) => conclusion(seen, screen),
    }),
  });
  return { ...answer, isBare: first.rows.length === 0 };
}

/** One look: what was found, what it means, and how it is told. */
interface Look {
  readonly found: Found;
  readonly judgement: Judgement;
  readonly rows: readonly Row[];
}

async function look({ read, choices, prices }: Sweep, unfinished: readonly Unfinished[]): Promise<Look> {
  const found = await read(unfinished);
  const judgement = judge({ ...found, kinds, choices });
  const route = routeOf(judgement.doomed, found.subject);
  return { found, judgement, rows: inventory(found.subject, judgement, route, { prices, choices }) };
}

function planOf({ found, judgement }: Look, { choices, prices }: Sweep): Plan {
  return planCleanup(found, judgement, { kinds, choices, prices });
}

/**
 * What a yes to the first look allows to delete: what was to go, and of the stack's own what stays only as long as AWS
 * refuses to delete it. CloudFormation tries that in any case, and what was in its way may go with the stack.
 */
function confirmedBy({ judgement: { doomed, staying } }: Look): ReadonlySet<string> {
  const tried = staying.filter(({ listed, stay }) => listed && stay?.guard === 'aws');
  return new Set([...doomed, ...tried].map(({ thing }) => keyOf(thing)));
}

function only(seen: Look, confirmed: ReadonlySet<string>): Look {
  const doomed = seen.judgement.doomed.filter(({ thing }) => confirmed.has(keyOf(thing)));
  return { ...seen, judgement: { ...seen.judgement, doomed } };
}

function leftOf({ rows }: Look): Row[] {
  return rows.filter(isLeft);
}

function planned(rows: readonly Row[], screen: Screen): string {
  return paragraphs([showInventory(rows, screen), showTotal(rows, screen)], screen);
}

function conclusion(seen: Look, screen: Screen): string {
  return [showLeft(seen.found.subject.title, leftOf(seen), screen), stillGoing(seen)]
    .filter(Boolean)
    .join('\n');
}

function leavingOf({ rows }: Pick<Look, 'rows'>): Row[] {
  return rows.filter(({ fate }) => fate === 'leaving');
}

function stillGoing({ rows }: Look): string {
  const leaving = leavingOf({ rows }).map(({ kind, name }) => `${kind} ${name}`);
  return leaving.length > 0 ? `Still being deleted by AWS: ${leaving.join(', ')}.` : '';
}

function checked(seen: Look): Swept {
  const left = leftOf(seen);
  const subject = seen.found.subject.title;
  return {
    value: { subject, left: asJson(left), inventory: asJson(seen.rows) },
    text: (screen) =>
      paragraphs(
        [showInventory(seen.rows, screen), stillGoing(seen), showVerdict(subject, left, screen)],
        screen,
      ),
    exitCode: left.length > 0 ? 3 : 0,
    isBare: seen.rows.length === 0,
  };
}

function paragraphs(parts: readonly string[], { aligned }: Screen): string {
  return parts.filter(Boolean).join(aligned ? '\n\n' : '\n');
}

function inTheWay({ found, rows }: Look, obstacles: readonly Obstacle[]): Failure {
  const subject = found.subject.title;
  const remedies = new Set(obstacles.flatMap(({ remedy }) => remedy ?? []));
  const ways = [...remedies].map((remedy) => (remedy.startsWith('--') ? `add ${remedy}` : remedy));
  return new Failure(
    'refused',
    [`${subject} cannot be deleted, and nothing was`, ...obstacles.map(({ what }) => `  ${what}`)].join('\n'),
    {
      ...(ways.length > 0 && { hint: ways.join('; ') }),
      value: { subject, obstacles: obstacles.map((one) => ({ ...one })), inventory: asJson(rows) },
    },
  );
}
