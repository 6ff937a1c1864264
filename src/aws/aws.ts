import { Failure } from '../failure.ts';
import { type AnyClient, type ApiCallHooks, watchCalls } from './call-middleware.ts';
import type { Clock } from './clock.ts';
import { endpointOf } from './endpoint.ts';
import { chooseProfile, type Environment, type StaticCredentials, staticCredentials } from './profile.ts';
import { FirstAnswers } from './reachability.ts';
import { regionOf } from './region.ts';
import { RequestRates } from './request-rates.ts';
import { ServerClock } from './server-clock.ts';

/** What every client of the SDK takes; clients differ in the rest. */
export interface ClientConfiguration {
  region?: string;
  endpoint?: string;
  credentials?: StaticCredentials;
  maxAttempts?: number;
  userAgentAppId?: string;
  requestHandler?: { connectionTimeout: number; requestTimeout: number; throwOnRequestTimeout: boolean };
}

export type ClientConstructor<Client> = new (configuration: ClientConfiguration) => Client;

/** The way to AWS: each client is built on first use, all with the same manners. */
export interface Aws {
  client<Client extends AnyClient>(Client: ClientConstructor<Client>): Client;
  /** The way to another region, with the same manners; closed with this one. */
  inRegion(region: string): Aws;
  /** The time at AWS, as far as its answers have told; the machine's before the first. */
  now(): Date;
  /** Closes the connections, so that the process can end. */
  close(): void;
}

export interface AwsOptions extends ApiCallHooks {
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  /** Share of AWS's published request rates that this process may use. */
  readonly apiRate?: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly env: Environment;
}

/** Milliseconds to reach an endpoint. Two tries must end well within five seconds: see `call-middleware.ts`. */
const connectionTimeout = 2000;
/** Milliseconds until an answer has begun. The SDK itself would wait for ever. */
const requestTimeout = 30_000;
/** With the SDK's own backoff this rides out a throttled half minute. */
const maxAttempts = 6;

/**
 * Opens the way to AWS. Settings are read for the first client: what never asks AWS may run with wrong ones.
 * `client` throws a `usage` failure for a region or an endpoint, of a flag or of the environment, that is none.
 */
export function openAws(options: AwsOptions): Aws {
  const { signal, onCall, clock } = options;
  const rates = new RequestRates({ share: options.apiRate ?? 0.8, clock });
  const serverClock = new ServerClock(clock);
  const closing = new AbortController();
  const manners = {
    signal,
    onCall,
    rates,
    answers: new FirstAnswers(clock),
    serverClock,
    closing: closing.signal,
  };
  const clients = new Map<unknown, AnyClient>();
  const elsewhere: Aws[] = [];
  let configuration: ClientConfiguration | undefined;
  return {
    client<Client extends AnyClient>(Constructor: ClientConstructor<Client>): Client {
      const known = clients.get(Constructor);
      if (known) return known as Client;
      configuration ??= configurationOf(options);
      const client = new Constructor({ ...configuration });
      watchCalls(client, { ...manners, profile: options.env.AWS_PROFILE });
      clients.set(Constructor, client);
      return client;
    },
    inRegion(region) {
      const there = openAws({ ...options, region });
      elsewhere.push(there);
      return there;
    },
    now: () => serverClock.now(),
    close() {
      closing.abort(new Failure('interrupted', 'the run has ended'));
      for (const client of clients.values()) client.destroy();
      clients.clear();
      for (const there of elsewhere) there.close();
    },
  };
}

function configurationOf({ region, profile, endpointUrl, env }: AwsOptions): ClientConfiguration {
  const endpoint = endpointOf(endpointUrl, env);
  chooseProfile(profile, env);
  return {
    region: regionOf(region, env),
    ...(endpoint && { endpoint }),
    credentials: staticCredentials(env),
    ...(env.AWS_MAX_ATTEMPTS ? {} : { maxAttempts }),
    userAgentAppId: 'ecsctl',
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
  };
}
