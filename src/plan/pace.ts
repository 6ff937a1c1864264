/** Seconds that are looked back. */
const lookBack = 60;
/** Seconds between two marks, and until the first may be trusted. */
const between = 1;
const tooShort = 3;

/** How fast something gets on, by what it did over the last minute. */
export class Pace {
  readonly #marks: { readonly at: number; readonly count: number }[];

  /** @param at the instant of its beginning, in milliseconds. */
  constructor(at: number) {
    this.#marks = [{ at, count: 0 }];
  }

  /** Takes down that `count` are done at an instant. */
  mark(at: number, count: number): void {
    const last = this.#marks.at(-1);
    if (last && at - last.at >= between * 1000) this.#marks.push({ at, count });
    while (this.#marks.length > 2 && (this.#marks[1]?.at ?? at) < at - lookBack * 1000) this.#marks.shift();
  }

  /** How many a second; undefined while too little time has passed to tell. */
  rate(at: number, count: number): number | undefined {
    const [first] = this.#marks;
    const seconds = (at - (first?.at ?? at)) / 1000;
    if (!first || seconds < tooShort || count <= first.count) return undefined;
    return (count - first.count) / seconds;
  }
}
