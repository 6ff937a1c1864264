import { nameOf } from '../../aws/arn.ts';
import { type Firing, firingsOf } from '../../schedule/firings.ts';
import { schedulerFirings } from '../../schedule/scheduler-firings.ts';
import { bucketsOf, kindOf } from '../found/kind.ts';
import { clusterOf, targetWords } from '../found/target-words.ts';
import { type Trigger, triggerText } from '../found/trigger.ts';
import { literals, patternFields, readPattern } from '../pattern/fields.ts';
import { fieldWords } from '../pattern/words.ts';
import type { FoundEvents } from './read.ts';
import type { ListedEvent, ListValue } from './value.ts';

/** All that starts tasks or tells of their end, ecsctl's own first, by name. */
export function listEvents(found: FoundEvents): ListValue {
  const { region, cluster, failures } = found;
  const all = found.triggers.map((trigger) => listed(trigger, found));
  return {
    region,
    ...(cluster !== undefined && { cluster }),
    events: all.filter((one) => cluster === undefined || concerns(one, cluster)).sort(byName),
    ...('refused' in failures && { failuresRefused: failures.refused }),
  };
}

function byName(one: ListedEvent, other: ListedEvent): number {
  if (one.ours !== other.ours) return one.ours ? -1 : 1;
  return one.name < other.name ? -1 : 1;
}

/** What tells of tasks of every cluster tells of those of this one, too. */
function concerns({ kind, clusters }: ListedEvent, cluster: string): boolean {
  return clusters.includes(cluster) || (kind === 'on-stop' && clusters.length === 0);
}

function listed(trigger: Trigger, { failures, now }: FoundEvents): ListedEvent {
  const { engine, arn, isOurs, isEnabled, targets } = trigger;
  const next = nextOf(trigger, now);
  const failed = 'value' in failures ? failures.value.get(arn) : undefined;
  return {
    ...{ name: triggerText(trigger), arn, kind: kindOf(trigger), engine, ours: isOurs, enabled: isEnabled },
    on: occasion(trigger),
    ...(next && { next }),
    targets: targets.map(targetWords),
    clusters: [...new Set([...targets.flatMap((target) => clusterOf(target) ?? []), ...watched(trigger)])],
    ...(failed && { failures: failed }),
  };
}

function nextOf({ isEnabled, schedule }: Trigger, now: Date): Firing | undefined {
  if (!isEnabled || !schedule) return undefined;
  const firings = firingsOf(schedule, now, schedulerFirings);
  return 'next' in firings ? firings.next[0] : undefined;
}

/** The clusters that the pattern of a rule names. */
function watched({ pattern }: Trigger): string[] {
  return literals(readPattern(pattern), 'detail', 'clusterArn').map(nameOf);
}

/** What sets it off, in few words. */
function occasion(trigger: Trigger): string {
  const { schedule, pattern } = trigger;
  if (schedule) return schedule.expression ?? '';
  const fields = patternFields(readPattern(pattern) ?? {});
  switch (kindOf(trigger)) {
    case 'on-upload': {
      const key = fields.find(({ path }) => path.join('.') === 'detail.object.key');
      const where = key ? ` ${fieldWords({ ...key, path: ['key'] })}` : '';
      return `${bucketsOf(trigger).join(', ') || 'any bucket'}${where}`;
    }
    case 'on-stop':
      return watched(trigger).join(', ') || 'any cluster';
    default:
      return literals(readPattern(pattern), 'detail-type').join(', ') || 'events';
  }
}
