import type { Region } from './world/region.ts';
import type { World } from './world/world.ts';

/** What a handler may look at beside its input. */
export interface Call {
  readonly world: World;
  readonly region: Region;
  /** The instant at which the request is answered, on the world's clock. */
  readonly now: Date;
  /** Where the client reached the sandbox, as `http://127.0.0.1:4570`: for answers that hold URLs, as SQS's do. */
  readonly endpoint: string;
}

/** Answers one operation: the output members as the SDK types them, or an {@link AwsError} thrown. */
export type Handler<Input = never, Output = unknown> = (input: Input, call: Call) => Output | Promise<Output>;

/** What a handler answers: the output members of the SDK's type, without the metadata that the client adds. */
export type Answer<Output extends object> = Omit<Output, '$metadata'>;

/** One AWS service as the sandbox answers it; the wire knows the rest from the SDK's schemas. */
export interface Service {
  /** The name in the credential scope of a signature: `ecs`, `monitoring`, `elasticloadbalancing` … */
  readonly signingName: string;
  /** The prefix of its IAM actions: `ecs`, `cloudwatch`, `elasticloadbalancing` … */
  readonly iamPrefix: string;
  /** Loads all that the `@aws-sdk/client-*` package exports, client class and `…$` schemas, for the first request. */
  readonly sdk: () => Promise<Readonly<Record<string, unknown>>>;
  /** Operation name → handler. What is missing here is answered "not in the sandbox". */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** The ARNs that a policy must allow the request for; without it, or where it gives none, `*`. */
  readonly resourceOf?: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
    call: Call,
  ) => readonly string[];
}

/** An error as AWS would answer it: `name` is looked up in the service's schemas for status and code. */
export class AwsError extends Error {
  /** HTTP status to use where the service's schemas do not know `name`. */
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}
