/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const [last, ...before] = words.toReversed();
  if (last === undefined) return '';
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}
