import { printable } from '../terminal/printable.ts';
import type { Paint, Screen } from '../terminal/screen.ts';
import { type Change, type Json, type Plan, readOutput, type Step, type StepAction } from './plan.ts';

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
    plan.steps.map((step) => showStep(step, paint)).join('\n'),
    ...plan.warnings.map((warning) => `${paint.warn('!')} ${printable(warning)}`),
    plan.kept
      .map(({ resource, reason }) => `= ${resource.type} ${resource.id} stays: ${reason}`)
      .map((line) => paint.faint(printable(line)))
      .join('\n'),
    showTotal(plan, paint),
  ];
  return parts.filter(Boolean).join('\n');
}

function showStep(step: Step, paint: Paint): string {
  const sign = paint[tones[step.action]](signs[step.action]);
  const name = `${step.action} ${step.resource.type} ${paint.strong(printable(step.resource.id))}`;
  const width = Math.max(0, ...step.changes.map(({ field }) => field.length));
  return [
    `${sign} ${name}`,
    paint.faint(`    ${printable(step.reason)}`),
    ...step.changes.flatMap((change) => showChange(change, width, paint)).map((line) => `    ${line}`),
  ].join('\n');
}

/** `field  from → to`; of a list that changes, what comes and what goes. */
function showChange({ field, from, to }: Change, width: number, paint: Paint): string[] {
  const label = field.padEnd(width);
  if (Array.isArray(from) && Array.isArray(to)) return showListChange(label, from, to, paint);
  const after = to === undefined ? paint.faint('none') : paint.accent(showValue(to));
  return [from === undefined ? `${label}  ${after}` : `${label}  ${showValue(from)} → ${after}`];
}

function showListChange(label: string, from: readonly Json[], to: readonly Json[], paint: Paint): string[] {
  const [before, after] = [from.map(showValue), to.map(showValue)];
  return [
    ...before.filter((value) => !after.includes(value)).map((value) => paint.bad(`- ${value}`)),
    ...after.filter((value) => !before.includes(value)).map((value) => paint.good(`+ ${value}`)),
  ].map((line, index) => `${index === 0 ? label : ' '.repeat(label.length)}  ${line}`);
}

/** A value on one line; an answer still to come is called that. */
function showValue(value: Json): string {
  if (typeof value === 'string') return readOutput(value) ? '(known then)' : printable(value);
  if (Array.isArray(value)) return value.map(showValue).join(', ') || 'none';
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function showTotal(plan: Plan, paint: Paint): string {
  const counts = (['create', 'update', 'delete'] as const)
    .map((action) => ({ action, count: plan.steps.filter((step) => step.action === action).length }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => `${count} to ${action}`);
  if (counts.length === 0) return '';
  const monthly = plan.steps.reduce((sum, step) => sum + (step.monthly ?? 0), 0);
  const cost =
    monthly === 0 ? '' : `, about ${monthly > 0 ? '+' : '-'}$${Math.abs(monthly).toFixed(2)} a month`;
  return paint.strong(`${plan.subject}: ${counts.join(', ')}${cost}.`);
}
