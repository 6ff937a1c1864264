import { listed } from '../../terminal/listed.ts';
import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import type { ListValue, ScaledService } from './value.ts';

/** A row a service. */
export function renderList(value: ListValue, screen: Screen): string {
  if (value.services.length === 0) return screen.aligned ? nothing(value) : '';
  return table([...serviceColumns, ...policyColumns], value.services, screen);
}

/** That nothing scales here, and how to begin. */
export function nothing({ region, cluster }: Pick<ListValue, 'region' | 'cluster'>): string {
  const where = cluster ? `cluster ${cluster}` : region;
  return `No service of ${where} scales yet. Begin with: ecsctl scale set CLUSTER/SERVICE --min 2 --max 10 --cpu 60`;
}

export const serviceColumns: readonly Column<ScaledService>[] = [
  { title: 'service', value: ({ service }) => service, shrink: 2 },
  { title: 'tasks', value: tasksText, align: 'right' },
  { title: 'min', value: ({ min }) => min, align: 'right' },
  { title: 'max', value: ({ max }) => max, align: 'right' },
  { title: 'state', value: stateText, paint: paintState },
];

const policyColumns: readonly Column<ScaledService>[] = [
  { title: 'policies', value: policiesText, shrink: 1 },
];

/** `4`, or `4/6` while two of six are still missing. */
function tasksText({ desired, running }: ScaledService): string | undefined {
  if (desired === undefined || running === undefined) return undefined;
  return running === desired ? String(desired) : `${running}/${desired}`;
}

const partNames = { in: 'scale-in', out: 'scale-out', scheduled: 'schedules' } as const;

/** `ok`, or what is not: `scale-in suspended, at max`. */
export function stateText({ gone, atMax, suspended }: ScaledService): string {
  if (gone) return 'service gone';
  const parts = suspended.length === 3 ? '' : listed(suspended.map((part) => partNames[part]));
  const off = suspended.length > 0 && `${parts} suspended`.trim();
  return [off, atMax && 'at max'].filter(Boolean).join(', ') || 'ok';
}

function paintState(text: string, { gone, atMax, suspended }: ScaledService, { paint }: Screen): string {
  if (gone || suspended.length > 0) return paint.bad(text);
  return atMax ? paint.warn(text) : paint.good(text);
}

function policiesText({ policies, schedules }: ScaledService): string {
  const count = schedules.length;
  const clock = count === 0 ? [] : [count === 1 ? '1 schedule' : `${count} schedules`];
  return [...policies, ...clock].join(', ') || 'none';
}
