import type { Input, Output } from '../terminal/streams.ts';

/** What a run of the program is given beside its words: the process, or in a test what stands for it. */
export interface Surroundings {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Rewritten where `--profile` asks for it: the SDK reads the profile from the process's environment only. */
  readonly env: Record<string, string | undefined>;
}
