import { nearest } from '../../aws/nearest.ts';
import { Failure } from '../../failure.ts';
import { serviceText } from '../editable.ts';
import type { FoundScaling } from '../found.ts';

/** That a service has no policy or schedule of a name, with the names it has, the nearest first. */
export function missingName(
  noun: 'policy' | 'schedule',
  name: string,
  names: readonly string[],
  found: FoundScaling,
): Failure {
  const near = nearest(name, names, names.length);
  const sorted = [...near, ...names.filter((one) => !near.includes(one)).sort()];
  const plural = noun === 'policy' ? 'policies' : 'schedules';
  return new Failure('not-found', `${serviceText(found.name)} has no ${noun} '${name}'`, {
    hint: sorted.length > 0 ? `its ${plural}: ${sorted.join(', ')}` : `it has no ${plural} at all`,
  });
}
