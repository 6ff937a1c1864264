import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { commonDoors, type Doors, isDoor, openDoor } from './doors.ts';
import { FaultInjector } from './faults/injector.ts';
import { type FaultPlan, parseFaults } from './faults/spec.ts';
import { Gateway } from './gateway.ts';
import type { PolicyDocument } from './iam/policy.ts';
import { Ledger } from './ledger.ts';
import { isRegistryPath, RegistryGateway } from './registry/registry-gateway.ts';
import type { RegistryReply } from './registry/reply.ts';
import type { Service } from './service.ts';
import { readRequest, type WireReply } from './wire/http.ts';
import type { World } from './world/world.ts';

export interface SandboxOptions {
  readonly world: World;
  readonly services: readonly Service[];
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** What goes wrong, as `parseFaults` reads it or already read. */
  readonly faults?: string | FaultPlan;
  /** With a policy, a request is answered only if it allows the request's action. */
  readonly policy?: PolicyDocument | readonly PolicyDocument[];
  /** More doors under `/_sandbox/` than every sandbox has. */
  readonly doors?: Doors;
}

/** A running sandbox. */
export interface Sandbox {
  /** What to set as a client's endpoint: `http://127.0.0.1:4570`. */
  readonly url: string;
  readonly port: number;
  readonly world: World;
  readonly ledger: Ledger;
  /** How many requests have come and have no answer yet. */
  underWay(): number;
  /** Ends at once, cutting whatever is under way. */
  close(): Promise<void>;
}

/**
 * Starts the sandbox on the loopback address. Rejects with Node's own error when the port is taken, and with
 * a usage failure when the faults cannot be read.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { world, services, port = 0, doors = {} } = options;
  const ledger = new Ledger();
  world.onFault = (law, error) => ledger.recordBug(law, error);
  const faults = faultsOf(options);
  const policies = policiesOf(options);
  const gateway = new Gateway({ world, services, ledger, faults, policies });
  const registry = new RegistryGateway({ world, ledger, faults, policies });
  const closing = new AbortController();
  const allDoors = { ...commonDoors(world, ledger), ...doors };
  const site = { gateway, registry, doors: allDoors, ledger, closing: closing.signal };
  let requests = 0;
  const server = createServer(async (incoming, outgoing) => {
    requests += 1;
    await serve(site, incoming, outgoing);
    requests -= 1;
  });
  const address = await listen(server, port);
  const close = async () => {
    closing.abort();
    await shut(server);
    world.scratch.close();
  };
  const underWay = () => requests;
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, world, ledger, underWay, close };
}

interface Site {
  readonly gateway: Gateway;
  readonly registry: RegistryGateway;
  readonly doors: Doors;
  readonly ledger: Ledger;
  readonly closing: AbortSignal;
}

async function serve(site: Site, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { socket } = incoming;
  try {
    const reply = await replyTo(site, incoming);
    if (reply) await send(outgoing, reply);
    else socket.resetAndDestroy();
  } catch (error) {
    const isBrokenOff = site.closing.aborted || incoming.errored !== null;
    if (!isBrokenOff) site.ledger.recordBug(`${incoming.method} ${incoming.url}`, error);
    socket.destroy();
  }
}

async function replyTo(
  site: Site,
  incoming: IncomingMessage,
): Promise<WireReply | RegistryReply | undefined> {
  const endpoint = `http://${incoming.headers.host ?? '127.0.0.1'}`;
  // The registry reads the bodies of its requests itself: layers are too large to be held.
  if (isRegistryPath(incoming.url ?? '')) return site.registry.answer(incoming, endpoint, site.closing);
  const request = await readRequest(incoming);
  if (isDoor(request)) return openDoor(site.doors, request);
  return site.gateway.answer(request, endpoint, site.closing);
}

async function send(
  outgoing: ServerResponse,
  { status, headers, body }: WireReply | RegistryReply,
): Promise<void> {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    outgoing.writeHead(status, { ...headers });
    return pipeline(Readable.from(body), outgoing);
  }
  // What answers a HEAD has no body, yet may tell the length that it would have.
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...length, ...headers });
  outgoing.end(body);
}

function faultsOf({ faults }: SandboxOptions): FaultInjector | undefined {
  if (faults === undefined) return undefined;
  return new FaultInjector(typeof faults === 'string' ? parseFaults(faults) : faults);
}

function policiesOf({ policy }: SandboxOptions): readonly PolicyDocument[] | undefined {
  return policy && [policy].flat();
}

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address() as AddressInfo));
  });
}

/** A server waits for its connections to end, which keep-alive clients never do by themselves. */
function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
