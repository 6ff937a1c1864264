/** How a process ends. */
interface Ending {
  /** How long it runs before. */
  readonly seconds: number;
  /** Its exit code, 0 to 255. */
  readonly code: number;
}

const SHELL = /^(\/(usr\/)?bin\/)?(ba|da|a)?sh$/;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** A command, in which quotes may hold anything, or what joins two of them; `&&` and `||` do so over the end of a line. */
const PIECE = /(?:&&|\|\|)\s*|[;\n]|(?:'[^']*'|"[^"]*"|[^;&|\n'"])+/g;
/** What a shell would have to work out first, outside of single quotes. */
const WORKED_OUT = /[$`<>()&|]/;

/**
 * How a container's command ends, as far as it says so itself: `true`, `false`, `sleep 30`, and what a shell's `-c` makes
 * of these with `exit 3`, `echo …`, `;`, `&&` and `||`. No code is run in the sandbox, so that of any other command nothing
 * is known, and undefined stands for "it runs until it is stopped".
 */
export function endingOf(words: readonly string[]): Ending | undefined {
  const [program = '', ...rest] = words;
  if (!SHELL.test(program)) return endingOfProgram(words);
  const option = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  const script = rest[option + 1];
  return option < 0 || script === undefined ? undefined : endingOfScript(script);
}

function endingOfScript(script: string): Ending | undefined {
  const pieces = script.match(PIECE) ?? [];
  if (pieces.join('').length !== script.length) return undefined;
  let [seconds, code, joint] = [0, 0, ';'];
  for (const piece of pieces.map((one) => one.trim() || ';')) {
    if (/^(&&|\|\||;)$/.test(piece)) {
      joint = piece;
      continue;
    }
    if ((joint === '&&' && code !== 0) || (joint === '||' && code === 0)) continue;
    const exit = /^exit(?:\s+(\d+))?$/.exec(piece);
    if (exit) return { seconds, code: Number(exit[1] ?? code) % 256 };
    const ending = endingOfCommand(piece);
    if (!ending) return undefined;
    seconds += ending.seconds;
    code = ending.code;
  }
  return { seconds, code };
}

function endingOfCommand(command: string): Ending | undefined {
  if (WORKED_OUT.test(command.replaceAll(/'[^']*'/g, ''))) return undefined;
  return endingOfProgram(command.split(/\s+/));
}

function endingOfProgram([program = '', ...rest]: readonly string[]): Ending | undefined {
  const name = program.replace(/^\/(usr\/)?bin\//, '');
  if (name === 'true' || name === ':' || name === 'echo') return { seconds: 0, code: 0 };
  if (name === 'false') return { seconds: 0, code: 1 };
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)([smhd])?$/.exec(rest.join(' ')) ?? [];
  if (name !== 'sleep' || amount === undefined) return undefined;
  return { seconds: Number(amount) * (SECONDS[unit] ?? 1), code: 0 };
}
