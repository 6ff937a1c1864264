import { writeFile } from 'node:fs/promises';
import { describeVerbs, type Manifest } from './manifest.ts';
import { nouns, verbs } from './verbs.ts';

/** Run by the build: `node write-manifest.js FILE VERSION`. */
async function writeManifest([file = '', version = '']: readonly string[]): Promise<void> {
  const manifest: Manifest = { version, nouns, verbs: await describeVerbs(verbs) };
  await writeFile(file, JSON.stringify(manifest));
}

void writeManifest(process.argv.slice(2));
