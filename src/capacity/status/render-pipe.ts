import type { Amount, FleetInstance, Waiting } from '../../ecs/fleet/value.ts';
import { strategyText } from '../../ecs/strategy.ts';
import { fields } from '../../terminal/fields.ts';
import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import type { StatusProvider, StatusValue } from './value.ts';

/** The status for a pipe: facts as name and value, then a row for each part, which its first column names. */
export function renderPipe(value: StatusValue, screen: Screen): string {
  const { verdict, tasks } = value;
  const facts = fields(
    [
      { label: 'cluster', value: value.cluster },
      { label: 'verdict', value: verdict.code },
      { label: 'why', value: verdict.text },
      { label: 'advice', value: verdict.advice },
      { label: 'running', value: tasks.running },
      { label: 'starting', value: tasks.starting },
      { label: 'waiting', value: tasks.waiting },
      { label: 'default', value: strategyText(value.defaultStrategy) },
      ...value.findings.map((finding) => ({ label: 'finding', value: finding })),
    ],
    screen,
  );
  return [
    facts,
    table(waitingColumns, value.waiting, screen),
    table(providerColumns, value.providers, screen),
    table(instanceColumns, value.instances, screen),
  ]
    .filter(Boolean)
    .join('\n');
}

function kind<Row>(name: string): Column<Row> {
  return { title: '', value: () => name };
}

const waitingColumns: readonly Column<Waiting>[] = [
  kind('waiting'),
  { title: 'of', value: ({ of }) => of },
  { title: 'count', value: ({ count }) => count },
  { title: 'verdict', value: ({ code }) => code },
  { title: 'since', value: ({ since }) => since },
  { title: 'why', value: ({ why }) => why },
  { title: 'next', value: ({ next }) => next },
];

const providerColumns: readonly Column<StatusProvider>[] = [
  kind('provider'),
  { title: 'name', value: ({ name }) => name },
  { title: 'outlook', value: ({ outlook }) => outlook.code },
  { title: 'reserved', value: ({ reservation }) => reservation?.percent },
  { title: 'target', value: ({ target }) => target },
  { title: 'present', value: ({ group }) => group?.present },
  { title: 'desired', value: ({ group }) => group?.desired },
  { title: 'min', value: ({ group }) => group?.min },
  { title: 'max', value: ({ group }) => group?.max },
  { title: 'tasks', value: ({ tasks }) => tasks },
  { title: 'next', value: ({ outlook }) => outlook.text },
];

const instanceColumns: readonly Column<FleetInstance>[] = [
  kind('instance'),
  { title: 'id', value: ({ id }) => id },
  { title: 'provider', value: ({ provider }) => provider },
  { title: 'state', value: ({ state }) => state },
  { title: 'type', value: ({ type }) => type },
  { title: 'zone', value: ({ zone }) => zone },
  { title: 'tasks', value: ({ tasks }) => tasks },
  ...amounts('cpu', ({ cpu }) => cpu),
  ...amounts('memory', ({ memory }) => memory),
  ...amounts('enis', ({ interfaces }) => interfaces),
];

function amounts(title: string, amount: (one: FleetInstance) => Amount | undefined): Column<FleetInstance>[] {
  return [
    { title: `${title} free`, value: (one) => amount(one)?.free },
    { title: `${title} total`, value: (one) => amount(one)?.total },
  ];
}
