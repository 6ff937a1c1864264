import { usage } from '../../src/failure.ts';
import { plainPaint, type Screen } from '../../src/terminal/screen.ts';
import type { Progress, Terminal } from '../../src/terminal/terminal.ts';

/** A person who answers every question in the same way, or a pipe; keeps what was said. */
export class FakeTerminal implements Terminal {
  readonly interactive: boolean;
  readonly said: string[] = [];
  readonly asked: string[] = [];
  readonly #answer: boolean | undefined;

  /** @param answer to every question; undefined stands for no terminal. */
  constructor(answer?: boolean) {
    this.#answer = answer;
    this.interactive = answer !== undefined;
  }

  async screen(): Promise<Screen> {
    return { width: 80, aligned: this.interactive, paint: plainPaint, now: new Date('2026-03-01T09:30:00Z') };
  }

  conversation(): Promise<Screen> {
    return this.screen();
  }

  async answer(): Promise<void> {}

  async say(text: string): Promise<void> {
    this.said.push(text);
  }

  async warn(text: string): Promise<void> {
    this.said.push(`warning: ${text}`);
  }

  async progress(_text?: string): Promise<Progress> {
    const end = (sign: string) => (text: string) => void this.said.push(`${sign} ${text}`);
    return { update: () => {}, succeed: end('✔'), fail: end('✖'), clear: () => {} };
  }

  async confirm(question: string, flag: string): Promise<boolean> {
    if (this.#answer === undefined) throw usage('there is no terminal', `add ${flag}`);
    this.asked.push(question);
    return this.#answer;
  }

  typed(question: string, _expected: string, flag: string): Promise<boolean> {
    return this.confirm(question, flag);
  }

  async redraw(): Promise<void> {}
}
