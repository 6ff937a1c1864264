import type {
  PutScheduledActionCommandInput,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { Json, Plan } from '../../plan/plan.ts';
import type { Screen } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import type { FoundScaling } from '../found.ts';
import { readSchedule } from './expression.ts';
import { nextFirings } from './next-firings.ts';
import { zonedTime } from './zoned-time.ts';

/** How many firings are shown of a schedule. */
const shown = 5;

interface Firing {
  readonly action: string;
  /** As a clock in the schedule's zone shows it. */
  readonly local: string;
  readonly utc: string;
}

type Action = Pick<
  ScheduledAction,
  'ScheduledActionName' | 'Schedule' | 'Timezone' | 'StartTime' | 'EndTime'
>;

/**
 * The next firings of the named actions as they will be when the plan is done, in their zone and in UTC: the best
 * check that a schedule says what was meant.
 */
export function showFirings(names: readonly string[], now: () => Date) {
  return (found: FoundScaling, plan: Plan): { value: Json; text: (screen: Screen) => string } => {
    const firings = actionsAfter(names, found, plan)
      .flatMap((action) => firingsOf(action, now()))
      .sort((a, b) => a.utc.localeCompare(b.utc))
      .slice(0, shown * names.length);
    return { value: firings.map((firing) => ({ ...firing })), text: (screen) => draw(firings, screen) };
  };
}

function actionsAfter(names: readonly string[], { schedules }: FoundScaling, plan: Plan): Action[] {
  const planned = plan.steps.map(({ call }) => call.input as Partial<PutScheduledActionCommandInput>);
  return names.flatMap((name) => {
    const isIt = ({ ScheduledActionName }: Partial<Action>) => ScheduledActionName === name;
    const action = planned.find(isIt) ?? schedules.find(isIt);
    return action ? [action as Action] : [];
  });
}

function firingsOf(action: Action, now: Date): Firing[] {
  const { ScheduledActionName = '', Schedule, Timezone, StartTime: start, EndTime: end } = action;
  const expression = readSchedule(Schedule);
  if (!expression) return [];
  return nextFirings(expression, Timezone, now, shown, { start, end }).map((at) => ({
    action: ScheduledActionName,
    local: `${zonedTime(at, Timezone)} ${Timezone ?? 'UTC'}`,
    utc: at.toISOString().replace('.000Z', 'Z'),
  }));
}

function draw(firings: readonly Firing[], screen: Screen): string {
  if (firings.length === 0) return 'It never runs again.';
  return table(
    [
      { title: 'Next', value: ({ action }) => action, shrink: 1 },
      { title: 'Local time', value: ({ local }) => local },
      { title: 'UTC', value: ({ utc }) => utc },
    ],
    firings,
    screen,
  );
}
