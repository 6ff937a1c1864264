import {
  DescribeRegistriesCommand,
  DescribeRepositoriesCommand,
  ECRPUBLICClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr-public';
import type { Aws } from '../../aws/aws.ts';
import { concernsCaller } from '../../aws/caller-error.ts';
import { Failure } from '../../failure.ts';
import type { VerbContext } from '../../verb/verb.ts';
import type { RegistryName } from '../reference.ts';
import { isLoopback } from '../registry/location.ts';
import { keepToken } from '../registry/token.ts';
import type { Found, FoundRepository, Target } from './found.ts';
import { mannersOf } from './manners.ts';
import { plainTarget } from './plain-target.ts';

/** ECR Public and its tokens are in this region alone. https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html */
const publicRegion = 'us-east-1';

type PublicRegistry = Extract<RegistryName, { kind: 'ecr-public' }>;

/** The way to a repository of ECR Public. Its API has little to ask, so that the registry itself is asked what it has. */
export function publicTarget(
  context: VerbContext,
  registry: PublicRegistry,
  typed: string,
): () => Promise<Target> {
  const aws = context.aws.inRegion(publicRegion);
  const client = aws.client(ECRPUBLICClient);
  return () => connect(context, registry, typed, aws, client);
}

async function connect(
  context: VerbContext,
  registry: PublicRegistry,
  typed: string,
  aws: Aws,
  client: ECRPUBLICClient,
): Promise<Target> {
  const [alias, own] = registry.isOwn ? [await aliasOf(client), typed] : splitAlias(typed);
  const repository = `${alias}/${own}`;
  const tokens = keepToken(
    () => authorize(client),
    () => aws.now(),
  );
  const origin = await originOf(client, registry.host);
  const name = `${registry.host}/${repository}`;
  const target = plainTarget('ecr-public', name, { origin, repository, tokens, ...mannersOf(context) });
  return {
    ...target,
    region: publicRegion,
    async look(asked): Promise<Found> {
      const described = await describe(client, alias, own);
      if (described.kind !== 'missing') return { ...(await target.look(asked)), repository: described };
      const nothing = { tags: new Map(), manifests: new Set<string>(), blobs: new Set<string>() };
      return { ...nothing, repository: described, warnings: [] };
    },
  };
}

function splitAlias(typed: string): [alias: string, name: string] {
  const [alias = '', ...name] = typed.split('/');
  if (name.length > 0) return [alias, name.join('/')];
  throw new Failure('usage', `"${typed}" has no alias of a registry`, {
    hint: 'write it like public.ecr.aws/ALIAS/NAME, or --public NAME for the one of your own',
  });
}

/** Of several aliases the one that ECR shows. */
async function aliasOf(client: ECRPUBLICClient): Promise<string> {
  const { registries = [] } = await client.send(new DescribeRegistriesCommand({}));
  const aliases = registries.flatMap((registry) => registry.aliases ?? []);
  const chosen = aliases.find(({ primaryRegistryAlias }) => primaryRegistryAlias) ?? aliases[0];
  if (chosen?.name) return chosen.name;
  throw new Failure('refused', 'this account has no alias in ECR Public yet', {
    hint: 'name the repository whole, as public.ecr.aws/ALIAS/NAME',
  });
}

async function authorize(client: ECRPUBLICClient) {
  const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
  const { authorizationToken: token, expiresAt } = authorizationData ?? {};
  if (!token) throw new Failure('refused', 'ECR Public gave no token for its registry');
  return { header: `Bearer ${token}`, expiresAt };
}

/** The registry's own host, unless this is a practice AWS: that has its registry where it has its API. */
async function originOf(client: ECRPUBLICClient, host: string): Promise<URL> {
  const endpoint = await apiEndpoint(client);
  return endpoint && isLoopback(endpoint.hostname) ? endpoint : new URL(`https://${host}`);
}

/** Where the client sends its requests: settings have several ways to lead it elsewhere, and it alone knows them all. */
async function apiEndpoint(client: ECRPUBLICClient): Promise<URL | undefined> {
  let seen: URL | undefined;
  const command = new DescribeRegistriesCommand({ maxResults: 1 });
  command.middlewareStack.add(
    () => async (args) => {
      const { protocol, hostname, port } = args.request as {
        protocol: string;
        hostname: string;
        port?: number;
      };
      seen = new URL(`${protocol}//${hostname}${port ? `:${port}` : ''}`);
      return { response: {}, output: { $metadata: {}, registries: [] } };
    },
    { step: 'build', name: 'ecsctlEndpoint', priority: 'low' },
  );
  await client.send(command);
  return seen;
}

/** Another account's repository may be pushed to and not described. */
async function describe(client: ECRPUBLICClient, alias: string, name: string): Promise<FoundRepository> {
  try {
    await client.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }));
    return { kind: 'there', isImmutable: () => false };
  } catch (error) {
    if (concernsCaller(error)) return { kind: 'untold' };
    const isMissing = error instanceof Error && error.name === 'RepositoryNotFoundException';
    if (!isMissing) throw error;
    if ((await aliasOf(client)) !== alias) return { kind: 'untold' };
    const command = `aws ecr-public create-repository --repository-name ${name} --region ${publicRegion}`;
    return { kind: 'missing', alike: [], command };
  }
}
