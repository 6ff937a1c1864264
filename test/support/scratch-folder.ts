import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A folder for the tests of a file, which goes with them. */
export function scratchFolder(): { readonly path: string; in(name: string): string } {
  const folder = { path: '', in: (name: string) => join(folder.path, name) };
  beforeAll(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'ecsctl-test-'));
  });
  afterAll(() => rmSync(folder.path, { recursive: true, force: true }));
  return folder;
}
