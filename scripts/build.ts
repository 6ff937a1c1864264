import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';
import { sandboxSdk } from './sandbox-sdk.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** esbuild splits ES modules only; Node 20 loads CommonJS in less time. So: split first, then turn each piece. */
async function bundle(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: {
      main: join(root, 'src/main.ts'),
      'write-manifest': join(root, 'src/cli/write-manifest.ts'),
    },
    outdir: dist,
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
    plugins: [sandboxSdk],
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
      await writeFile(join(dist, basename(path)), code);
    }),
  );
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await bundle();
await writeFile(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
execFileSync(process.execPath, [join(dist, 'write-manifest.js'), join(dist, 'manifest.json'), version], {
  stdio: 'inherit',
});
