import type { Subject } from './stack/subject.ts';
import type { Thing } from './thing.ts';
import type { Unfinished } from './unfinished.ts';

/** Everything that AWS says about a stack and what may belong to it, as one look found it. */
export interface Found {
  readonly subject: Subject;
  readonly region: string;
  readonly things: readonly Thing[];
  /** Key of a thing that carries no tag → id of the living stack in whose list it is. */
  readonly claims: ReadonlyMap<string, string>;
  /** It was looked for what is idle in the whole region. */
  readonly everywhere: boolean;
  /** What was to be deleted before, and what has led to it may be gone. */
  readonly unfinished?: readonly Unfinished[];
}
