import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openIamRecord, removeIamRecord } from './iam-record.ts';

/** Before the end-to-end tests: the built program is there, and what they do is noted. */
export function setup(): void {
  const root = join(import.meta.dirname, '..', '..');
  if (!existsSync(join(root, 'dist', 'manifest.json'))) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  }
  openIamRecord();
}

/** When all tests have ended, those that judge the notes too. */
export function teardown(): void {
  removeIamRecord();
}
