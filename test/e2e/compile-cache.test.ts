import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loopbackEnvironment } from '../support/loopback-environment.ts';
import { runCli } from '../support/run-cli.ts';

// Where Node keeps compiled code itself, ours is not used.
const ours = !('enableCompileCache' in (await import('node:module')).default);

const version = (cache: string) => runCli(['--version'], { env: { XDG_CACHE_HOME: cache } });

describe('the cache of compiled code', () => {
  it.runIf(ours)(
    'is filled by the first run and does the next no harm, even when it is spoiled',
    async () => {
      const home = loopbackEnvironment('http://127.0.0.1:9');
      try {
        const first = await version(home.folder);
        const [build = ''] = readdirSync(join(home.folder, 'ecsctl'));
        const kept = readdirSync(join(home.folder, 'ecsctl', build)).map((name) =>
          join(home.folder, 'ecsctl', build, name),
        );
        expect(kept.join()).toContain('main.js.');
        const times = () => kept.map((file) => statSync(file).mtimeMs);
        const written = times();
        expect(await version(home.folder)).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });

        expect(times()).toEqual(written);

        for (const file of kept) writeFileSync(file, 'not code');
        expect(await version(home.folder)).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });
        expect(readFileSync(kept[0] ?? '', 'utf8')).not.toBe('not code');
      } finally {
        home.remove();
      }
    },
  );

  it('is done without where it cannot be written', async () => {
    expect(await version('/dev/null')).toMatchObject({ code: 0, stderr: '' });
  });
});
