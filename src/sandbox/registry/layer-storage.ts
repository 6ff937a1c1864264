import { readToken } from '../services/ecr/token.ts';
import type { World } from '../world/world.ts';
import { RegistryError } from './refusal.ts';
import type { RegistryReply } from './reply.ts';

const prefix = '/_layers/';

/** Where a registry sends those who fetch a layer: what S3 is to ECR. */
export function isLayerPath(path: string): boolean {
  return path.startsWith(prefix);
}

/** The bytes of a layer at an address that the registry has signed and that has not expired. Throws a RegistryError. */
export function layerReply(url: URL, world: World): RegistryReply {
  const claims = readToken(url.searchParams.get('X-Amz-Signature') ?? '');
  const isGood = claims?.audience === 'layer' && claims.expires > world.clock.now().getTime();
  const digest = url.pathname.slice(prefix.length);
  const [arn = '', signed] = claims?.subject.split('@') ?? [];
  if (!claims || !isGood || signed !== digest) {
    throw new RegistryError(403, 'AccessDenied', 'Request has expired or is not signed');
  }
  const { ecr, ecrPublic } = world.region(claims.region);
  const repositories = [...ecr.repositories.values(), ...ecrPublic.repositories.values()];
  const blob = repositories.find((one) => one.arn === arn)?.blobs.get(digest);
  if (!blob?.bytes) throw new RegistryError(404, 'NoSuchKey', 'The specified key does not exist.');
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(blob.size) };
  return { status: 200, headers, body: blob.bytes.read() };
}
