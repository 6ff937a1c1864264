import type { ShownTrigger } from '../../found-road.ts';
import { flagOf, type TypedFlag } from './typed-flag.ts';

/** The flags by which `schedule` makes the clock; undefined for an expression of another form. */
export function clockFlags({ schedule, engine, isKept }: ShownTrigger): TypedFlag[] | undefined {
  const { expression = '', timezone } = schedule ?? {};
  const [, kind, inner] = /^(rate|cron|at)\((.*)\)$/s.exec(expression) ?? [];
  if (kind === undefined || inner === undefined) return undefined;
  return [
    [kind, inner],
    // A rate has no zone.
    ...(kind === 'rate' ? [] : flagOf('timezone', timezone)),
    ...(isKept ? ([['keep']] as const) : []),
    ...(engine === 'rule' ? ([['engine', 'rule']] as const) : []),
  ];
}
