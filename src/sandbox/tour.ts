import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { defineVerb } from '../verb/verb.ts';
import { type OpenSandbox, openSandbox } from './open-sandbox.ts';
import { childEnvironment } from './practice-environment.ts';
import type { Chapter, TourStep } from './tour/chapter.ts';
import { chapters } from './tour/chapters.ts';
import { splitCommand } from './tour/split-command.ts';

export const verb = defineVerb({
  summary: 'see what ecsctl does, on a sandbox, in less than a minute',
  description:
    'Starts a sandbox and runs real commands on it, as a newcomer would type them. Nothing is kept.',
  arguments: {},
  flags: {},
  examples: [
    ['ecsctl sandbox tour', 'all chapters'],
    ['ecsctl sandbox tour | less', 'page by page'],
  ],
  iam: [],
  mutates: false,
  async run({ terminal, env, signal }) {
    for (const chapter of chapters) await tell(chapter, { terminal, env, signal });
    return { value: { chapters: chapters.map(({ title }) => title) }, text: () => '' };
  },
});

interface Guide {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

async function tell(chapter: Chapter, guide: Guide): Promise<void> {
  const sandbox = await openSandbox({ scenario: chapter.scenario, speed: chapter.speed ?? 1 });
  const screen = await guide.terminal.screen();
  const workplace = await mkdtemp(join(tmpdir(), 'ecsctl-tour-'));
  try {
    await furnish(workplace, chapter);
    await guide.terminal.answer(screen.paint.strong(chapter.title));
    for (const step of chapter.steps) {
      guide.signal.throwIfAborted();
      await take(step, sandbox, { ...guide, workplace }, screen);
    }
  } finally {
    await sandbox.close();
    await rm(workplace, { recursive: true, force: true });
  }
}

async function furnish(workplace: string, { folders = {} }: Chapter): Promise<void> {
  for (const [folder, files] of Object.entries(folders)) {
    for (const [path, bytes] of files) {
      const file = join(workplace, folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
  }
}

async function take(
  step: TourStep,
  { url, world }: OpenSandbox,
  guide: Guide & { readonly workplace: string },
  { paint }: Screen,
): Promise<void> {
  switch (step.kind) {
    case 'say':
      return guide.terminal.answer(`\n${step.text}`);
    case 'happen':
      step.befall?.(world);
      world.clock.advance(step.minutes * 60);
      world.settle();
      return guide.terminal.answer(`\n${paint.warn(`… ${step.text}`)}`);
    case 'run':
      await guide.terminal.answer(`\n${paint.faint('$')} ${paint.accent(step.command)}`);
      return runCommand(step, guide.workplace, childEnvironment(url, guide.env));
  }
}

/** Runs this very program, so that what is seen is what a person would see. */
async function runCommand(
  { command, exitCode: expected = 0 }: Extract<TourStep, { kind: 'run' }>,
  cwd: string,
  env: Record<string, string | undefined>,
): Promise<void> {
  const [, ...words] = splitCommand(command);
  const program = resolve(process.argv[1] ?? '');
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd,
    env,
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code === expected) return;
  throw new Failure(
    'refused',
    `the tour expected "${command}" to end with ${expected}, and it ended with ${code}`,
  );
}
