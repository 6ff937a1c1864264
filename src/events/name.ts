import { usage } from '../failure.ts';

const longest = 40;
const form = `write 1 to ${longest} letters, digits, dots, hyphens and underscores, such as nightly-report`;

/**
 * The name of what starts tasks, or tells of them: a rule of the default bus, or a schedule in ecsctl's own group. It is
 * shorter than AWS would have it, so that the name of a role with the region in it has room for it.
 *
 * @throws a usage failure saying what is wrong with it.
 */
export function eventsName(text: string): string {
  if (/^[A-Za-z0-9._-]+$/.test(text) && text.length <= longest) return text;
  const problem =
    text === ''
      ? 'is empty'
      : text.length > longest
        ? `has ${text.length} characters`
        : 'has a character that AWS does not take in the name of a rule';
  throw usage(`the name "${text.slice(0, longest)}" ${problem}`, form);
}
