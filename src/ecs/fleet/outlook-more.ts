import { ago } from '../../terminal/ago.ts';
import { listed } from '../../terminal/listed.ts';
import { counted, percent, quantity } from '../../terminal/number.ts';
import type { GroupFacts } from './group-facts.ts';
import type { Outlook } from './value.ts';

/** Processes of a group without which managed scaling brings no instance. */
const bringing = ['Launch', 'AlarmNotification'];

/** What comes of it where more instances are wanted than there are; undefined where none are. */
export function outlookOfMore(facts: GroupFacts): Outlook | undefined {
  const { group } = facts;
  if (group.desired > group.present) return onTheirWay(facts);
  const needed = neededInstances(facts);
  if (needed <= group.desired && !facts.isWanted) return undefined;
  if (group.desired >= group.max) return atMax(facts, needed);
  return held(facts, Math.min(group.max, needed)) ?? toCome(facts, needed);
}

/**
 * The number of instances that brings the reservation to its target; 0 where it was measured before an instance came,
 * and says nothing of what there is now.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 */
export function neededInstances({ reservation, isCurrent, group, target }: GroupFacts): number {
  if (!reservation || !isCurrent) return 0;
  // Of so many instances in percent: the number itself is a whole one.
  const reserved = Math.round((group.present * reservation.percent) / 100);
  // A share that is no whole number in binary must not ask for one more by the least bit.
  return Math.ceil((reserved * 100) / target - 1e-9);
}

/** Instances that are wanted already: they are launched, or cannot be. */
function onTheirWay(facts: GroupFacts): Outlook {
  const { group, failure, at } = facts;
  const { desired, present, max } = group;
  const way = `from ${present} to ${counted(desired, 'instance')}`;
  if (failure && group.arriving < desired - present) {
    const text = `cannot grow ${way}, its last launch failed ${ago(failure.at, at)}: ${failure.reason}`;
    return { code: 'failing', text, to: desired, advice: activitiesOf(group.name) };
  }
  const suspended = held(facts, desired);
  if (suspended && group.arriving === 0) return suspended;
  const most = desired >= max ? 'the most it may have' : `of at most ${quantity(max)}`;
  return { code: 'grows', text: `grows ${way}, ${most}`, to: desired };
}

function activitiesOf(group: string): string {
  return `aws autoscaling describe-scaling-activities --auto-scaling-group-name ${group}`;
}

function atMax({ group }: GroupFacts, needed: number): Outlook {
  const { name, max } = group;
  const wanted = Math.max(needed, max + 1);
  const text =
    needed > max
      ? `is at its most of ${counted(max, 'instance')} and needs ${quantity(needed)}`
      : `is at its most of ${counted(max, 'instance')}`;
  const advice = `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${name} --max-size ${wanted}`;
  return { code: 'at-max', text, to: max, advice };
}

function held({ group }: GroupFacts, to: number): Outlook | undefined {
  const stopped = group.suspended.filter((process) => bringing.includes(process));
  if (stopped.length === 0) return undefined;
  const is = stopped.length === 1 ? 'is' : 'are';
  const text = `gets no more instances: ${listed(stopped)} ${is} suspended in group ${group.name}`;
  const advice = `aws autoscaling resume-processes --auto-scaling-group-name ${group.name} --scaling-processes ${stopped.join(' ')}`;
  return { code: 'held', text, to: Math.max(to, group.present), advice };
}

function toCome({ group, reservation, target }: GroupFacts, needed: number): Outlook {
  const { present, max } = group;
  if (needed <= present || !reservation) {
    const text = `grows from ${counted(present, 'instance')}, of at most ${quantity(max)}, once ECS has measured the demand: in about two minutes`;
    return { code: 'grows', text };
  }
  const to = Math.min(max, needed);
  const most = needed > max ? `its most, and needs ${quantity(needed)}` : `of at most ${quantity(max)}`;
  const text = `is ${percent(reservation.percent)} reserved of ${percent(target)} and grows from ${present} to ${counted(to, 'instance')}, ${most}`;
  return { code: 'grows', text, to };
}
