import { usage } from '../../failure.ts';

const examples: Readonly<Record<string, string>> = {
  '--subnets': 'subnet-0a1b,subnet-2c3d',
  '--security-groups': 'sg-0a1b',
  '--instance-types': "'m7g.large,c7g.*'",
  '--exclude': "'t3.*,m5.large'",
};

/**
 * What is named between commas, each once.
 * @throws a usage failure for a name that is not of the shape.
 */
export function readList(text: string, flag: string, shape: RegExp): readonly string[] {
  const names = [...new Set(text.split(',').map((part) => part.trim()))];
  const odd = names.find((name) => !shape.test(name));
  if (odd === undefined) return names;
  const what = odd === '' ? 'names nothing between two commas' : `takes no "${odd}"`;
  throw usage(`${flag} "${text}" ${what}`, `write ${flag} ${examples[flag] ?? 'A,B'}`);
}
