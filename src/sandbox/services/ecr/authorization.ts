import type {
  GetAuthorizationTokenCommandInput,
  GetAuthorizationTokenCommandOutput,
} from '@aws-sdk/client-ecr';
import type { Answer, Call } from '../../service.ts';
import { writeToken } from './token.ts';

const TWELVE_HOURS = 12 * 3600_000;

/** `AWS:<password>` in base64, good for twelve hours at the sandbox's own registry. */
export function GetAuthorizationToken(
  _input: GetAuthorizationTokenCommandInput,
  call: Call,
): Answer<GetAuthorizationTokenCommandOutput> {
  return { authorizationData: [{ ...issueToken('ecr', call), proxyEndpoint: call.endpoint }] };
}

/** A token for one of the two kinds of registries, and when it expires. */
export function issueToken(
  audience: 'ecr' | 'ecr-public',
  { region, now }: Call,
): { authorizationToken: string; expiresAt: Date } {
  const expiresAt = new Date(now.getTime() + TWELVE_HOURS);
  const claims = { audience, region: region.name, expires: expiresAt.getTime(), subject: region.ids.hex(32) };
  return { authorizationToken: Buffer.from(`AWS:${writeToken(claims)}`).toString('base64'), expiresAt };
}
