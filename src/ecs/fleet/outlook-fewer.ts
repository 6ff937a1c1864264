import { listed } from '../../terminal/listed.ts';
import { counted, percent } from '../../terminal/number.ts';
import type { GroupFacts } from './group-facts.ts';
import { neededInstances } from './outlook-more.ts';
import type { Outlook } from './value.ts';

/** Processes of a group without which managed scaling takes no instance away. */
const taking = ['Terminate', 'AlarmNotification'];

/**
 * Milliseconds for which the reservation has to be below its target before instances go: fifteen values of a minute.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 */
const patience = 15 * 60_000;

/** What comes of it where fewer instances are needed than there are; undefined where all are. */
export function outlookOfFewer(facts: GroupFacts): Outlook | undefined {
  const { group, reservation, target, isCurrent } = facts;
  const { present, desired, min } = group;
  if (desired < present) return underWay(facts);
  const to = Math.max(min, neededInstances(facts));
  if (!reservation?.belowSince || !isCurrent || to >= present) return undefined;
  const because = `is ${percent(reservation.percent)} reserved of ${percent(target)}`;
  const stopped = group.suspended.filter((process) => taking.includes(process));
  if (stopped.length > 0) {
    const is = stopped.length === 1 ? 'is' : 'are';
    return kept(present, `${because}, and stays as it is: ${listed(stopped)} ${is} suspended`);
  }
  const stuck = facts.liftsProtection ? 0 : group.protected;
  if (stuck >= present) {
    return kept(present, `${because}, and all of its instances are protected from scale-in, so none goes`);
  }
  const least = Math.max(to, stuck);
  const at = whenDue(facts, reservation.belowSince);
  const by = `shrinks by ${present - least} to ${counted(least, 'instance')}`;
  const rest =
    least > to
      ? `; ${counted(stuck, 'instance')} protected from scale-in ${stuck === 1 ? 'stays' : 'stay'}`
      : '';
  return { code: 'shrinks', text: `${because} and ${by} ${aboutWhen(at, facts.at)}${rest}`, to: least, at };
}

function underWay({ group, liftsProtection }: GroupFacts): Outlook {
  const { present, desired } = group;
  const stuck = !liftsProtection && group.protected > desired;
  const text = `is to shrink from ${present} to ${counted(desired, 'instance')}`;
  return {
    code: 'shrinks',
    text: stuck ? `${text}, but ${group.protected} are protected from scale-in` : text,
    to: desired,
  };
}

function kept(present: number, text: string): Outlook {
  return { code: 'steady', text, to: present };
}

/** Not while an instance is still warming up. */
function whenDue({ youngest, warmup }: GroupFacts, belowSince: Date): Date {
  const warm = (youngest?.getTime() ?? 0) + warmup * 1000;
  return new Date(Math.max(belowSince.getTime() + patience, warm));
}

function aboutWhen(due: Date, now: Date): string {
  const minutes = Math.round((due.getTime() - now.getTime()) / 60_000);
  return minutes < 1 ? 'any minute' : `in about ${counted(minutes, 'minute')}`;
}
