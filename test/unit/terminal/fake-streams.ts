import { PassThrough, Writable } from 'node:stream';

/** Keeps what is written; a terminal when it is given a size. */
export class FakeOutput extends Writable {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  readonly writes: string[] = [];

  constructor(size?: { columns: number; rows?: number }) {
    super({ decodeStrings: false });
    this.isTTY = size !== undefined;
    this.columns = size?.columns;
    this.rows = size?.rows ?? 24;
  }

  get text(): string {
    return this.writes.join('');
  }

  override _write(chunk: unknown, _encoding: string, done: (error?: Error | null) => void): void {
    this.writes.push(String(chunk));
    done();
  }

  cursorTo(column: number): boolean {
    return this.write(`\x1b[${column + 1}G`);
  }

  moveCursor(_columns: number, rows: number): boolean {
    return this.write(`\x1b[${-rows}A`);
  }

  clearLine(): boolean {
    return this.write('\x1b[K');
  }
}

/** Fails every write as a pipe does whose reader has left, or as the given code says. */
export class BrokenOutput extends FakeOutput {
  readonly code: string;

  constructor(code = 'EPIPE') {
    super();
    this.code = code;
  }

  override _write(_chunk: unknown, _encoding: string, done: (error?: Error | null) => void): void {
    done(Object.assign(new Error(`write ${this.code}`), { code: this.code }));
  }
}

/** A keyboard when it is a terminal. */
export class FakeInput extends PassThrough {
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }
}
