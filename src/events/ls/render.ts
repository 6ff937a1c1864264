import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import type { ListedEvent, ListValue } from './value.ts';

/** A row for each, and below what the marks of foreign ones and the numbers of groups mean. */
export function renderList(value: ListValue, screen: Screen): string {
  const { events, failuresRefused } = value;
  if (events.length === 0) return screen.aligned ? nothing(value) : '';
  if (!screen.aligned) return table(pipeColumns, events, screen);
  const rows = table(columns, events, screen);
  const groups = events.some(({ failures }) => failures?.of === 'group' && failures.count > 0);
  const notes = [
    ...(events.some(({ ours }) => !ours) ? ['* not made by ecsctl'] : []),
    ...(groups ? ['Failures of schedules are counted by AWS for their whole group.'] : []),
    ...(failuresRefused ? [`Failures are not known: the caller may not ${failuresRefused}.`] : []),
  ];
  return [rows, ...(notes.length > 0 ? ['', ...notes.map(screen.paint.faint)] : [])].join('\n');
}

function nothing({ region, cluster }: ListValue): string {
  const where = cluster === undefined ? region : `cluster ${cluster}`;
  return `Nothing starts tasks in ${where} by events or by the clock. Begin with: ecsctl events schedule --help`;
}

const kind: Column<ListedEvent> = { title: 'kind', value: ({ kind }) => kind };
const on: Column<ListedEvent> = { title: 'on', value: ({ on }) => on, shrink: 1 };
const target: Column<ListedEvent> = {
  title: 'target',
  value: ({ targets }) => targets.join(', ') || 'none',
  shrink: 2,
};
const failed: Column<ListedEvent> = {
  title: 'failed',
  value: ({ failures }) => failures?.count,
  align: 'right',
  paint: (text, { failures }, { paint }) => (failures && failures.count > 0 ? paint.bad(text) : text),
};

/** What is disabled fires never. */
const columns: readonly Column<ListedEvent>[] = [
  { title: 'name', value: ({ name, ours }) => (ours ? name : `${name} *`), shrink: 3 },
  kind,
  on,
  {
    title: 'next',
    value: ({ next, enabled }) => (enabled ? next && new Date(next.utc) : 'disabled'),
    paint: (text, { enabled }, { paint }) => (enabled ? text : paint.warn(text)),
  },
  target,
  failed,
];

/** Names as they are, and who has made each in a column of its own. */
const pipeColumns: readonly Column<ListedEvent>[] = [
  { title: 'name', value: ({ name }) => name },
  kind,
  { title: 'state', value: ({ enabled }) => (enabled ? 'on' : 'off') },
  on,
  { title: 'next', value: ({ next }) => next?.utc },
  target,
  failed,
  { title: 'made by', value: ({ ours }) => (ours ? 'ecsctl' : 'others') },
];
