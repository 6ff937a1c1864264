import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { parseFlags } from '../../src/cli/values.ts';
import { pushImage } from '../../src/ecr/push/push-image.ts';
import type { PushAnswer } from '../../src/ecr/push/value.ts';
import { readWanted } from '../../src/ecr/push/wanted.ts';
import { globalFlags } from '../../src/verb/global-flags.ts';
import type { VerbContext } from '../../src/verb/verb.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeTerminal } from './fake-terminal.ts';

export interface PushOptions {
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly flags?: Partial<Parameters<typeof readWanted>[2]>;
  readonly global?: Partial<VerbContext['global']>;
  readonly clock?: FakeClock;
  readonly terminal?: FakeTerminal;
  readonly stdin?: VerbContext['stdin'];
  readonly env?: Record<string, string>;
}

const noFlags = { create: false, public: false, scan: false };

/** Pushes to a registry on this machine, in this process and with a clock that waits for nothing. */
export async function push(source: string, destination: string, options: PushOptions): Promise<PushAnswer> {
  const { folder, clock = new FakeClock(), signal = new AbortController().signal } = options;
  // As the program has it.
  setMaxListeners(0, signal);
  const wanted = readWanted(source, [destination], { ...noFlags, ...options.flags });
  const context: VerbContext = {
    aws: noAws,
    terminal: options.terminal ?? new FakeTerminal(),
    clock,
    signal,
    global: { ...parseFlags(globalFlags, {}, {}).values, yes: true, ...options.global },
    env: { HOME: folder, XDG_STATE_HOME: join(folder, 'state'), TMPDIR: folder, ...options.env },
    stdin: options.stdin ?? (() => process.stdin),
    commandLine: `ecr push ${source} ${destination}`,
  };
  return (await pushImage(context, wanted)).value as PushAnswer;
}

const noAws: VerbContext['aws'] = {
  client: () => {
    throw new Error('AWS has no part in this');
  },
  inRegion: () => noAws,
  now: () => new Date(),
  close: () => {},
};
