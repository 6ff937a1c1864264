import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

const namespace = 'sandbox-sdk';
const sdk = /@(aws-sdk|smithy)\/[a-z0-9-]+/;

/**
 * Gives the sandbox a copy of the SDK of its own. It reads all schemas of each client, and a bundler keeps a
 * module whole for everybody as soon as somebody wants the whole of it: commands would load what only the sandbox needs.
 */
export const sandboxSdk: Plugin = {
  name: namespace,
  setup(build) {
    build.onResolve(
      { filter: /^(@aws-sdk\/|@smithy\/|\.)/ },
      async ({ path, importer, resolveDir, kind, ...args }) => {
        const fromSandbox = importer.includes('/src/sandbox/') && sdk.test(path);
        const fromCopy = args.namespace === namespace;
        if (args.pluginData === namespace || (!fromSandbox && !fromCopy)) return undefined;
        const found = await build.resolve(path, { kind, resolveDir, importer, pluginData: namespace });
        return sdk.test(found.path) ? { ...found, namespace } : found;
      },
    );
    build.onLoad({ filter: /.*/, namespace }, async ({ path }) => ({
      contents: await readFile(path),
      resolveDir: dirname(path),
      loader: path.endsWith('.json') ? 'json' : 'js',
    }));
  },
};
