import type { IncomingMessage } from 'node:http';
import { iamAction, isWrite, type Ledger } from '../ledger.ts';
import type { World } from '../world/world.ts';
import { RegistryError } from './refusal.ts';
import { type Route, routeOf } from './route.ts';
import { strangersTicket, type Ticket, ticketOf } from './ticket.ts';
import type { Visit } from './visit.ts';

/** One request to the registry on its way. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly endpoint: string;
  readonly url: URL;
  /** Undefined for what is none of the registry's operations. */
  readonly route: Route | undefined;
  /** Where its token leads, or why it leads nowhere. */
  readonly ticket: Ticket | RegistryError;
}

export function readExchange(incoming: IncomingMessage, endpoint: string, world: World): Exchange {
  const url = new URL(incoming.url ?? '/', 'http://registry');
  const headers = incoming.headers as Visit['headers'];
  const route = routeOf(incoming.method ?? 'GET', url.pathname, headers);
  const ticket = ticketOrRefusal(() => ticketOf(headers.authorization, route?.name ?? '', endpoint, world));
  return { incoming, endpoint, url, route, ticket };
}

function ticketOrRefusal(read: () => Ticket): Ticket | RegistryError {
  try {
    return read();
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
}

/** Whose registry the request means, should it have no token for it. */
export function meantBy({ ticket, route }: Exchange): Ticket {
  return ticket instanceof RegistryError ? strangersTicket(route?.name ?? '') : ticket;
}

/** How a request came out: its HTTP status, 0 where it had no answer, and the error's code as the client saw it. */
export interface Outcome {
  readonly status: number;
  readonly errorName?: string;
}

/** Writes an operation of the API that the request came to into the ledger. */
export function note(
  { ledger, world }: { readonly ledger: Ledger; readonly world: World },
  exchange: Exchange,
  operation: string,
  outcome: Outcome,
): void {
  const { registry, region } = meantBy(exchange);
  ledger.record({
    time: world.clock.now().toISOString(),
    service: registry.service.signingName,
    operation,
    region,
    iamAction: iamAction(registry.service, operation),
    isWrite: isWrite(operation),
    ...outcome,
  });
}
