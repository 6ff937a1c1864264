import type { Trigger } from '../../../found/trigger.ts';
import { flagOf, type TypedFlag } from './typed-flag.ts';

/** The flags by which `schedule` makes the clock; undefined for an expression of another form. */
export function clockFlags({ schedule, engine, isKept }: Trigger): TypedFlag[] | undefined {
  const { expression = '', timezone } = schedule ?? {};
  const [, kind, inner] = /^(rate|cron|at)\((.*)\)$/s.exec(expression) ?? [];
  if (kind === undefined || inner === undefined) return undefined;
  return [
    [kind, inner],
    // A rate has no zone.
    ...(kind === 'rate' ? [] : flagOf('timezone', timezone)),
    ...(kind === 'at' && isKept ? ([['keep']] as const) : []),
    ...(engine === 'rule' ? ([['engine', 'rule']] as const) : []),
  ];
}
