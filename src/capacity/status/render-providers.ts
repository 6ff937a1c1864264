import type { FleetGroup, OutlookCode } from '../../ecs/fleet/value.ts';
import { groupSize } from '../../ecs/fleet/words.ts';
import { counted, percent } from '../../terminal/number.ts';
import type { Paint, Screen } from '../../terminal/screen.ts';
import { signed } from '../../terminal/signed.ts';
import { textWidth } from '../../terminal/text-width.ts';
import { wrap } from '../../terminal/wrap.ts';
import { reservationGauge } from './gauges.ts';
import { drawInstances } from './render-instances.ts';
import { type Section, sectionsOf } from './shown-instances.ts';
import type { StatusProvider, StatusValue } from './value.ts';

/** Each provider with what comes next and its instances, then those that have none, in one line each. */
export function renderProviders(value: StatusValue, screen: Screen): string {
  const { providers, instances, tasks } = value;
  const names = providers.map(({ name }) => name);
  const { heading, drawn } = drawInstances(sectionsOf(instances, names), screen);
  const blocks = drawn.flatMap(({ section, lines }) => {
    const provider = providers.find(({ name }) => name === section.provider);
    if (provider?.group) return [[...headOf(provider, provider.group, screen), ...lines]];
    if (lines.length === 0) return [];
    return [[provider ? lineOf(provider, screen) : loneHead(section, screen), ...lines]];
  });
  const bare = drawn
    .filter(({ lines }) => lines.length === 0)
    .flatMap(({ section }) => providers.filter(({ name, group }) => name === section.provider && !group))
    .map((provider) => lineOf(provider, screen));
  const fargate = tasks.fargate > 0 ? [fargateLine(tasks.fargate, screen)] : [];
  const body = [...blocks, [...bare, ...fargate]].map((block) => block.join('\n')).filter(Boolean);
  return [heading, body.join('\n\n')].filter(Boolean).join('\n');
}

function headOf(provider: StatusProvider, group: FleetGroup, screen: Screen): string[] {
  const { paint } = screen;
  const { name, outlook } = provider;
  const facts = [groupSize(group), ...moving(group), ...(group.name === name ? [] : [`group ${group.name}`])];
  const line = inLines([paint.strong(name), ...gaugeOf(provider, screen), facts.join(', ')], screen);
  return [...line, signed(outlook.text, '→ ', paintOf(outlook.code, paint), screen, 2)];
}

/** `FARGATE has no instances to wait for; 3 tasks on it` */
function lineOf({ name, outlook, tasks }: StatusProvider, screen: Screen): string {
  return named(name, ` ${outlook.text}; ${counted(tasks, 'task')} on it`, screen);
}

function fargateLine(tasks: number, screen: Screen): string {
  return named(
    'launch type FARGATE',
    `has no instances to wait for; ${counted(tasks, 'task')} on it`,
    screen,
  );
}

function loneHead({ shown, others }: Section, screen: Screen): string {
  const count = counted(shown.length + others.length, 'instance');
  return named('no capacity provider', `: ${count} that ECS neither adds nor takes away`, screen);
}

/** A line that begins with a name, wrapped under it. */
function named(name: string, text: string, { width, paint }: Screen): string {
  return wrap(`${name}${text}`, width, { hanging: 2 }).replace(name, paint.strong);
}

function moving({ arriving, leaving }: FleetGroup): string[] {
  return [...(arriving > 0 ? [`${arriving} arriving`] : []), ...(leaving > 0 ? [`${leaving} leaving`] : [])];
}

/** On a narrow screen the numbers without the gauge. */
function gaugeOf({ reservation, target }: StatusProvider, { paint, width }: Screen): string[] {
  if (!reservation || target === undefined) return [];
  const text = `${percent(reservation.percent)} reserved of ${percent(target)}`;
  const drawn = `${reservationGauge(reservation.percent, target, paint)} ${text}`;
  return [textWidth(drawn) + 2 <= width ? drawn : text];
}

/** On one line what fits, the rest on the next. */
function inLines(parts: readonly string[], { width }: Screen): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : `${last}  ${part}`;
    if (last !== undefined && textWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(last === undefined ? part : `  ${part}`);
  }
  return lines;
}

const tones: Readonly<Record<OutlookCode, keyof Paint>> = {
  grows: 'accent',
  'at-max': 'bad',
  held: 'bad',
  failing: 'bad',
  shrinks: 'accent',
  steady: 'faint',
  off: 'warn',
  broken: 'bad',
  'by-aws': 'faint',
};

function paintOf(code: OutlookCode, paint: Paint): (text: string) => string {
  return paint[tones[code]];
}
