import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import { activityText } from '../status/render-times.ts';
import { nothing, serviceColumns } from './render.ts';
import type { SummarisedService, SummaryValue } from './value.ts';

/** A row a service: its tasks, and what scaling did last and why. */
export function renderSummary(value: SummaryValue, screen: Screen): string {
  if (value.services.length === 0) return screen.aligned ? nothing(value) : '';
  return table([...serviceColumns, ...lastColumns], value.services, { ...screen, now: value.at });
}

const lastColumns: readonly Column<SummarisedService>[] = [
  { title: 'last', value: ({ last }) => last?.at },
  {
    title: 'what it did',
    value: ({ last }) => last && [prefix(last.result), activityText(last)].filter(Boolean).join(' '),
    shrink: 1,
  },
];

/** What went as it should needs no word. */
function prefix(result: string): string {
  return result === 'done' ? '' : `${result}:`;
}
