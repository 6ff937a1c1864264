import type { KnownManifest, Registry } from '../registry/registry.ts';
import type { TokenProvider } from '../registry/token.ts';

/** What is asked of a registry before anything is sent. */
export interface Looked {
  readonly tags: readonly string[];
  /** Digests. */
  readonly manifests: readonly string[];
  readonly blobs: readonly string[];
}

/** What a registry has of it. */
export interface Found {
  readonly repository: FoundRepository;
  /** The image that each tag stands for. */
  readonly tags: ReadonlyMap<string, KnownManifest>;
  readonly manifests: ReadonlySet<string>;
  readonly blobs: ReadonlySet<string>;
  /** What the reader should know before saying yes. */
  readonly warnings: readonly string[];
  /** The same, where something is to be sent. */
  readonly uploadWarnings?: readonly string[];
}

export type FoundRepository =
  | {
      readonly kind: 'there';
      readonly isImmutable: (tag: string) => boolean;
      /** It has no image and no lifecycle policy: so a run leaves it that was broken off while it made it. */
      readonly isBare?: boolean;
    }
  | {
      readonly kind: 'missing';
      /** The template by which ECR makes it when it is pushed to. */
      readonly template?: string;
      /** Repositories that are named like it. */
      readonly alike: readonly string[];
      /** What would make it, to be typed. */
      readonly command: string;
    }
  /** A registry without such a thing, or one that does not tell. */
  | { readonly kind: 'untold' };

/** A repository of one of the kinds of registries that images go to. */
export interface Target {
  readonly registry: Registry;
  /** Absent for a registry that asks for none. */
  readonly tokens?: TokenProvider | undefined;
  readonly kind: 'ecr' | 'ecr-public' | 'plain';
  /** What images are named by: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/web`. Known after the first look. */
  readonly name: () => string;
  readonly repository: string;
  /** Of the account whose registry it is, where it is not the caller's. */
  readonly registryId?: string | undefined;
  /** Where it is not in the region of the run. */
  readonly region?: string | undefined;
  look(asked: Looked): Promise<Found>;
  /** Those of the blobs that are there. */
  present(digests: readonly string[]): Promise<ReadonlySet<string>>;
}
