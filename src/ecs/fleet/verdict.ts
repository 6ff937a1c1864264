import { counted } from '../../terminal/number.ts';
import type { Fleet, FleetProvider, OutlookCode } from './value.ts';
import { waitingSentence } from './words.ts';

export type FleetCode =
  /** Tasks have no place, and nothing will come for them. */
  | 'stuck'
  /** Tasks wait for instances that come, or for ECS to see that there is room. */
  | 'waiting'
  /** All tasks have a place. */
  | 'placed'
  /** The cluster has neither capacity providers nor instances, and nothing runs in it. */
  | 'nothing';

export interface FleetVerdict {
  readonly code: FleetCode;
  /** Whether every task has a place, why not, and what comes next: a sentence. */
  readonly text: string;
  /** What to do about it: a command line, or what to look at. */
  readonly advice?: string;
}

/** How many tasks there are, of those that have a place. */
export interface PlacedTasks {
  readonly running: number;
  readonly starting: number;
}

/** The capacity of a cluster in a sentence: what waits the longest way from a place first. */
export function judgeCapacity(cluster: string, fleet: Fleet, tasks: PlacedTasks): FleetVerdict {
  const [first, ...others] = fleet.waiting;
  if (first) {
    const more = others.reduce((sum, { count }) => sum + count, 0);
    const rest = more > 0 ? `; ${counted(more, 'other task')} ${more === 1 ? 'waits' : 'wait'}, too` : '';
    return {
      code: first.code === 'stuck' ? 'stuck' : 'waiting',
      text: `${waitingSentence(first)}${rest}.`,
      ...(first.advice !== undefined && { advice: first.advice }),
    };
  }
  const isBare = fleet.providers.length === 0 && fleet.instances.length === 0;
  if (isBare && tasks.running + tasks.starting === 0) return nothing(cluster);
  const telling = mostTelling(fleet.providers);
  const instances = telling ? `; ${telling.name} ${telling.outlook.text}` : '';
  return { code: 'placed', text: `${placed(tasks)}${instances}.`, ...adviceOf(telling) };
}

function nothing(cluster: string): FleetVerdict {
  return {
    code: 'nothing',
    text: `cluster ${cluster} has neither capacity providers nor instances: only launch type FARGATE runs in it.`,
    advice: `ecsctl capacity attach ${cluster} FARGATE FARGATE_SPOT`,
  };
}

function placed({ running, starting }: PlacedTasks): string {
  const all = running + starting;
  if (all === 0) return 'no task runs';
  const on = starting > 0 ? `, ${starting} of them starting` : '';
  return all === 1 ? `the one task has a place${on}` : `all ${counted(all, 'task')} have a place${on}`;
}

/** What is worth to be told of the instances, the worst first; `by-aws` never is. */
const order: readonly OutlookCode[] = [
  'broken',
  'failing',
  'held',
  'at-max',
  'grows',
  'shrinks',
  'off',
  'steady',
];

function mostTelling(providers: readonly FleetProvider[]): FleetProvider | undefined {
  return providers
    .filter(({ outlook }) => order.includes(outlook.code))
    .toSorted((a, b) => order.indexOf(a.outlook.code) - order.indexOf(b.outlook.code))[0];
}

function adviceOf(provider: FleetProvider | undefined): Pick<FleetVerdict, 'advice'> {
  const { advice } = provider?.outlook ?? {};
  return advice === undefined ? {} : { advice };
}
