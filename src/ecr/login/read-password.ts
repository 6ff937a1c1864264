import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import { Failure } from '../../failure.ts';

/** What a registry lets one in by. */
export interface Login {
  /** The registry, as docker names it. */
  readonly host: string;
  readonly password: string;
  /** In ISO 8601. */
  readonly expiresAt: string;
}

/** The password of the region's registry. */
export async function readPassword(aws: Aws): Promise<Login> {
  const { authorizationData: [data] = [] } = await aws
    .client(ECRClient)
    .send(new GetAuthorizationTokenCommand({}));
  const { authorizationToken = '', proxyEndpoint = '', expiresAt } = data ?? {};
  const [, password] = /^AWS:(.+)$/s.exec(Buffer.from(authorizationToken, 'base64').toString('utf8')) ?? [];
  if (!password || !URL.canParse(proxyEndpoint)) {
    throw new Failure('refused', 'ECR gave no password for its registry');
  }
  return { host: new URL(proxyEndpoint).host, password, expiresAt: expiresAt?.toISOString() ?? '' };
}
