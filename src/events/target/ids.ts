import { usage } from '../../failure.ts';

/**
 * Ids that were typed with commas, or one a flag.
 * @param prefix what they begin with, before a hyphen.
 * @returns undefined where none was typed.
 * @throws a usage failure naming what is no such id, stands there twice, or is one too many.
 */
export function readIds(
  flag: string,
  prefix: 'subnet' | 'sg',
  texts: readonly string[],
  most: number,
): readonly string[] | undefined {
  if (texts.length === 0) return undefined;
  const ids = texts.flatMap((text) => text.split(',')).map((id) => id.trim());
  const form = `write ids with commas between them, such as ${prefix}-0a1b2c3d,${prefix}-4e5f6a7b`;
  const wrong = ids.find((id) => !new RegExp(`^${prefix}-[0-9a-z]+$`).test(id));
  if (wrong !== undefined) throw usage(`${flag}: "${wrong}" is no id of a ${words[prefix]}`, form);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) throw usage(`${flag} names ${twice} twice`, 'leave one of them out');
  if (ids.length > most) throw usage(`${flag} names ${ids.length} of them`, `AWS takes ${most} at the most`);
  return ids;
}

const words = { subnet: 'subnet', sg: 'security group' } as const;
