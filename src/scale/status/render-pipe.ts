import { fields } from '../../terminal/fields.ts';
import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import { type AlarmRow, alarmRows, policyColumns } from './render-policies.ts';
import { boundsText } from './render-times.ts';
import type { ActivityStatus, PolicyStatus, ScheduleStatus, StatusValue } from './value.ts';

/** The status for a pipe: facts as name and value, then a row for each part, which its first column names. */
export function renderPipe(value: StatusValue, screen: Screen): string {
  const { verdict, tasks, bounds, deployment, capacity } = value;
  const facts = fields(
    [
      { label: 'service', value: value.service },
      { label: 'verdict', value: verdict.code },
      { label: 'why', value: verdict.text },
      { label: 'advice', value: verdict.advice },
      { label: 'desired', value: tasks.desired },
      { label: 'running', value: tasks.running },
      { label: 'pending', value: tasks.pending },
      { label: 'min', value: bounds?.min },
      { label: 'max', value: bounds?.max },
      { label: 'suspended', value: value.suspended.join(',') || undefined },
      { label: 'deployment', value: deployment?.since },
      { label: 'capacity', value: capacity.text },
      { label: 'instances', value: capacity.fleet?.text },
      ...(capacity.fleet?.waiting ?? []).map(({ why }) => ({ label: 'waiting', value: why })),
      ...value.findings.map((finding) => ({ label: 'finding', value: finding })),
    ],
    screen,
  );
  return [
    facts,
    table([kind<PolicyStatus>('policy'), ...policyColumns], value.policies, screen),
    table(alarmColumns, alarmRows(value), screen),
    table(scheduleColumns, value.schedules, screen),
    table(activityColumns, value.activities, screen),
  ]
    .filter(Boolean)
    .join('\n');
}

function kind<Row>(name: string): Column<Row> {
  return { title: '', value: () => name };
}

const alarmColumns: readonly Column<AlarmRow>[] = [
  kind('alarm'),
  { title: 'alarm', value: ({ name }) => name },
  { title: 'state', value: ({ state }) => state },
  { title: 'since', value: ({ since }) => since },
  { title: 'condition', value: ({ condition }) => condition },
  { title: 'policy', value: ({ policy }) => policy },
];

const scheduleColumns: readonly Column<ScheduleStatus>[] = [
  kind('schedule'),
  { title: 'name', value: ({ name }) => name },
  { title: 'schedule', value: ({ schedule }) => schedule },
  { title: 'timezone', value: ({ timezone }) => timezone },
  { title: 'next', value: ({ next }) => next },
  { title: 'sets', value: boundsText },
];

const activityColumns: readonly Column<ActivityStatus>[] = [
  kind('activity'),
  { title: 'at', value: ({ at }) => at },
  { title: 'result', value: ({ result }) => result },
  { title: 'what', value: ({ what }) => what },
  { title: 'why', value: ({ why }) => why },
];
