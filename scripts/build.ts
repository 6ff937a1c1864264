import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';
import { leanCommander } from './lean-commander.ts';
import { sandboxSdk } from './sandbox-sdk.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** Built aside and then put in place, so that a program that runs meanwhile finds all of its pieces, old or new. */
const fresh = `${dist}.${process.pid}`;

/** esbuild splits ES modules only; Node 20 loads CommonJS in less time. So: split first, then turn each piece. */
async function bundle(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: {
      main: join(root, 'src/main.ts'),
      'write-manifest': join(root, 'src/cli/write-manifest.ts'),
    },
    outdir: fresh,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    define: { 'import.meta.dirname': '__dirname' },
    plugins: [sandboxSdk, leanCommander],
    write: false,
    logLevel: 'warning',
  });
  await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const { code } = await transform(text, {
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        minifyWhitespace: true,
        supported: { 'dynamic-import': false, 'top-level-await': true },
      });
      await writeFile(join(fresh, basename(path)), code);
    }),
  );
}

await mkdir(fresh, { recursive: true });
await bundle();
await writeFile(join(fresh, 'package.json'), '{ "type": "commonjs" }\n');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
execFileSync(process.execPath, [join(fresh, 'write-manifest.js'), join(fresh, 'manifest.json'), version], {
  stdio: 'inherit',
});
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);
