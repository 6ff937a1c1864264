import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDigest } from '../image/digest.ts';
import { packing } from './gzip.ts';

/** What a layer became when it was packed. */
export interface PackedLayer {
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Remembers between runs what layers became when they were packed, so that a registry can be asked for them before they
 * are packed again. What it says is only ever taken for true when the registry has it.
 */
export class LayerMemory {
  readonly #folder: string;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#folder = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ecsctl', 'layers', packing);
  }

  async recall(diffId: string): Promise<PackedLayer | undefined> {
    try {
      const { digest, size } = JSON.parse(await readFile(this.#file(diffId), 'utf8'));
      return isDigest(digest) && Number.isSafeInteger(size) && size > 0 ? { digest, size } : undefined;
    } catch {
      return undefined;
    }
  }

  /** A folder that cannot be written to costs time at the next push, and nothing else. */
  async keep(diffId: string, { digest, size }: PackedLayer): Promise<void> {
    const file = this.#file(diffId);
    const draft = `${file}.${process.pid}`;
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(draft, JSON.stringify({ digest, size }), { mode: 0o600 });
      await rename(draft, file);
    } catch {
      // The layer is packed anew the next time. What a full disk took of it is of no use.
      await rm(draft, { force: true }).catch(() => {});
    }
  }

  #file(diffId: string): string {
    return join(this.#folder, diffId.replace('sha256:', ''));
  }
}
