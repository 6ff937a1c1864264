import { usage } from '../../failure.ts';

/** What EventBridge compares a text with: the text, or one in which `*` stands for anything. */
export type TextMatcher = string | { readonly wildcard: string };

/**
 * What stoppedReason is to match: the text to the letter, or with a `*` in it EventBridge's wildcard, in which `\*` is
 * the character itself and `\\` a backslash.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 *
 * @throws a usage failure for what EventBridge would not take.
 */
export function reasonMatcher(text: string): TextMatcher {
  if (text === '')
    throw usage('--reason is empty', 'write the reason as ECS gives it, or leave --reason out');
  if (!text.includes('*')) return text;
  const rest = text.replaceAll(/\\[*\\]/g, '');
  if (rest.includes('**')) throw usage(`--reason "${text}" has two * in a row`, 'one * stands for any text');
  if (rest.includes('\\')) {
    throw usage(
      `--reason "${text}" has a lone backslash`,
      'beside a *, write \\\\ for a backslash and \\* for a star',
    );
  }
  return { wildcard: text };
}
