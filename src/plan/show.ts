import { quantity } from '../terminal/number.ts';
import { printable } from '../terminal/printable.ts';
import { prose } from '../terminal/prose.ts';
import type { Paint, Screen } from '../terminal/screen.ts';
import { textWidth } from '../terminal/text-width.ts';
import { wrap } from '../terminal/wrap.ts';
import { type Change, type Json, type Plan, readOutput, type Step, type StepAction } from './plan.ts';
import { type Group, groupSteps, thingsOf, verbOf } from './series.ts';
import { keptLines, seriesLines } from './show-many.ts';

const signs: Readonly<Record<StepAction, string>> = { create: '+', update: '~', delete: '-', wait: '·' };

const tones: Readonly<Record<StepAction, keyof Paint>> = {
  create: 'good',
  update: 'warn',
  delete: 'bad',
  wait: 'faint',
};

/** The plan in words: what each step does, why, and from what to what. */
export function showPlan(plan: Plan, screen: Screen): string {
  const { paint } = screen;
  const parts = [
    groupSteps(plan.steps)
      .map((group) => showGroup(group, screen))
      .join('\n'),
    ...plan.warnings.map((warning) => `${paint.warn('!')} ${prose(warning, screen, behindSign).trimStart()}`),
    keptLines(plan.kept)
      .map((line) => paint.faint(prose(line, screen, { hanging: 2 })))
      .join('\n'),
    showTotal(plan, paint),
  ];
  return parts.filter(Boolean).join('\n');
}

const indent = 4;
/** The lines of a sentence begin under each other, behind its sign. */
const behindSign = { first: 2 };

function showGroup({ series, steps }: Group, screen: Screen): string {
  if (series === undefined) return steps.map((step) => showStep(step, screen)).join('\n');
  const action = steps[0]?.action ?? 'update';
  const [heading, ...lines] = seriesLines(series, steps, screen);
  return [`${screen.paint[tones[action]](signs[action])} ${heading}`, ...lines].join('\n');
}

function showStep(step: Step, screen: Screen): string {
  const { paint } = screen;
  const sign = paint[tones[step.action]](signs[step.action]);
  const name = `${step.verb ?? step.action} ${step.resource.type} ${paint.strong(printable(step.resource.id))}`;
  const width = Math.max(0, ...step.changes.map(({ field }) => field.length));
  return [
    `${sign} ${name}`,
    paint.faint(prose(step.reason, screen, { first: indent })),
    ...step.changes.map((change) => showChange(change, width, screen)),
  ].join('\n');
}

/** `field  from → to`; of a list that changes, what comes and what goes. Long values go on under their beginning. */
function showChange({ field, from, to }: Change, width: number, screen: Screen): string {
  const start = indent + width + 2;
  const isList = Array.isArray(from) && Array.isArray(to);
  const lines = isList ? listChange(from, to, screen.paint) : [valueChange(from, to, screen.paint)];
  const room = screen.aligned ? Math.max(20, screen.width - start) : Number.POSITIVE_INFINITY;
  return lines
    .flatMap((line) => (textWidth(line) > room ? wrap(line, room).split('\n') : [line]))
    .map((line, index) => `${' '.repeat(indent)}${(index === 0 ? field : '').padEnd(width)}  ${line}`)
    .join('\n');
}

function valueChange(from: Json | undefined, to: Json | undefined, paint: Paint): string {
  const after = to === undefined ? paint.faint('none') : paint.accent(showValue(to));
  return from === undefined ? after : `${showValue(from)} → ${after}`;
}

function listChange(from: readonly Json[], to: readonly Json[], paint: Paint): string[] {
  const [before, after] = [from.map(showValue), to.map(showValue)];
  return [
    ...before.filter((value) => !after.includes(value)).map((value) => paint.bad(`- ${value}`)),
    ...after.filter((value) => !before.includes(value)).map((value) => paint.good(`+ ${value}`)),
  ];
}

/** A value on one line; an answer still to come is called that. */
function showValue(value: Json): string {
  if (typeof value === 'string') return readOutput(value) ? '(known then)' : printable(value);
  if (Array.isArray(value)) return value.map(showValue).join(', ') || 'none';
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function showTotal(plan: Plan, paint: Paint): string {
  const counts = countsByVerb(plan.steps.filter(({ action }) => action !== 'wait')).map(
    ([verb, count]) => `${quantity(count)} to ${verb}`,
  );
  if (counts.length === 0) return '';
  const monthly = plan.steps.reduce((sum, step) => sum + (step.monthly ?? 0), 0);
  const cost =
    monthly === 0 ? '' : `, about ${monthly > 0 ? '+' : '-'}$${Math.abs(monthly).toFixed(2)} a month`;
  return paint.strong(`${plan.subject}: ${counts.join(', ')}${cost}.`);
}

/** How many things are created, updated, deleted, and then whatever else is done to them. */
function countsByVerb(steps: readonly Step[]): [verb: string, count: number][] {
  const counts = new Map<string, number>(['create', 'update', 'delete'].map((verb) => [verb, 0]));
  for (const step of steps) counts.set(verbOf(step), (counts.get(verbOf(step)) ?? 0) + thingsOf(step));
  return [...counts].filter(([, count]) => count > 0);
}
