import type { Room } from '../room.ts';

/** Something that a verb does, which must come out the same on every site. */
export interface Case {
  /** A sentence that begins with the verb. */
  readonly name: string;
  /** The words of the command line: `scale set`. */
  readonly verb: string;
  run(room: Room): Promise<void>;
}

/** The cases of one verb, each by what it shows. */
export function casesOf(verb: string, cases: Readonly<Record<string, Case['run']>>): readonly Case[] {
  return Object.entries(cases).map(([shows, run]) => ({ name: `${verb} ${shows}`, verb, run }));
}
