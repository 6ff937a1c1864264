import { kindOf } from '../../found/kind.ts';
import { clusterOf, definitionOf } from '../../found/target-words.ts';
import type { Trigger, TriggerTarget } from '../../found/trigger.ts';
import { placeOf } from '../../place.ts';
import { clockFlags } from './own-flags/clock.ts';
import { objectFlags } from './own-flags/objects.ts';
import { stopFlags } from './own-flags/stops.ts';
import { toldFlags } from './own-flags/told.ts';
import { isTypeable, type TypedFlag, typed } from './own-flags/typed-flag.ts';

/**
 * The command that makes ecsctl's own again as it should be, what it has lost of its role and queue included. Flags say
 * which events are meant, and what is not named is meant no longer: of a pattern that no flags make, it is said how to look
 * at it, and no command is given.
 */
export function makeAgain(
  trigger: Trigger,
  target: TriggerTarget | undefined,
  ...more: readonly string[]
): string {
  const verb = trigger.madeBy ?? kindOf(trigger);
  const flags = flagsOf(verb, trigger, target);
  if (!flags?.every(isTypeable)) return byHand(trigger, verb);
  return [`ecsctl events ${verb} ${trigger.name}`, ...flags.map(typed), ...more].join(' ');
}

function flagsOf(verb: string, trigger: Trigger, target: TriggerTarget | undefined): TypedFlag[] | undefined {
  const { pattern = '', arn } = trigger;
  switch (verb) {
    case 'on-upload':
      return both(objectFlags(pattern), taskFlags(target));
    case 'schedule':
      return both(clockFlags(trigger), taskFlags(target));
    case 'on-stop': {
      const place = placeOf(arn);
      return both(stopFlags(pattern, place), target ? toldFlags(target, place) : [['notify', 'WHO']]);
    }
    default:
      return undefined;
  }
}

function both(some: TypedFlag[] | undefined, others: TypedFlag[] | undefined): TypedFlag[] | undefined {
  return some && others && [...some, ...others];
}

/** Of the task all stays that is not named. */
function taskFlags(target: TriggerTarget | undefined): TypedFlag[] {
  return [
    ['cluster', (target && clusterOf(target)) ?? 'CLUSTER'],
    ['task-definition', (target && definitionOf(target)) ?? 'TD'],
  ];
}

function byHand({ engine, name, home }: Trigger, verb: string): string {
  const look =
    engine === 'rule'
      ? `aws events describe-rule --name ${name}`
      : `aws scheduler get-schedule --group-name ${home} --name ${name}`;
  return `no flags of events ${verb} make it as it is, and others would change what it is about: ${look}`;
}
