import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInjector, Strike } from '../faults/injector.ts';
import { errorOfStrike } from '../gateway.ts';
import { authorizeOperation } from '../iam/authorize-operation.ts';
import type { PolicyDocument } from '../iam/policy.ts';
import type { Ledger } from '../ledger.ts';
import type { Call } from '../service.ts';
import type { World } from '../world/world.ts';
import { BrokenOff, breakingOff } from './breaking-off.ts';
import { type Exchange, meantBy, note, type Outcome, readExchange } from './exchange.ts';
import { isLayerPath, layerReply } from './layer-storage.ts';
import { isTokenPath, tokenReply } from './public-token.ts';
import { RegistryError, refusalReply, registryErrorOf } from './refusal.ts';
import { jsonReply, type RegistryReply } from './reply.ts';
import type { Route } from './route.ts';
import type { Ticket } from './ticket.ts';
import { hasBody } from './uploads.ts';
import type { Visit } from './visit.ts';

export interface RegistryOptions {
  readonly world: World;
  readonly ledger: Ledger;
  readonly faults?: FaultInjector | undefined;
  readonly policies?: readonly PolicyDocument[] | undefined;
}

/** Whether a request is the registry's and not the API's. */
export function isRegistryPath(url: string): boolean {
  return /^\/v2(?:[/?]|$)/.test(url) || isLayerPath(url) || isTokenPath(url);
}

/**
 * The OCI distribution API of ECR's registries, by which images are pushed and pulled. Its requests come to operations
 * of ECR's own API: by these they are struck by faults, allowed, and kept in the ledger.
 */
export class RegistryGateway {
  readonly #options: RegistryOptions;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** The answer; undefined when the connection is to be cut instead. Rejects where the client breaks off. */
  async answer(
    incoming: IncomingMessage,
    endpoint: string,
    closing: AbortSignal,
  ): Promise<RegistryReply | undefined> {
    const { world } = this.#options;
    world.settle();
    const exchange = readExchange(incoming, endpoint, world);
    const strike = this.#strike(exchange);
    if (strike?.delayMilliseconds) await sleep(strike.delayMilliseconds, undefined, { signal: closing });
    const reply = await this.#outcome(exchange, strike);
    if (!reply) return undefined;
    const common = {
      'docker-distribution-api-version': 'registry/2.0',
      date: world.clock.now().toUTCString(),
    };
    return { ...reply, headers: { ...common, ...reply.headers } };
  }

  #strike(exchange: Exchange): Strike | undefined {
    const [operation, ...also] = exchange.route?.operations ?? [];
    if (operation === undefined) return undefined;
    const { registry, region } = meantBy(exchange);
    const { signingName, iamPrefix } = registry.service;
    const now = this.#options.world.clock.now();
    return this.#options.faults?.strike({ signingName, iamPrefix, operation, also, region, now });
  }

  async #outcome(exchange: Exchange, strike: Strike | undefined): Promise<RegistryReply | undefined> {
    try {
      if (strike?.error) throw errorOfStrike[strike.error];
      const reply = await this.#perform(exchange, strike?.cut === 'before');
      const isLost = strike?.cut === 'after';
      this.#record(exchange, { status: isLost ? 0 : reply.status });
      return isLost ? undefined : reply;
    } catch (thrown) {
      return this.#refuse(exchange, thrown, strike?.cut !== undefined);
    }
  }

  #refuse(exchange: Exchange, thrown: unknown, isCut: boolean): RegistryReply | undefined {
    const { incoming } = exchange;
    if (isCut || incoming.errored !== null) {
      this.#record(exchange, { status: 0 });
      if (isCut) return undefined;
      throw thrown;
    }
    const known = registryErrorOf(thrown);
    if (!known) this.#options.ledger.recordBug(`${incoming.method} ${incoming.url}`, thrown);
    const error = known ?? new RegistryError(500, 'UNKNOWN', 'Internal error');
    this.#record(exchange, { status: error.status, errorName: error.code });
    return refusalReply(error);
  }

  async #perform(exchange: Exchange, breaksOff: boolean): Promise<RegistryReply> {
    const { incoming, endpoint, url, route, ticket } = exchange;
    const { world } = this.#options;
    if (isLayerPath(url.pathname)) return layerReply(url, world);
    if (isTokenPath(url.pathname)) return tokenReply(incoming.headers.authorization, endpoint, world);
    if (ticket instanceof RegistryError) throw ticket;
    if (/^\/v2\/?$/.test(url.pathname)) return jsonReply({});
    if (!route) throw new RegistryError(405, 'UNSUPPORTED', 'The operation is unsupported.');
    const visit = this.#visit(exchange, route, ticket, breaksOff);
    if (breaksOff && !hasBody(visit.headers)) throw new BrokenOff();
    return route.respond(visit);
  }

  /** The request as it is let in. Throws AccessDeniedException. */
  #visit(exchange: Exchange, route: Route, { registry, region }: Ticket, breaksOff: boolean): Visit {
    const { incoming, endpoint, url } = exchange;
    const { world, policies } = this.#options;
    const call: Call = { world, region: world.region(region), now: world.clock.now(), endpoint };
    const authorize = (operation: string, name: string) =>
      authorizeOperation(policies, { service: registry.service, operation }, registry.input(name), call);
    for (const operation of route.operations) authorize(operation, route.name);
    // Whoever stops reading half way still owes an answer.
    const body: AsyncIterable<Uint8Array> = incoming.iterator({ destroyOnReturn: false });
    return {
      ...{ call, registry, name: route.name, reference: route.reference, query: url.searchParams },
      headers: incoming.headers as Visit['headers'],
      body: breaksOff ? breakingOff(body, incoming.headers['content-length']) : body,
      mayAlso: (operation, name) => this.#mayAlso(exchange, operation, () => authorize(operation, name)),
    };
  }

  /** Whether something more is allowed, which is then in the ledger, too. */
  #mayAlso(exchange: Exchange, operation: string, authorize: () => void): boolean {
    try {
      authorize();
    } catch (error) {
      if (registryErrorOf(error)) return false;
      throw error;
    }
    note(this.#options, exchange, operation, { status: 200 });
    return true;
  }

  #record(exchange: Exchange, outcome: Outcome): void {
    for (const operation of exchange.route?.operations ?? [])
      note(this.#options, exchange, operation, outcome);
  }
}
