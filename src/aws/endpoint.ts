import { usage } from '../failure.ts';
import type { Environment } from './profile.ts';

/**
 * The address of `--endpoint-url`. Without the flag the SDK finds endpoints itself, from AWS_ENDPOINT_URL, its
 * per-service forms and the profile; those of the environment are checked here, where they can be named.
 * @throws Failure `usage` naming the flag or the variable.
 */
export function endpointOf(flag: string | undefined, env: Environment): string | undefined {
  if (flag !== undefined) return checked('--endpoint-url', flag);
  for (const [name, url] of Object.entries(env)) {
    if (url && /^AWS_ENDPOINT_URL(_[A-Z0-9_]+)?$/.test(name)) checked(name, url);
  }
  return undefined;
}

function checked(source: string, url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw usage(`${source}: "${url}" is no address`, 'write it with its scheme, such as http://localhost:4566');
}
