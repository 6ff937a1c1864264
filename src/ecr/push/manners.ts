import type { VerbContext } from '../../verb/verb.ts';
import type { RegistryOptions } from '../registry/caller.ts';

/** What every registry of a run shares; with `--debug` its requests are told as the calls to AWS are. */
export function mannersOf({
  clock,
  signal,
  global,
  terminal,
}: VerbContext): Pick<RegistryOptions, 'clock' | 'signal' | 'onRequest'> {
  return { clock, signal, ...(global.debug && { onRequest: (line) => void terminal.say(line) }) };
}
