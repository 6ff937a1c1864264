import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes } from '../src/cli/exit-codes.ts';
import type { Manifest, VerbFace } from '../src/cli/manifest.ts';
import { flagName } from '../src/cli/values.ts';
import type { Flag } from '../src/verb/flags.ts';
import { globalFlags } from '../src/verb/global-flags.ts';

const root = join(import.meta.dirname, '..');
const manifest: Manifest = JSON.parse(await readFile(join(root, 'dist/manifest.json'), 'utf8'));
await writeFile(join(root, 'docs/commands.md'), `${page(manifest)}\n`);

/** The reference of all commands, from what the verbs say of themselves. */
function page({ nouns, verbs }: Manifest): string {
  const parts = Object.entries(nouns).flatMap(([noun, summary]) => [
    `## ${noun}: ${summary}`,
    ...Object.entries(verbs)
      .filter(([path]) => path.split(' ')[0] === noun)
      .map(([path, face]) => section(path, face)),
  ]);
  return [
    '# Commands',
    'Written by `npm run docs` from the commands themselves; `ecsctl COMMAND --help` says the same.',
    '## Every command takes',
    flagTable(Object.entries(globalFlags)),
    '## Exit codes',
    [
      '| code | meaning |',
      '| --- | --- |',
      ...Object.entries(exitCodes).map(([c, m]) => `| ${c} | ${m} |`),
    ].join('\n'),
    ...parts,
  ].join('\n\n');
}

function section(path: string, face: VerbFace): string {
  const words = Object.entries(face.arguments).map(([name, { optional, variadic }]) => {
    const word = `${name.toUpperCase()}${variadic ? '…' : ''}`;
    return optional ? `[${word}]` : word;
  });
  const flags = Object.entries(face.flags);
  const examples = face.examples.map(([command, does]) => `# ${does}\n${command}`).join('\n\n');
  return [
    `### ecsctl ${[path, ...words].join(' ')}`,
    `${capital(face.summary)}.${face.description ? ` ${face.description}` : ''}`,
    ...Object.entries(face.arguments).map(([name, { help }]) => `- \`${name.toUpperCase()}\`: ${help}`),
    ...(flags.length > 0 ? [flagTable(flags)] : []),
    ...(face.forms
      ? [`Further forms of \`--output\`: ${face.forms.map((form) => `\`${form}\``).join(', ')}`]
      : []),
    `\`\`\`sh\n${examples}\n\`\`\``,
    ...(face.iam.length > 0 ? [`IAM actions: ${face.iam.map((action) => `\`${action}\``).join(', ')}`] : []),
  ].join('\n\n');
}

function flagTable(flags: readonly (readonly [string, Flag])[]): string {
  const rows = flags.map(([key, flag]) => {
    const short = flag.short ? `-${flag.short}, ` : '';
    const value =
      flag.kind === 'switch'
        ? ''
        : ` ${flag.placeholder ?? flag.choices?.join('|') ?? flag.kind.toUpperCase()}`;
    return `| \`${`${short}${flagName(key)}${value}`.replaceAll('|', '\\|')}\` | ${flag.help} |`;
  });
  return ['| flag | meaning |', '| --- | --- |', ...rows].join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
