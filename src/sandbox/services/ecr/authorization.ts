import type {
  GetAuthorizationTokenCommandInput,
  GetAuthorizationTokenCommandOutput,
} from '@aws-sdk/client-ecr';
import type { Answer, Call } from '../../service.ts';
import { registryHost } from './repositories.ts';

const TWELVE_HOURS = 12 * 3600_000;

/** `AWS:<password>` in base64, good for twelve hours. */
export function GetAuthorizationToken(
  _input: GetAuthorizationTokenCommandInput,
  { region, world, now }: Call,
): Answer<GetAuthorizationTokenCommandOutput> {
  return {
    authorizationData: [
      {
        authorizationToken: Buffer.from(`AWS:${region.ids.hex(62)}`).toString('base64'),
        expiresAt: new Date(now.getTime() + TWELVE_HOURS),
        proxyEndpoint: `https://${registryHost(world.accountId, region.name)}`,
      },
    ],
  };
}
