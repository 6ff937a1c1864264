import { duration } from '../../terminal/ago.ts';
import { byteSize, percent } from '../../terminal/number.ts';
import type { Progress, Terminal } from '../../terminal/terminal.ts';
import type { Arrival, BlobWatch } from './upload-blob.ts';

/** Milliseconds between two updates of what is drawn, and between two lines where nothing can be drawn over. */
const betweenUpdates = 250;
const betweenLines = 10_000;

/** The line of one blob. */
export interface BlobLine extends BlobWatch {
  arrived(how: Arrival): void;
  failed(why: string): void;
}

interface Blob {
  readonly name: string;
  /** Undefined for a layer that is packed on its way. */
  readonly size: number | undefined;
  readonly progress: Progress;
  readonly beganAt: number;
  sent: number;
  isCommitting: boolean;
}

/**
 * Shows how blobs come along: a line for each that is on its way and one for all together where something can be drawn
 * over; elsewhere a line for each that has arrived, and one for all together every ten seconds.
 */
export class UploadBoard {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  /** Bytes to be sent in all, as far as that is known. */
  readonly #total: number;
  readonly #active = new Set<Blob>();
  readonly #beganAt: number;
  #arrived = 0;
  /** Every byte that was sent, those of tries that failed, too. */
  #bytes = 0;
  #all: Progress | undefined;
  #timer: NodeJS.Timeout | undefined;
  #opened: Promise<void> | undefined;

  constructor(terminal: Terminal, total: number, now: () => number = () => performance.now()) {
    this.#terminal = terminal;
    this.#total = total;
    this.#now = now;
    this.#beganAt = now();
  }

  get bytesSent(): number {
    return this.#bytes;
  }

  async start(name: string, size: number | undefined): Promise<BlobLine> {
    this.#opened ??= this.#open();
    await this.#opened;
    const progress = await this.#terminal.progress(name);
    const blob: Blob = { name, size, progress, beganAt: this.#now(), sent: 0, isCommitting: false };
    this.#active.add(blob);
    return {
      began: () => {
        blob.sent = 0;
        blob.isCommitting = false;
      },
      sent: (bytes) => {
        blob.sent += bytes;
        this.#bytes += bytes;
      },
      committing: () => {
        blob.isCommitting = true;
      },
      arrived: (how) => {
        this.#end(blob);
        this.#arrived += blob.sent;
        blob.progress.succeed(how === 'mounted' ? `${name} mounted` : `${name} ${this.#pace(blob)}`);
      },
      failed: (why) => {
        this.#end(blob);
        blob.progress.fail(`${name}: ${why}`);
      },
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#all?.clear();
    this.#opened = undefined;
  }

  async #open(): Promise<void> {
    const { aligned } = await this.#terminal.conversation();
    const every = aligned ? betweenUpdates : betweenLines;
    this.#timer = setInterval(() => this.#tell(aligned), every).unref();
    if (aligned) this.#all = await this.#terminal.progress('in all');
  }

  #tell(isDrawn: boolean): void {
    if (!isDrawn) {
      void this.#terminal.say(this.#summary());
      return;
    }
    this.#all?.update(this.#summary());
    for (const blob of this.#active) blob.progress.update(this.#words(blob));
  }

  #end(blob: Blob): void {
    this.#active.delete(blob);
  }

  /** `layer sha256:4f2a91c07d3e 12.3 MB of 20 MB, 61.5%, 45 MB/s` */
  #words(blob: Blob): string {
    const { name, size, sent, isCommitting } = blob;
    if (isCommitting) return `${name} ${byteSize(sent)}, committing`;
    const of = size ? ` of ${byteSize(size)}, ${percent((sent / size) * 100)}` : '';
    return `${name} ${byteSize(sent)}${of}, ${byteSize(sent / this.#seconds(blob.beganAt))}/s`;
  }

  #summary(): string {
    const sent = [...this.#active].reduce((sum, blob) => sum + blob.sent, this.#arrived);
    const rate = sent / this.#seconds(this.#beganAt);
    if (this.#total === 0) return `${byteSize(sent)} sent, ${byteSize(rate)}/s`;
    const left = sent > 0 ? `, ${duration(Math.max(0, this.#total - sent) / rate)} left` : '';
    return `${byteSize(sent)} of ${byteSize(this.#total)} sent, ${byteSize(rate)}/s${left}`;
  }

  #pace(blob: Blob): string {
    return `${byteSize(blob.sent)} in ${duration(this.#seconds(blob.beganAt))}`;
  }

  #seconds(since: number): number {
    return Math.max(0.001, (this.#now() - since) / 1000);
  }
}
