/** A stream that text is written to, and what a terminal says about itself. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean; readonly fd?: number };

export type Environment = Readonly<Record<string, string | undefined>>;

const usualColumns = 80;
const usualRows = 24;

/** The columns of a terminal; a pipe has no edge. */
export function columnsOf(stream: Output, env: Environment): number {
  if (stream.isTTY !== true) return Number.POSITIVE_INFINITY;
  const fromEnvironment = Number(env.COLUMNS);
  return stream.columns || (fromEnvironment >= 1 ? Math.floor(fromEnvironment) : usualColumns);
}

export function rowsOf(stream: Output): number {
  return stream.rows || usualRows;
}

/** The terminal moves its cursor when told to: not a pipe, and not an editor's `TERM=dumb`. */
export function movesCursor(stream: Output, env: Environment): boolean {
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/**
 * Whether to colour what goes to `stream`: the flag decides, then FORCE_COLOR (which wins over NO_COLOR, as in
 * Node), then NO_COLOR, then whether a terminal that knows colours is there. Takes `undefined` for no flag.
 */
export function wantsColour(stream: Output, env: Environment, flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return movesCursor(stream, env);
}
