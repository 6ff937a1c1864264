import { createHash } from 'node:crypto';
import { request } from 'node:http';
import {
  CreateRepositoryCommand,
  type CreateRepositoryCommandInput,
  ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../../src/sandbox/server.ts';
import { services } from '../../../../src/sandbox/services/index.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** The code and text of the error that the body tells. */
  readonly error: string;
}

/** A sandbox with the repository `team/web`, and a client of its registry that does nothing by itself. */
export class RegistryRoom {
  readonly sandbox: Sandbox;
  readonly ecr: ECRClient;
  readonly token: string;

  constructor(sandbox: Sandbox, ecr: ECRClient, token: string) {
    this.sandbox = sandbox;
    this.ecr = ecr;
    this.token = token;
  }

  /** Sends one request with the token; rejects where the connection is cut. */
  async send(
    method: string,
    target: string,
    body: Uint8Array | string = '',
    headers: Record<string, string> = { authorization: `Basic ${this.token}` },
  ): Promise<Answered> {
    const url = new URL(target, this.sandbox.url);
    const length = Buffer.byteLength(body);
    return new Promise((resolve, reject) => {
      const sent = request(url, { method, headers: { ...headers, 'content-length': length } }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('error', reject);
        reply.on('end', () => {
          const whole = Buffer.concat(chunks);
          resolve({
            status: reply.statusCode ?? 0,
            headers: reply.headers as Answered['headers'],
            body: whole,
            error: errorOf(whole),
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Begins an upload, and tells where it goes on. */
  async begin(name = 'team/web', query = ''): Promise<string> {
    const { headers } = await this.send('POST', `/v2/${name}/blobs/uploads/${query}`);
    return headers.location ?? '';
  }

  /** Pushes a blob in one PUT, and returns its descriptor. */
  async blob(bytes: Uint8Array | string, name = 'team/web'): Promise<{ digest: string; size: number }> {
    const digest = digestOf(bytes);
    const reply = await this.send('PUT', `${await this.begin(name)}?digest=${digest}`, bytes);
    if (reply.status !== 201) throw new Error(`${reply.status} ${reply.error}`);
    return { digest, size: Buffer.byteLength(bytes) };
  }

  put(reference: string, manifest: string, name = 'team/web'): Promise<Answered> {
    return this.send('PUT', `/v2/${name}/manifests/${reference}`, manifest);
  }

  /** What the ledger says since the repository was created, as `Operation status`. */
  get told(): string[] {
    return this.sandbox.ledger.entries
      .filter(({ operation }) => operation !== 'CreateRepository' && operation !== 'GetAuthorizationToken')
      .map(({ operation, status }) => `${operation} ${status}`);
  }
}

export async function openRegistry(
  options: Partial<SandboxOptions> = {},
  repository: Partial<CreateRepositoryCommandInput> = {},
): Promise<RegistryRoom> {
  const world = new World(new WorldClock());
  const sandbox = await startSandbox({ world, services, ...options });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const ecr = new ECRClient({ region: 'eu-west-1', endpoint: sandbox.url, credentials });
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/web', ...repository }));
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
  return new RegistryRoom(sandbox, ecr, authorizationData?.[0]?.authorizationToken ?? '');
}

export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The manifest of an image of one layer, whose configuration is empty. */
export function manifestOf(
  config: { digest: string; size: number },
  layer: { digest: string; size: number },
  more: object = {},
): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...layer }],
    ...more,
  });
}

function errorOf(body: Buffer): string {
  try {
    const { errors } = JSON.parse(body.toString()) as { errors?: { code: string; message: string }[] };
    return (errors ?? []).map(({ code, message }) => `${code}: ${message}`).join('; ');
  } catch {
    return '';
  }
}
