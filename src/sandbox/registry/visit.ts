import type { Call, Service } from '../service.ts';
import type { Repository } from '../services/ecr/state.ts';
import type { RegistryReply } from './reply.ts';

/** One of the registries that the sandbox plays: a region's own, or the public one. */
export interface Registry {
  readonly service: Service;
  /** Throws RepositoryNotFoundException. */
  repository(name: string, call: Call): Repository;
  /** Undefined where there is none. */
  find(name: string, call: Call): Repository | undefined;
  /** As `repository`, but one that a push may bring into being. */
  pushed(name: string, call: Call): Repository;
  /** What a request for the repository's operation is judged by: the members of an input that name it. */
  input(name: string): Readonly<Record<string, unknown>>;
}

/** A request to the registry on its way. */
export interface Visit {
  readonly call: Call;
  readonly registry: Registry;
  /** The repository's, as the request names it. */
  readonly name: string;
  /** What stands behind the name: a tag, a digest or an upload's id. */
  readonly reference: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as it comes in, to be read once. Rejects where the client goes away. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Whether the request may do something more than what it was let in for. */
  mayAlso(operation: string, name: string): boolean;
}

/** The answer to a request that has been let in. Throws an AwsError of the API, or a RegistryError. */
export type Responder = (visit: Visit) => RegistryReply | Promise<RegistryReply>;
