import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInjector, Strike } from './faults/injector.ts';
import { authorizeOperation } from './iam/authorize-operation.ts';
import type { PolicyDocument } from './iam/policy.ts';
import { iamAction, isWrite, type Ledger } from './ledger.ts';
import { AwsError, type Call, type Service } from './service.ts';
import { authenticate, credentialScope, defaultRegion } from './wire/credentials.ts';
import { destinationOf } from './wire/destination.ts';
import type { WireReply, WireRequest } from './wire/http.ts';
import { modelOf } from './wire/model.ts';
import type { Members } from './wire/protocol.ts';
import { type Recognized, recognize } from './wire/recognize.ts';
import { refusalOf } from './wire/refusal.ts';
import { validate } from './wire/validate.ts';
import type { World } from './world/world.ts';

export interface GatewayOptions {
  readonly world: World;
  readonly services: readonly Service[];
  readonly ledger: Ledger;
  readonly faults?: FaultInjector;
  /** With policies, a request is answered only if they allow its action. */
  readonly policies?: readonly PolicyDocument[];
}

/** One API request on its way, and where it came in. */
interface Exchange {
  readonly request: WireRequest;
  readonly recognized: Recognized;
  readonly requestId: string;
  readonly endpoint: string;
  readonly region: string;
}

interface Outcome {
  readonly reply: WireReply;
  /** The error's name as the protocol's clients see it. */
  readonly errorName?: string;
}

/** What a struck request is answered with. */
export const errorOfStrike: Readonly<Record<NonNullable<Strike['error']>, AwsError>> = {
  throttled: new AwsError('ThrottlingException', 'Rate exceeded'),
  internal: new AwsError('InternalFailure', 'The request processing has failed because of an unknown error.'),
  unavailable: new AwsError('ServiceUnavailableException', 'The service is temporarily unavailable.'),
};

/**
 * The way of a request: recognized, perhaps struck by a fault, authenticated, read, allowed, handled,
 * written.
 */
export class Gateway {
  readonly #options: GatewayOptions;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  /**
   * The answer to an API request, recorded in the ledger; undefined when the connection is to be cut instead.
   */
  async answer(request: WireRequest, endpoint: string, closing: AbortSignal): Promise<WireReply | undefined> {
    const recognized = await recognize(request, this.#options.services);
    const region = credentialScope(request)?.region ?? defaultRegion;
    const exchange = { request, recognized, requestId: randomUUID(), endpoint, region };
    const strike = this.#strike(exchange);
    if (strike?.delayMilliseconds) await sleep(strike.delayMilliseconds, undefined, { signal: closing });
    const outcome = strike?.cut === 'before' ? undefined : await this.#outcome(exchange, strike?.error);
    const { reply, errorName } = (strike?.cut === undefined && outcome) || {};
    this.#record(exchange, reply?.status ?? 0, errorName);
    if (!reply) return undefined;
    const date = this.#options.world.clock.now().toUTCString();
    return { ...reply, headers: { ...reply.headers, date, 'x-amzn-requestid': exchange.requestId } };
  }

  #strike({ recognized, region }: Exchange): Strike | undefined {
    const { service, operationName: operation } = recognized;
    if (!service) return undefined;
    const { signingName, iamPrefix } = service;
    const now = this.#options.world.clock.now();
    return this.#options.faults?.strike({ signingName, iamPrefix, operation, region, now });
  }

  async #outcome(exchange: Exchange, struck: Strike['error']): Promise<Outcome> {
    const { protocol, service } = exchange.recognized;
    try {
      if (struck) throw errorOfStrike[struck];
      return { reply: await this.#perform(exchange) };
    } catch (thrown) {
      const model = service && (await modelOf(service));
      const refusal = refusalOf(this.#answerable(exchange, thrown), protocol.dialect, model);
      const reply = protocol.writeRefusal(refusal, exchange.requestId, model);
      return { reply, errorName: protocol.dialect === 'json' ? refusal.name : refusal.code };
    }
  }

  async #perform(exchange: Exchange): Promise<WireReply> {
    const { request, recognized, requestId } = exchange;
    authenticate(credentialScope(request));
    const { service, operation, handler } = await destinationOf(recognized);
    const model = await modelOf(service);
    const input = await recognized.protocol.readInput(operation, request);
    validate(input, operation.input, model);
    const call = this.#call(exchange);
    authorizeOperation(this.#options.policies, { service, operation: operation.name }, input, call);
    const output = await handler(input as never, call);
    return recognized.protocol.writeOutput(operation, (output ?? {}) as Members, requestId, model);
  }

  #call({ region, endpoint }: Exchange): Call {
    const { world } = this.#options;
    world.settle();
    return { world, region: world.region(region), now: world.clock.now(), endpoint };
  }

  /** What AWS would say to a fault of its own; the fault itself is kept for the tests to find. */
  #answerable({ recognized }: Exchange, thrown: unknown): AwsError {
    if (thrown instanceof AwsError) return thrown;
    this.#options.ledger.recordBug(`${recognized.serviceName}:${recognized.operationName}`, thrown);
    return errorOfStrike.internal;
  }

  #record({ recognized, region }: Exchange, status: number, errorName: string | undefined): void {
    const { service, serviceName, operationName: operation } = recognized;
    this.#options.ledger.record({
      time: this.#options.world.clock.now().toISOString(),
      service: serviceName,
      operation,
      region,
      iamAction: iamAction(service ?? { iamPrefix: serviceName }, operation),
      isWrite: isWrite(operation),
      status,
      ...(errorName === undefined ? {} : { errorName }),
    });
  }
}
