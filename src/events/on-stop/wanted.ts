import { clusterName } from '../../ecs/cluster-name.ts';
import { isName } from '../../ecs/name.ts';
import { readReference } from '../../ecs/revision.ts';
import { parseServiceName } from '../../ecs/service-name.ts';
import { usage } from '../../failure.ts';
import type { FlagValues } from '../../verb/flags.ts';
import { eventsName } from '../name.ts';
import { mostTargets } from '../rule/most-targets.ts';
import { type DestinationName, parseDestination } from './destination-name.ts';
import type { onStopFlags } from './flags.ts';
import type { Ends } from './pattern.ts';
import { reasonMatcher } from './reason.ts';

/** Who is to be told of which tasks' end. */
export interface WantedNotice extends Ends {
  readonly name: string;
  /** By their names. */
  readonly cluster?: string;
  readonly service?: string;
  readonly family?: string;
  /** As it was typed. */
  readonly reasonText?: string;
  readonly destinations: readonly DestinationName[];
  /** What topics and queues get; each its own where nothing is said. */
  readonly format?: 'text' | 'json';
}

type Typed = FlagValues<typeof onStopFlags>;

/** @throws a usage failure for what cannot be meant. */
export function readNotice(name: string, flags: Typed): WantedNotice {
  return {
    name: eventsName(name),
    ...readScope(flags),
    ...readEnds(flags),
    ...readDestinations(flags),
  };
}

function readScope({
  cluster,
  service,
  family,
}: Typed): Pick<WantedNotice, 'cluster' | 'service' | 'family'> {
  if (service !== undefined && family !== undefined)
    throw usage('--service and --family exclude each other', 'leave one of them out');
  if (service !== undefined) return parseServiceName(service, cluster);
  return {
    ...(cluster !== undefined && { cluster: clusterName(cluster) }),
    ...(family !== undefined && { family: familyName(family) }),
  };
}

function familyName(text: string): string {
  const { family, number } = readReference(text);
  if (number !== undefined)
    throw usage(`--family ${text} names one revision`, `write the family alone: --family ${family}`);
  if (isName(family)) return family;
  throw usage(`--family "${text}" is no name of a family of task definitions`, 'write its name, such as web');
}

/** Whoever names a reason says which ends are meant: then also those that are no failures, unless --failed-only is said. */
function readEnds({ all, failedOnly, reason }: Typed): Ends & Pick<WantedNotice, 'reasonText'> {
  if (all && failedOnly) throw usage('--all and --failed-only exclude each other', 'leave one of them out');
  const areFailures = failedOnly || (!all && reason === undefined);
  if (reason === undefined) return { areFailures };
  return { areFailures, reason: reasonMatcher(reason), reasonText: reason };
}

function readDestinations({ notify, format }: Typed): Pick<WantedNotice, 'destinations' | 'format'> {
  const form = 'add --notify sns:TOPIC, sqs:QUEUE, lambda:FUNCTION or logs:GROUP';
  if (notify.length === 0) throw usage('nobody is to be told', form);
  if (notify.length > mostTargets)
    throw usage(`--notify is there ${notify.length} times, and AWS allows a rule ${mostTargets} targets`);
  const destinations = notify.map(parseDestination);
  const words = destinations.map(({ service, name, qualifier }) => [service, name, qualifier].join(':'));
  const twice = words.findIndex((word, index) => words.indexOf(word) < index);
  if (twice >= 0) throw usage(`--notify ${notify[twice]} is there twice`, 'leave one of them out');
  if (format === undefined) return { destinations };
  if (!destinations.some(({ service }) => service === 'sns' || service === 'sqs'))
    throw usage(
      '--format is for topics and queues',
      'functions and log groups get the whole event; leave it out',
    );
  return { destinations, format: format === 'text' ? 'text' : 'json' };
}
