import { usage } from '../failure.ts';
import type { Environment } from './profile.ts';

/** A region becomes part of the endpoint's host name. */
const hostLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * The region of `--region` or the environment; undefined leaves it to the profile. `aws` reads AWS_DEFAULT_REGION
 * where AWS_REGION is absent; the JavaScript SDK does not.
 * @throws Failure `usage` for what can be no region's name.
 */
export function regionOf(flag: string | undefined, env: Environment): string | undefined {
  const sources = {
    '--region': flag,
    AWS_REGION: env.AWS_REGION,
    AWS_DEFAULT_REGION: env.AWS_DEFAULT_REGION,
  };
  const [source, region] = Object.entries(sources).find(([, value]) => value) ?? [];
  if (region === undefined || hostLabel.test(region)) return region;
  throw usage(`${source}: "${region}" is no region`, 'write it like eu-west-1');
}
