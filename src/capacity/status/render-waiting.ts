import type { Waiting } from '../../ecs/fleet/value.ts';
import { waitingTasks } from '../../ecs/fleet/words.ts';
import { ago } from '../../terminal/ago.ts';
import { counted, quantity } from '../../terminal/number.ts';
import type { Paint, Screen } from '../../terminal/screen.ts';
import { signed } from '../../terminal/signed.ts';
import type { StatusValue } from './value.ts';

const tones: Readonly<Record<Waiting['code'], keyof Paint>> = {
  stuck: 'bad',
  'instances-come': 'warn',
  room: 'accent',
};

/** What has no place, each with what it needs, the instance that is closest to having it, and what comes of it. */
export function renderWaiting({ waiting, verdict }: StatusValue, screen: Screen): string {
  if (waiting.length === 0) return '';
  const { paint } = screen;
  const blocks = waiting.map((one) => drawn(one, one.advice === verdict.advice, screen));
  return [paint.faint('WITHOUT A PLACE'), ...blocks].join('\n');
}

function drawn(waiting: Waiting, isAdvised: boolean, screen: Screen): string {
  const { paint } = screen;
  const { why, next, advice } = waiting;
  const lines = [why, next, ...lastWord(waiting)];
  return [
    signed(headOf(waiting, screen), '', paint[tones[waiting.code]], screen),
    ...lines.map((line) => signed(line, '· ', (text) => text, screen, 2)),
    ...(advice && !isAdvised ? [signed(advice, '→ ', paint.accent, screen, 2)] : []),
  ].join('\n');
}

/** `3 tasks of api (api:1) since 2m ago, each 512 CPU units, 1,024 MiB, 1 network interface` */
function headOf(waiting: Waiting, { now }: Screen): string {
  const { taskDefinition, since, needs } = waiting;
  const waits = since ? `, the first came ${ago(since, now)}` : '';
  return `${waitingTasks(waiting)} (${taskDefinition})${waits}${needs ? `; each ${needsText(needs)}` : ''}`;
}

function needsText({ cpu, memory, interfaces }: NonNullable<Waiting['needs']>): string {
  const parts = [`${quantity(cpu)} CPU units`, `${quantity(memory)} MiB`];
  if (interfaces > 0) parts.push(counted(interfaces, 'network interface'));
  return parts.join(', ');
}

/** ECS's own words, where what is judged here does not explain that the tasks have no place. */
function lastWord({ code, said }: Waiting): string[] {
  return code === 'room' && said ? [`ECS said: ${said}`] : [];
}
