import type { Arguments, Flags } from '../verb/flags.ts';
import type { AnyVerb, LoadVerb } from './verbs.ts';

/** A verb as the command line, its help and its completion need it: everything but the code. */
export interface VerbFace {
  readonly summary: string;
  readonly description?: string;
  readonly arguments: Arguments;
  readonly flags: Flags;
  readonly examples: AnyVerb['examples'];
  readonly iam: readonly string[];
  readonly mutates: boolean;
  readonly forms?: readonly string[];
}

/**
 * The faces of all verbs, written beside the bundle when it is built: `--help` and completion read this and load
 * no verb.
 */
export interface Manifest {
  readonly version: string;
  readonly nouns: Readonly<Record<string, string>>;
  readonly verbs: Readonly<Record<string, VerbFace>>;
}

/** Loads every verb once and keeps what can be written down. */
export async function describeVerbs(
  verbs: Readonly<Record<string, LoadVerb>>,
): Promise<Record<string, VerbFace>> {
  const faces = Object.entries(verbs).map(async ([path, load]): Promise<[string, VerbFace]> => {
    const { run: _run, ...face } = (await load()).verb;
    return [path, face];
  });
  return Object.fromEntries(await Promise.all(faces));
}
