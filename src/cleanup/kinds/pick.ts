/** The members of these names that are there, as an input to AWS wants them. */
export function pick(from: object, names: readonly string[]): Record<string, unknown> {
  const members = new Map<string, unknown>(Object.entries(from));
  return Object.fromEntries(
    names.filter((name) => members.get(name) !== undefined).map((name) => [name, members.get(name)]),
  );
}
