import { randomUUID } from 'node:crypto';
import { closeSync, openSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Files for what is too large to be kept in memory. They lose their names at once, so that nothing of them is left
 * when the world is closed, nor when its process is killed.
 */
export class Scratch {
  readonly #files = new Set<number>();

  /** The descriptor of a new empty file. Throws Node's own error where the machine has no room for it. */
  open(): number {
    const path = join(tmpdir(), `ecsctl-sandbox-${randomUUID()}`);
    const file = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    this.#files.add(file);
    return file;
  }

  /** Gives the file's room back; a file that is gone already is left alone. */
  release(file: number): void {
    if (this.#files.delete(file)) closeSync(file);
  }

  close(): void {
    for (const file of [...this.#files]) this.release(file);
  }
}
