import type { Amount, FleetInstance } from '../../ecs/fleet/value.ts';
import { counted, quantity } from '../../terminal/number.ts';
import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import { amountBar } from './gauges.ts';
import type { Section } from './shown-instances.ts';

/** From this width on bars stand beside the numbers, and zones. */
const wideEnough = 120;

/** A section's lines, and those of its instances under it. */
export interface DrawnSection {
  readonly section: Section;
  readonly lines: readonly string[];
}

/** The instances of all sections under one heading, so that their columns stand under each other. */
export function drawInstances(
  sections: readonly Section[],
  screen: Screen,
): { heading: string | undefined; drawn: DrawnSection[] } {
  const rows = sections.flatMap(({ shown }) => shown);
  const text = table(columnsFor(screen), rows, screen);
  const [heading, ...lines] = text === '' ? [] : text.split('\n');
  let next = 0;
  const drawn = sections.map((section) => {
    const own = lines.slice(next, next + section.shown.length);
    next += section.shown.length;
    return { section, lines: [...own, ...rest(section.others, screen)] };
  });
  return { heading, drawn };
}

/** `and 34 more with 12,288 CPU units and 60,000 MiB free` */
function rest(others: readonly FleetInstance[], { paint }: Screen): string[] {
  if (others.length === 0) return [];
  const sum = (of: (one: FleetInstance) => Amount | undefined) =>
    quantity(others.reduce((total, one) => total + (of(one)?.free ?? 0), 0));
  const free = `${sum(({ cpu }) => cpu)} CPU units and ${sum(({ memory }) => memory)} MiB`;
  return [paint.faint(`and ${counted(others.length, 'more instance')} with ${free} free in all: -o json`)];
}

function columnsFor({ width }: Screen): Column<FleetInstance>[] {
  const isWide = width >= wideEnough;
  return [
    { title: 'instance', value: ({ id }) => id, shrink: 2 },
    { title: 'type', value: ({ type }) => type, shrink: 1 },
    ...(isWide ? [{ title: 'zone', value: ({ zone }: FleetInstance) => zone }] : []),
    { title: 'tasks', value: tasksText, align: 'right' },
    ...(isWide ? [bar('cpu', ({ cpu }) => cpu)] : []),
    { title: isWide ? 'free' : 'cpu free', value: cpuText, align: 'right', paint: paintState },
    ...(isWide ? [bar('memory', ({ memory }) => memory)] : []),
    {
      title: isWide ? 'free' : 'mib free',
      value: ({ memory }) => amountText(memory),
      align: 'right',
      paint: paintFree(({ memory }) => memory),
    },
    {
      title: isWide ? 'enis free' : 'enis',
      value: ({ interfaces }) => amountText(interfaces),
      align: 'right',
      paint: paintFree(({ interfaces }) => interfaces),
    },
  ];
}

function bar(title: string, amount: (one: FleetInstance) => Amount | undefined): Column<FleetInstance> {
  return {
    title,
    value: (one) => {
      const value = amount(one);
      return value ? amountBar(value) : '';
    },
    paint: (text, _, { paint }) => paint.accent(text),
  };
}

function tasksText({ cpu, tasks }: FleetInstance): number | string {
  return cpu ? tasks : '';
}

/** Where no task goes, the reason stands in place of the room that none would find. */
function cpuText({ state, status, cpu }: FleetInstance): string {
  if (state === 'other') return (status ?? '').toLowerCase();
  return state === 'active' ? amountText(cpu) : state;
}

function amountText(amount: Amount | undefined): string {
  return amount ? `${quantity(amount.free)} of ${quantity(amount.total)}` : '';
}

function paintState(text: string, { state, cpu }: FleetInstance, { paint }: Screen): string {
  if (state === 'disconnected' || state === 'other') return paint.bad(text);
  if (state === 'launching' || state === 'joining') return paint.accent(text);
  if (state !== 'active') return paint.warn(text);
  return cpu?.free === 0 ? paint.warn(text) : text;
}

function paintFree(amount: (one: FleetInstance) => Amount | undefined): Column<FleetInstance>['paint'] {
  return (text, one, { paint }) => (amount(one)?.free === 0 ? paint.warn(text) : text);
}
