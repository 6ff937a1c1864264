import { type Claims, readToken } from '../services/ecr/token.ts';
import { publicRegion } from '../services/ecr-public/lookup.ts';
import { defaultRegion } from '../wire/credentials.ts';
import type { World } from '../world/world.ts';
import { privateRegistry } from './private-registry.ts';
import { isPublicName, publicRegistry } from './public-registry.ts';
import { RegistryError } from './refusal.ts';
import type { Registry } from './visit.ts';

/** What a token opens. */
export interface Ticket {
  readonly registry: Registry;
  readonly region: string;
}

/** Where a request goes that brings no token: the name of the repository alone tells. */
export function strangersTicket(name: string): Ticket {
  if (isPublicName(name)) return { registry: publicRegistry, region: publicRegion };
  return { registry: privateRegistry, region: defaultRegion };
}

/**
 * The registry and region that a token is for. Private registries want it as `Basic`, the public one as `Bearer`.
 * @throws RegistryError: 401 with the registry's challenge where there is no token of ECR's, 403 for one that has expired.
 */
export function ticketOf(
  authorization: string | undefined,
  name: string,
  endpoint: string,
  world: World,
): Ticket {
  const claims = claimsOf(authorization);
  const isPublic = isPublicName(name);
  if (!claims || (isPublic && claims.audience === 'ecr')) {
    const challenge = isPublic
      ? `Bearer realm="${endpoint}/token/",service="public.ecr.aws",scope="aws"`
      : `Basic realm="${endpoint}/",service="ecr.amazonaws.com"`;
    throw new RegistryError(401, 'UNAUTHORIZED', 'Not Authorized', { 'www-authenticate': challenge });
  }
  if (claims.expires <= world.clock.now().getTime()) {
    const message = 'Your authorization token has expired. Reauthenticate and try again.';
    throw new RegistryError(403, 'DENIED', message);
  }
  const registry = claims.audience === 'ecr' ? privateRegistry : publicRegistry;
  return { registry, region: claims.region };
}

/** The user's name is always AWS; the password is what the sandbox has signed. */
function claimsOf(authorization = ''): Claims | undefined {
  const [scheme = '', encoded = ''] = authorization.split(' ');
  const audience = { basic: 'ecr', bearer: 'ecr-public' }[scheme.toLowerCase()];
  const [, password = ''] = /^AWS:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  const claims = readToken(password);
  return claims !== undefined && claims.audience === audience ? claims : undefined;
}
