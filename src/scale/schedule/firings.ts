import type {
  PutScheduledActionCommandInput,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { Json, Plan } from '../../plan/plan.ts';
import { drawFirings, type Firing, firingsOf, firingsShown } from '../../schedule/firings.ts';
import { nextFirings } from '../../schedule/next-firings.ts';
import type { Screen } from '../../terminal/screen.ts';
import type { FoundScaling } from '../found.ts';

type Action = Pick<
  ScheduledAction,
  'ScheduledActionName' | 'Schedule' | 'Timezone' | 'StartTime' | 'EndTime'
>;

/** The next firings of the named actions as they will be when the plan is done, in their zone and in UTC. */
export function showFirings(names: readonly string[], now: () => Date) {
  return (found: FoundScaling, plan: Plan): { value: Json; text: (screen: Screen) => string } => {
    const told = actionsAfter(names, found, plan).map((action) => actionFirings(action, now()));
    const firings = told
      .flatMap((some) => some ?? [])
      .sort((a, b) => a.utc.localeCompare(b.utc))
      .slice(0, firingsShown * names.length);
    return {
      value: firings.map(({ name: action, ...times }) => ({ action, ...times })),
      text: (screen) =>
        drawFirings(firings.length === 0 && told.includes(undefined) ? undefined : firings, screen),
    };
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

/** A rate that has no start counts from when it is put. Undefined are firings that cannot be told. */
function actionFirings(action: Action, now: Date): (Firing & { readonly name: string })[] | undefined {
  const { ScheduledActionName: name = '', Schedule: expression, Timezone: timezone } = action;
  const span = { start: action.StartTime, end: action.EndTime, created: now };
  const firings = firingsOf({ expression, timezone, span }, now, nextFirings);
  return 'next' in firings ? firings.next.map((firing) => ({ name, ...firing })) : undefined;
}
