import type { Clock } from '../aws/clock.ts';
import { duration } from '../terminal/ago.ts';
import { quantity } from '../terminal/number.ts';
import type { Progress, Terminal } from '../terminal/terminal.ts';
import type { StepOutcome, StepStatus } from './apply.ts';
import { Pace } from './pace.ts';
import { thingsOf } from './series.ts';

/** Milliseconds between two updates of a spinner's line, and between two lines where nothing can be drawn over. */
const betweenUpdates = 250;
const betweenLines = 30_000;

/** The one line of progress of a series. */
export class SeriesProgress {
  readonly #name: string;
  readonly #total: number;
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  readonly #began: number;
  readonly #pace: Pace;
  readonly #counts: Record<StepStatus, number> = { done: 0, failed: 0, 'not tried': 0 };
  readonly #opened: Promise<{ progress: Progress; isDrawn: boolean }>;
  #updatedAt: number;
  #saidAt: number;

  /** @param total how many things the whole series takes. */
  constructor(name: string, total: number, terminal: Terminal, clock: Clock) {
    this.#name = name;
    this.#total = total;
    this.#terminal = terminal;
    this.#clock = clock;
    this.#began = clock.now().getTime();
    this.#pace = new Pace(this.#began);
    this.#updatedAt = this.#saidAt = this.#began;
    this.#opened = this.#open();
  }

  async #open(): Promise<{ progress: Progress; isDrawn: boolean }> {
    const { aligned } = await this.#terminal.conversation();
    const progress = await this.#terminal.progress(`${this.#name}: ${quantity(this.#total)}`);
    return { progress, isDrawn: aligned };
  }

  /** Takes in how a step of the series has ended; resolves when that has been said, where it is to be. */
  async ended({ step, status }: StepOutcome): Promise<void> {
    this.#counts[status] += thingsOf(step);
    const now = this.#clock.now().getTime();
    const { done, failed, 'not tried': notTried } = this.#counts;
    this.#pace.mark(now, done + failed);
    if (done + failed + notTried >= this.#total) return this.#end(now);
    if (now - this.#updatedAt < betweenUpdates || notTried > 0) return;
    this.#updatedAt = now;
    const isTimeForLine = now - this.#saidAt >= betweenLines;
    if (isTimeForLine) this.#saidAt = now;
    const words = this.#words(now);
    const { progress, isDrawn } = await this.#opened;
    if (isDrawn) progress.update(words);
    else if (isTimeForLine) await this.#terminal.say(words);
  }

  /** `deregister task definitions of web: 1,234 of 5,000, 0.8 a second, 1h18m left`. */
  #words(now: number): string {
    const tried = this.#counts.done + this.#counts.failed;
    const rate = this.#pace.rate(now, tried);
    return [
      `${this.#name}: ${quantity(tried)} of ${quantity(this.#total)}`,
      ...this.#failures(),
      ...(rate ? [`${quantity(rate)} a second, ${duration((this.#total - tried) / rate)} left`] : []),
    ].join(', ');
  }

  async #end(now: number): Promise<void> {
    const { done, failed, 'not tried': notTried } = this.#counts;
    const took = duration((now - this.#began) / 1000);
    const { progress } = await this.#opened;
    if (failed + notTried === 0) return progress.succeed(`${this.#name}: ${quantity(done)} in ${took}`);
    const left = notTried > 0 ? [`${quantity(notTried)} not tried`] : [];
    const parts = [`${quantity(done)} of ${quantity(this.#total)} done`, ...this.#failures(), ...left];
    progress.fail(`${this.#name}: ${parts.join(', ')}`);
  }

  #failures(): string[] {
    return this.#counts.failed > 0 ? [`${quantity(this.#counts.failed)} failed`] : [];
  }
}
