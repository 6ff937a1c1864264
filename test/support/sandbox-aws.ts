import type { InitializeMiddleware, MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { Aws, ClientConstructor } from '../../src/aws/aws.ts';
import type { AnyClient } from '../../src/aws/call-middleware.ts';
import { callName } from '../../src/aws/call-name.ts';
import type { Clock } from '../../src/aws/clock.ts';
import { isWrite } from '../../src/sandbox/ledger.ts';
import { AwsError } from '../../src/sandbox/service.ts';
import { services } from '../../src/sandbox/services/index.ts';
import type { World } from '../../src/sandbox/world/world.ts';

/** One call that reached the world, and the name of the error that it met. */
export interface WorldCall {
  readonly service: string;
  readonly operation: string;
  readonly isWrite: boolean;
  readonly input: object;
  readonly error?: string;
}

/**
 * The way to a sandbox's world without HTTP, for tests that run hundreds of worlds: real clients of the SDK whose
 * calls go straight to the handlers. Time passes only when somebody sleeps.
 */
export class SandboxAws implements Aws {
  readonly calls: WorldCall[] = [];
  readonly clock: Clock;
  readonly #world: World;
  readonly #region: string;
  readonly #clients = new Map<unknown, AnyClient>();

  constructor(world: World, region: string) {
    this.#world = world;
    this.#region = region;
    this.clock = {
      now: () => world.clock.now(),
      sleep: async (milliseconds) => world.clock.advance(milliseconds / 1000),
    };
  }

  client<Client extends AnyClient>(Constructor: ClientConstructor<Client>): Client {
    const known = this.#clients.get(Constructor);
    if (known) return known as Client;
    const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
    const client = new Constructor({ region: this.#region, credentials });
    const stack = client.middlewareStack as MiddlewareStack<object, MetadataBearer>;
    stack.add(this.#answer(), { step: 'initialize', name: 'sandboxWorld', priority: 'high' });
    this.#clients.set(Constructor, client);
    return client;
  }

  inRegion(region: string): Aws {
    return new SandboxAws(this.#world, region);
  }

  now(): Date {
    return this.#world.clock.now();
  }

  close(): void {}

  get writes(): readonly WorldCall[] {
    return this.calls.filter((call) => call.isWrite);
  }

  #answer(): InitializeMiddleware<object, MetadataBearer> {
    return (_next, context) => async (args) => {
      const { service: prefix, operation } = callName(context);
      const service = services.find(({ iamPrefix }) => iamPrefix === prefix);
      const handler = service?.handlers[operation];
      if (!handler) throw new Error(`${prefix}:${operation} is not in the sandbox`);
      this.#world.settle();
      const region = this.#world.region(this.#region);
      const call = { world: this.#world, region, now: this.now(), endpoint: 'http://127.0.0.1:1' };
      const entry = { service: prefix, operation, isWrite: isWrite(operation), input: args.input };
      const $metadata = { httpStatusCode: 200, attempts: 1 };
      try {
        const output = await handler(structuredClone(args.input) as never, call);
        this.calls.push(entry);
        return { response: {}, output: { $metadata, ...structuredClone(output ?? {}) } };
      } catch (error) {
        this.calls.push({ ...entry, error: error instanceof Error ? error.name : 'unknown' });
        if (!(error instanceof AwsError)) throw error;
        throw Object.assign(new Error(error.message), {
          name: error.name,
          $metadata: { ...$metadata, httpStatusCode: error.status },
        });
      }
    };
  }
}
