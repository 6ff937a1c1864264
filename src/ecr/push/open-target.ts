import type { VerbContext } from '../../verb/verb.ts';
import type { Target } from './found.ts';
import { mannersOf } from './manners.ts';
import { plainTarget } from './plain-target.ts';
import type { WantedPush } from './wanted.ts';

/**
 * The way to the repository to which an image is to go, whose words have been checked. The clients of AWS are loaded only
 * where AWS has a part in it.
 * @returns what connects to it, and throws what AWS says where it gives no token.
 * @throws Failure `usage` for settings that lead nowhere.
 */
export async function prepareTarget(
  context: VerbContext,
  wanted: WantedPush,
): Promise<() => Promise<Target>> {
  const { registry, repository, mountFrom, create } = wanted;
  if (registry.kind === 'ecr') {
    const { ecrTarget } = await import('./ecr-target.ts');
    return ecrTarget(context, { registry, repository, mounts: mountFrom !== undefined, creates: create });
  }
  if (registry.kind === 'ecr-public') {
    const { publicTarget } = await import('./public-target.ts');
    return publicTarget(context, registry, repository);
  }
  const origin = new URL(`http://${registry.host}`);
  const options = { origin, repository, ...mannersOf(context) };
  return async () => plainTarget('plain', `${registry.host}/${repository}`, options);
}
