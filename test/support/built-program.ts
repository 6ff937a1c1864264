import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { forgetCalls } from './iam-record.ts';

/** Before the end-to-end tests: the built program is there, and nothing of an earlier run is remembered. */
export function setup(): void {
  const root = join(import.meta.dirname, '..', '..');
  if (!existsSync(join(root, 'dist', 'manifest.json'))) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  }
  forgetCalls();
}
