import type {
  PutScheduledActionCommandInput,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { Json, Plan } from '../../plan/plan.ts';
import { drawFirings, firingsOf, firingsShown } from '../../schedule/firings.ts';
import type { Screen } from '../../terminal/screen.ts';
import type { FoundScaling } from '../found.ts';

type Action = Pick<
  ScheduledAction,
  'ScheduledActionName' | 'Schedule' | 'Timezone' | 'StartTime' | 'EndTime'
>;

/** The next firings of the named actions as they will be when the plan is done, in their zone and in UTC. */
export function showFirings(names: readonly string[], now: () => Date) {
  return (found: FoundScaling, plan: Plan): { value: Json; text: (screen: Screen) => string } => {
    const firings = actionsAfter(names, found, plan)
      .flatMap((action) => actionFirings(action, now()))
      .sort((a, b) => a.utc.localeCompare(b.utc))
      .slice(0, firingsShown * names.length);
    return {
      value: firings.map(({ name: action, ...times }) => ({ action, ...times })),
      text: (screen) => drawFirings(firings, screen),
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

function actionFirings(action: Action, now: Date) {
  const { ScheduledActionName: name = '', Schedule: expression, Timezone: timezone } = action;
  const span = { start: action.StartTime, end: action.EndTime };
  return firingsOf({ expression, timezone, span }, now).map((firing) => ({ name, ...firing }));
}
