/** Counts what passed, and tells what failed as soon as it is known. */
export class Report {
  #passed = 0;
  #failed = 0;

  get hasFailed(): boolean {
    return this.#failed > 0;
  }

  pass(count = 1): void {
    this.#passed += count;
  }

  fail(what: string, why?: string): void {
    this.#failed += 1;
    this.say(`✖ ${why === undefined ? what : `${what}: ${why}`}`);
  }

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  total(): string {
    return `${this.#passed} passed, ${this.#failed} failed`;
  }
}
