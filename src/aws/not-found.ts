import { Failure } from '../failure.ts';
import { nearest } from './nearest.ts';

/**
 * The failure for a name that nothing has, with the names most like it.
 * @param where an addition such as ` in cluster prod`.
 */
export function notFound(type: string, name: string, existing: readonly string[], where = ''): Failure {
  const alike = nearest(name, existing);
  const hint =
    alike.length > 0
      ? `did you mean ${alike.join(' or ')}?`
      : existing.length === 0
        ? `there is none at all${where}; check the region and the account`
        : `there ${existing.length === 1 ? 'is' : 'are'} ${existing.slice(0, 5).join(', ')}${existing.length > 5 ? ' …' : ''}`;
  return new Failure('not-found', `there is no ${type} ${name}${where}`, { hint });
}
