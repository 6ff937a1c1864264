import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import { Failure } from '../../failure.ts';
import type { VerbContext } from '../../verb/verb.ts';
import type { RegistryName } from '../reference.ts';
import { isLoopback } from '../registry/location.ts';
import { Registry } from '../registry/registry.ts';
import { keepToken } from '../registry/token.ts';
import { readLack } from '../repository/read-lack.ts';
import { EcrRepository } from './ecr-repository.ts';
import type { Target } from './found.ts';
import { mannersOf } from './manners.ts';

export interface EcrOptions {
  readonly registry: Extract<RegistryName, { kind: 'ecr' }>;
  readonly repository: string;
  /** Content is to be taken over from other repositories. */
  readonly mounts: boolean;
  /** The repository is to be made, or the making of it brought to its end. */
  readonly creates: boolean;
}

/** The way to a repository of ECR. What is there is asked of its API, which says why where it says no; content goes by HTTP. */
export function ecrTarget(context: VerbContext, options: EcrOptions): () => Promise<Target> {
  const { region } = options.registry;
  const aws = region === undefined ? context.aws : context.aws.inRegion(region);
  const client = aws.client(ECRClient);
  return () => connect(context, options, aws, client);
}

async function connect(
  context: VerbContext,
  { registry: { host, account, region }, repository, mounts, creates }: EcrOptions,
  aws: Aws,
  client: ECRClient,
): Promise<Target> {
  const authorization = await authorize(client);
  let first: typeof authorization | undefined = authorization;
  const tokens = keepToken(
    async () => {
      const given = first ?? (await authorize(client));
      first = undefined;
      return { header: `Basic ${given.token}`, expiresAt: given.expiresAt };
    },
    () => aws.now(),
  );
  const origin = originOf(authorization.endpoint, host);
  const registry = new Registry({ origin, repository, tokens, ...mannersOf(context) });
  const ecr = new EcrRepository(client, { repository, account, mounts });
  return {
    registry,
    tokens,
    kind: 'ecr',
    repository,
    ...(account !== undefined && { registryId: account }),
    ...(region !== undefined && { region }),
    name: () => ecr.uri ?? `${host ?? origin.host}/${repository}`,
    async look(asked) {
      const found = await ecr.look(asked);
      if (found.repository.kind !== 'there' || !creates || account !== undefined) return found;
      const { images: isBare } = await readLack(aws, repository);
      return { ...found, repository: { ...found.repository, isBare } };
    },
    present: (digests) => ecr.present(digests),
  };
}

async function authorize(client: ECRClient) {
  const { authorizationData: [data] = [] } = await client.send(new GetAuthorizationTokenCommand({}));
  const { authorizationToken: token, proxyEndpoint, expiresAt } = data ?? {};
  if (!token || !proxyEndpoint) throw new Failure('refused', 'ECR gave no token for its registry');
  return { token, expiresAt, endpoint: new URL(proxyEndpoint) };
}

/** What was typed, unless this is a practice AWS, whose registry is on this machine. */
function originOf(endpoint: URL, host: string | undefined): URL {
  const isHere = isLoopback(endpoint.hostname);
  if (endpoint.protocol !== 'https:' && !isHere) {
    throw new Failure('refused', `ECR names its registry as ${endpoint.origin}, without TLS`, {
      hint: 'nothing was sent; check AWS_ENDPOINT_URL and any proxy on the way',
    });
  }
  return host === undefined || isHere ? endpoint : new URL(`https://${host}`);
}
