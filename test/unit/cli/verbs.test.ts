import { beforeAll, describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import type { Manifest } from '../../../src/cli/manifest.ts';
import { flagName, parseFlags } from '../../../src/cli/values.ts';
import { nouns, verbs } from '../../../src/cli/verbs.ts';
import { splitCommand } from '../../../src/sandbox/tour/split-command.ts';
import type { Flag } from '../../../src/verb/flags.ts';
import { globalFlags } from '../../../src/verb/global-flags.ts';
import { manifestOfVerbs } from '../../support/run-in-process.ts';

let manifest: Manifest;
beforeAll(async () => {
  manifest = await manifestOfVerbs();
}, 30_000);

const paths = Object.keys(verbs);

function faceOf(path: string) {
  const face = manifest.verbs[path];
  if (!face) throw new Error(`no face for ${path}`);
  return face;
}

describe.each(paths)('%s', (path) => {
  it('belongs to a noun that the help explains', () => {
    const [noun, verb] = path.split(' ');
    if (verb !== undefined) expect(nouns).toHaveProperty([noun ?? '']);
  });

  it('has flags of its own, each said in one line without a full stop', () => {
    const reserved = new Set([...Object.keys(globalFlags), 'help', 'version']);
    const shorts = new Set(Object.values(globalFlags).map((flag: Flag) => flag.short));
    for (const [key, flag] of Object.entries(faceOf(path).flags)) {
      expect(reserved, key).not.toContain(key);
      if (flag.short) expect(shorts, key).not.toContain(flag.short);
      expect(flag.help, key).toMatch(/^[^\n]+[^.\n]$/);
      expect(flag.kind === 'choice', key).toBe(flag.choices !== undefined);
      if (flag.bare !== undefined)
        expect(() => parseFlags({ [key]: flag }, { [key]: true }, {})).not.toThrow();
    }
  });

  it('shows at least two examples that can be typed as they stand', () => {
    const { examples } = faceOf(path);
    expect(examples.length).toBeGreaterThanOrEqual(2);
    const shown = examples.map(([line, does]) => {
      const [program, ...argv] = splitCommand(line.split(' | ')[0] ?? '');
      expect(program, line).toBe('ecsctl');
      expect(does, line).toMatch(/^[^\n]+[^.\n]$/);
      return readCommandLine(argv, manifest, 80);
    });
    // One may show what to type next, with another verb.
    expect(shown[0]).toMatchObject({ kind: 'verb', path });
    for (const request of shown) expect(request.kind).toBe('verb');
  });

  it('declares IAM actions as IAM writes them, each once', () => {
    const { iam } = faceOf(path);
    expect(new Set(iam).size).toBe(iam.length);
    for (const action of iam) expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z]+$/);
  });

  it('can be written down for the manifest', () => {
    expect(JSON.parse(JSON.stringify(faceOf(path)))).toEqual(faceOf(path));
  });

  it('has help that names all of its flags', () => {
    const request = readCommandLine([...path.split(' '), '--help'], manifest, 100);
    const text = request.kind === 'print' ? request.text : '';
    for (const key of Object.keys(faceOf(path).flags)) expect(text).toContain(flagName(key));
    expect(text).toContain(`Examples of ${path}`);
  });
});

it('every verb that is named in the table is loaded under its name', () => {
  expect(Object.keys(manifest.verbs)).toEqual(paths);
});
