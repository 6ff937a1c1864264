import { issueToken } from '../services/ecr/authorization.ts';
import { readToken } from '../services/ecr/token.ts';
import { publicRegion } from '../services/ecr-public/lookup.ts';
import type { World } from '../world/world.ts';
import { RegistryError } from './refusal.ts';
import { jsonReply, type RegistryReply } from './reply.ts';

/** Where the public registry's challenge sends docker and its kin: a token for the password of GetAuthorizationToken. */
export function isTokenPath(path: string): boolean {
  return /^\/token\/?(?:\?|$)/.test(path);
}

/** Throws a RegistryError without the password: the sandbox has nothing public to be read by strangers. */
export function tokenReply(authorization: string | undefined, endpoint: string, world: World): RegistryReply {
  const [, encoded = ''] = /^basic (.+)$/i.exec(authorization ?? '') ?? [];
  const [, password = ''] = /^AWS:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  const now = world.clock.now();
  const claims = readToken(password);
  if (claims?.audience !== 'ecr-public' || claims.expires <= now.getTime()) {
    throw new RegistryError(401, 'UNAUTHORIZED', 'Not Authorized');
  }
  const call = { world, region: world.region(publicRegion), now, endpoint };
  return jsonReply({ token: issueToken('ecr-public', call).authorizationToken });
}
