import { usage } from '../../failure.ts';
import { parseAt, parseCron, parseRate, type ScheduleExpression } from '../../schedule/expression.ts';
import { checkTimezone } from '../../schedule/timezone.ts';
import type { Flags, FlagValues } from '../../verb/flags.ts';
import { eventsName } from '../name.ts';
import { targetFlags } from '../target/flags.ts';
import { readTarget, type WantedTarget } from '../target/wanted.ts';

export const scheduleFlags = {
  rate: { kind: 'text', help: "interval, such as '1 hour'", placeholder: 'INTERVAL' },
  cron: { kind: 'text', help: "six fields, such as '0 9 ? * MON-FRI *'", placeholder: 'EXPR' },
  at: { kind: 'text', help: 'once, such as 2030-01-31T09:00', placeholder: 'TIME' },
  timezone: { kind: 'text', help: 'zone of --cron and --at (UTC)', placeholder: 'ZONE' },
  keep: { kind: 'switch', help: 'with --at: leave the schedule there when it has run' },
  engine: {
    kind: 'choice',
    help: 'what keeps the time: EventBridge Scheduler, or a rule of EventBridge (scheduler)',
    choices: ['scheduler', 'rule'],
  },
  ...targetFlags,
} as const satisfies Flags;

export type Engine = 'scheduler' | 'rule';

/** The task that is to run by the clock. */
export interface WantedSchedule {
  readonly name: string;
  readonly engine: Engine;
  readonly expression: ScheduleExpression;
  /** Absent: as the existing schedule has it, or UTC. */
  readonly timezone?: string;
  /** A schedule that runs once stays there when it has run. */
  readonly isKept: boolean;
  readonly target: WantedTarget;
}

/** @throws a usage failure for what is missing, cannot be read, contradicts itself, or is not for the engine. */
export function readWantedSchedule(name: string, flags: FlagValues<typeof scheduleFlags>): WantedSchedule {
  const expression = readExpression(flags);
  const timezone = flags.timezone === undefined ? undefined : checkTimezone(flags.timezone);
  const engine: Engine = flags.engine === 'rule' ? 'rule' : 'scheduler';
  if (timezone !== undefined && expression.kind === 'rate')
    throw usage(`--timezone ${timezone} means nothing to a rate`, 'leave it out, or say when with --cron');
  if (flags.keep && expression.kind !== 'at')
    throw usage('--keep is for --at alone', 'leave it out: what runs more than once stays there anyway');
  if (engine === 'rule') checkForRule(expression, timezone);
  return {
    name: eventsName(name),
    engine,
    expression,
    ...(timezone !== undefined && { timezone }),
    isKept: flags.keep,
    target: readTarget(name, flags),
  };
}

function readExpression({ rate, cron, at }: FlagValues<typeof scheduleFlags>): ScheduleExpression {
  const given = Object.entries({ rate, cron, at }).filter(([, text]) => text !== undefined);
  if (given.length > 1)
    throw usage(
      `${given.map(([flag]) => `--${flag}`).join(' and ')} exclude each other`,
      'write one of --rate, --cron and --at',
    );
  if (rate !== undefined) return parseRate(rate);
  if (cron !== undefined) return parseCron(cron);
  if (at !== undefined) return parseAt(at);
  throw usage(
    'nothing is said of when: --rate, --cron and --at are missing',
    "add --rate '1 hour', --cron '0 9 ? * MON-FRI *' or --at 2030-01-31T09:00",
  );
}

/** Rules know rates, and the clock of UTC. */
function checkForRule({ kind }: ScheduleExpression, timezone: string | undefined): void {
  const hint = 'leave --engine rule out';
  if (kind === 'at') throw usage('--at is not for --engine rule, since no rule runs just once', hint);
  if (timezone !== undefined && !/^(Etc\/)?UTC$/.test(timezone))
    throw usage(`--timezone ${timezone} is not for --engine rule: rules go by UTC`, hint);
}
