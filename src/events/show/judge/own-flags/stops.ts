import { nameOf } from '../../../../aws/arn.ts';
import { isMembers } from '../../../members.ts';
import { stoppedPattern } from '../../../on-stop/pattern.ts';
import { reasonMatcher } from '../../../on-stop/reason.ts';
import { fieldValues, literals, readPattern } from '../../../pattern/fields.ts';
import type { Place } from '../../../place.ts';
import { makes } from './makes.ts';
import { flagOf, type TypedFlag } from './typed-flag.ts';

/** What a pattern says in the words of the flags. */
interface Stops {
  readonly cluster?: string;
  readonly service?: string;
  readonly family?: string;
  readonly reason?: string;
  readonly areFailures: boolean;
}

/** The flags by which `on-stop` makes the pattern for a rule of the place; undefined for one that it does not make. */
export function stopFlags(text: string, place: Place): TypedFlag[] | undefined {
  const stops = stopsOf(text);
  const { cluster, service, family, reason, areFailures } = stops;
  // The verb takes one of the two, and a service in its cluster.
  if (service !== undefined && (cluster === undefined || family !== undefined)) return undefined;
  if (!makes(() => patternOf(stops, place), text)) return undefined;
  return [
    ...(service === undefined ? flagOf('cluster', cluster) : flagOf('service', `${cluster}/${service}`)),
    ...flagOf('family', family),
    ...flagOf('reason', reason),
    ...endsFlags(areFailures, reason),
  ];
}

/** Whoever names a reason means all ends, and whoever names none means failures. */
function endsFlags(areFailures: boolean, reason: string | undefined): TypedFlag[] {
  if (areFailures) return reason === undefined ? [] : [['failed-only']];
  return reason === undefined ? [['all']] : [];
}

function stopsOf(text: string): Stops {
  const pattern = readPattern(text);
  const [clusterArn] = literals(pattern, 'detail', 'clusterArn');
  const [group] = literals(pattern, 'detail', 'group');
  const [definition] = fieldValues(pattern, 'detail', 'taskDefinitionArn');
  const [matcher] = fieldValues(pattern, 'detail', 'stoppedReason');
  const prefix = isMembers(definition) ? definition.prefix : undefined;
  const reason = isMembers(matcher) ? matcher.wildcard : matcher;
  return {
    ...(clusterArn !== undefined && { cluster: nameOf(clusterArn) }),
    ...(group !== undefined && { service: group.replace(/^service:/, '') }),
    ...(typeof prefix === 'string' && { family: nameOf(prefix).replace(/:$/, '') }),
    ...(typeof reason === 'string' && { reason }),
    areFailures: fieldValues(pattern, 'detail', '$or').length > 0,
  };
}

function patternOf({ cluster, service, family, reason, areFailures }: Stops, place: Place): string {
  const ecs = `arn:${place.partition}:ecs:${place.region}:${place.account}`;
  return stoppedPattern(
    {
      ...(cluster !== undefined && { clusterArn: `${ecs}:cluster/${cluster}` }),
      ...(service !== undefined && { service }),
      ...(family !== undefined && { definitionPrefix: `${ecs}:task-definition/${family}:` }),
    },
    { areFailures, ...(reason !== undefined && { reason: reasonMatcher(reason) }) },
  );
}
