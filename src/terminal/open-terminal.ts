import { loadPaint } from './paint.ts';
import { lineBoard, type ProgressBoard, silentBoard, spinnerBoard } from './progress.ts';
import { type Asked, confirm, typed } from './prompt.ts';
import { redrawOn } from './redraw.ts';
import { type Paint, plainPaint, type Screen } from './screen.ts';
import { columnsOf, type Environment, type Input, movesCursor, type Output, wantsColour } from './streams.ts';
import type { Terminal } from './terminal.ts';
import { openWriter, type Writer } from './writer.ts';

export interface TerminalOptions {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Environment;
  readonly flags: {
    /** `false` for `--no-color`; left out, the environment and the stream decide. */
    readonly color?: boolean | undefined;
    /** `false` for `--no-progress`. */
    readonly progress: boolean;
    readonly quiet: boolean;
  };
  /** Takes a question back; a `Failure` as its reason is what the question then fails with. */
  readonly signal?: AbortSignal;
  /** The clock that "ago" is counted by; the machine's unless said otherwise. */
  readonly now?: () => Date;
}

export interface OpenTerminal extends Terminal {
  /** Aborted when nobody reads stdout any more (`| head`): what only shows things may then end, quietly. */
  readonly readerGone: AbortSignal;
  /** Takes running progress away and gives the cursor back. To be called however the command ends. */
  close(): void;
}

/** The terminal, or the pipes, that the process was started with. Loads nothing until something is shown. */
export function openTerminal(options: TerminalOptions): OpenTerminal {
  const { stdout, stderr, env, flags, signal } = options;
  const answers = openChannel(stdout, options);
  const conversation = openChannel(stderr, options);
  // Node opens stdin when it is first looked at, which takes longer than reading most answers.
  const asked = once((): Asked => {
    const { stdin } = options;
    const interactive = stdin.isTTY === true && stderr.isTTY === true;
    return { input: stdin, output: stderr, interactive, paint: conversation.paint, signal };
  });
  const picture = redrawOn(stdout, () => columnsOf(stdout, env));
  const board = once(() => openBoard(options, conversation));
  let openedBoard: ProgressBoard | undefined;
  return {
    get interactive() {
      return asked().interactive;
    },
    readerGone: answers.readerGone,
    screen: answers.screen,
    conversation: conversation.screen,
    answer: (text) => answers.write(asLines(text)),
    say: async (text) => {
      if (!flags.quiet) await conversation.write(asLines(text));
    },
    warn: async (text) => {
      const paint = await conversation.paint();
      await conversation.write(asLines(`${paint.warn('warning:')} ${text}`));
    },
    progress: async (text) => {
      openedBoard = await board();
      return openedBoard.start(text);
    },
    confirm: (question, flag) => confirm(question, flag, asked()),
    typed: (question, expected, flag) => typed(question, expected, flag, asked()),
    redraw: (text) => answers.write(movesCursor(stdout, env) ? picture(text) : asLines(text)),
    close: () => openedBoard?.stop(),
  };
}

interface Channel extends Writer {
  paint(): Promise<Paint>;
  screen(): Promise<Screen>;
}

function openChannel(stream: Output, { env, flags, now = () => new Date() }: TerminalOptions): Channel {
  const paint = once(async () => (wantsColour(stream, env, flags.color) ? loadPaint() : plainPaint));
  const screen = async (): Promise<Screen> => ({
    width: columnsOf(stream, env),
    aligned: stream.isTTY === true,
    paint: await paint(),
    now: now(),
  });
  return { ...openWriter(stream), paint, screen };
}

async function openBoard(options: TerminalOptions, conversation: Channel): Promise<ProgressBoard> {
  const { stderr, env, flags } = options;
  if (flags.quiet) return silentBoard;
  const board = { stream: stderr, paint: await conversation.paint(), columns: () => columnsOf(stderr, env) };
  return flags.progress && spins(stderr, env) ? spinnerBoard(board) : lineBoard(board);
}

/**
 * Spinners turn for a person only: continuous integration may have a terminal, but keeps every frame in its log.
 * A terminal that gives its width as 0, as one without a window may, would have `ora` erase lines without end.
 */
function spins(stream: Output, env: Environment): boolean {
  return movesCursor(stream, env) && stream.columns !== 0 && !isContinuousIntegration(env);
}

function isContinuousIntegration({ CI }: Environment): boolean {
  return CI !== undefined && !['', '0', 'false'].includes(CI);
}

function asLines(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** What is slow is made on the first call, and once, however many ask at the same time. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
