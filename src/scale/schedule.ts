import { clusterFlag, serviceArgument } from '../ecs/service-flags.ts';
import { parseServiceName } from '../ecs/service-name.ts';
import { usage } from '../failure.ts';
import { carryOut } from '../plan/carry-out.ts';
import { parseAt, parseCron, parseRate, type ScheduleExpression } from '../schedule/expression.ts';
import { checkTimezone } from '../schedule/timezone.ts';
import { defineVerb } from '../verb/verb.ts';
import { readingActions } from './iam.ts';
import { operations } from './operations.ts';
import { readScaling } from './read/scaling.ts';
import { checkActionName } from './schedule/action-step.ts';
import { planSchedule } from './schedule/actions.ts';
import { showFirings } from './schedule/firings.ts';
import { parseWindow } from './schedule/window-times.ts';
import { planWindow, windowNames } from './schedule/windows.ts';

export const verb = defineVerb({
  summary: 'change the bounds of a service by the clock',
  description:
    'A scheduled action sets bounds for good; nothing puts them back. --window makes a pair of actions, NAME-start and ' +
    'NAME-end, of which the second puts back what was before. What is not named of an existing schedule stays.',
  arguments: { service: serviceArgument, name: { help: 'name of the schedule' } },
  flags: {
    cluster: clusterFlag,
    cron: { kind: 'text', help: "six fields, such as '0 9 ? * MON-FRI *'", placeholder: 'EXPR' },
    rate: { kind: 'text', help: "interval, such as '1 hour'", placeholder: 'INTERVAL' },
    at: { kind: 'text', help: 'once, such as 2030-01-31T09:00', placeholder: 'TIME' },
    window: { kind: 'text', help: "from and to, such as 'MON-FRI 09:00-18:00'", placeholder: 'WINDOW' },
    timezone: { kind: 'text', help: 'zone of the times above (UTC)', placeholder: 'ZONE' },
    min: { kind: 'integer', help: 'fewest tasks from then on', placeholder: 'N', min: 0, max: 5000 },
    max: { kind: 'integer', help: 'most tasks from then on', placeholder: 'N', min: 0, max: 5000 },
    start: { kind: 'time', help: 'not before this time', placeholder: 'TIME' },
    end: { kind: 'time', help: 'not after this time', placeholder: 'TIME' },
  },
  examples: [
    [
      "ecsctl scale schedule prod/web office --window 'MON-FRI 09:00-18:00' --timezone Asia/Seoul --min 4",
      'at least four tasks in office hours, what was before outside of them',
    ],
    [
      'ecsctl scale schedule prod/web launch --at 2030-01-31T08:45 --timezone Europe/Berlin --min 20 --max 60',
      'be ready for a launch',
    ],
  ],
  iam: [...readingActions, 'application-autoscaling:PutScheduledAction'],
  mutates: true,
  async run(context, { arguments: { service, name }, flags }) {
    const { aws } = context;
    const serviceName = parseServiceName(service, flags.cluster);
    const { min, max, start, end } = flags;
    const timezone = flags.timezone === undefined ? undefined : checkTimezone(flags.timezone);
    const { window, expression } = readTimes(flags);
    checkActionName(name);
    const wanted = { name, min, max, timezone, start, end };
    const read = () => readScaling(aws, serviceName);
    const actions = window ? Object.values(windowNames(name)) : [name];
    const preview = showFirings(actions, () => aws.now());
    if (window) {
      return carryOut(context, {
        read,
        plan: (found) => planWindow({ ...wanted, window }, found, aws.now()),
        operations,
        preview,
      });
    }
    return carryOut(context, {
      read,
      plan: (found) => planSchedule({ ...wanted, expression }, found, aws.now()),
      operations,
      preview,
    });
  },
});

interface TimeFlags {
  readonly cron?: string;
  readonly rate?: string;
  readonly at?: string;
  readonly window?: string;
}

/** At most one of the four says when; none is right for a schedule that exists. */
function readTimes({ cron, rate, at, window }: TimeFlags): {
  window?: ReturnType<typeof parseWindow>;
  expression?: ScheduleExpression;
} {
  const given = Object.entries({ cron, rate, at, window }).filter(([, text]) => text !== undefined);
  if (given.length > 1) {
    const flags = given.map(([flag]) => `--${flag}`).join(' and ');
    throw usage(`${flags} exclude each other`, 'write one of --cron, --rate, --at and --window');
  }
  if (window !== undefined) return { window: parseWindow(window) };
  if (cron !== undefined) return { expression: parseCron(cron) };
  if (rate !== undefined) return { expression: parseRate(rate) };
  return at === undefined ? {} : { expression: parseAt(at) };
}
