import { byteSize, percent } from '../../../terminal/number.ts';
import type { Progress, Terminal } from '../../../terminal/terminal.ts';
import type { PushLine } from './engine.ts';

/** Milliseconds between two updates of a line. */
const betweenUpdates = 250;

interface Layer {
  readonly progress: Progress;
  updatedAt: number;
  bytes: number;
}

/** What an engine tells of its layers, as lines of progress; and what it did, in numbers. */
export class EngineBoard {
  readonly #terminal: Terminal;
  readonly #layers = new Map<string, Promise<Layer>>();
  readonly #ended = new Map<string, 'sent' | 'skipped' | 'mounted'>();
  #bytes = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  get bytesSent(): number {
    return this.#bytes;
  }

  count(how: 'sent' | 'skipped' | 'mounted'): number {
    return [...this.#ended.values()].filter((one) => one === how).length;
  }

  async tell({ id, status = '', progressDetail }: PushLine): Promise<void> {
    const how = endOf(status);
    if (id === undefined || this.#ended.has(id)) return;
    if (how === undefined && status !== 'Pushing') return;
    if (how) this.#ended.set(id, how);
    // What was there already is counted, and no more said of it.
    if (how === 'skipped') return this.#clear(id);
    const layer = await this.#layer(id);
    const { current = 0, total } = progressDetail ?? {};
    layer.bytes = Math.max(layer.bytes, current);
    if (how === undefined) return update(layer, id, current, total);
    this.#bytes += how === 'sent' ? layer.bytes : 0;
    this.#layers.delete(id);
    layer.progress.succeed(
      how === 'mounted' ? `layer ${id} mounted` : `layer ${id} ${byteSize(layer.bytes)}`,
    );
  }

  async close(): Promise<void> {
    for (const id of this.#layers.keys()) await this.#clear(id);
  }

  async #clear(id: string): Promise<void> {
    (await this.#layers.get(id))?.progress.clear();
    this.#layers.delete(id);
  }

  #layer(id: string): Promise<Layer> {
    const known = this.#layers.get(id);
    if (known) return known;
    const opened = this.#terminal
      .progress(`layer ${id}`)
      .then((progress) => ({ progress, updatedAt: 0, bytes: 0 }));
    this.#layers.set(id, opened);
    return opened;
  }
}

function update(layer: Layer, id: string, current: number, total: number | undefined): void {
  const now = performance.now();
  if (now - layer.updatedAt < betweenUpdates) return;
  layer.updatedAt = now;
  // An engine counts what it reads, which may be more than it had reckoned with.
  const of = total ? ` of ${byteSize(total)}, ${percent(Math.min(100, (current / total) * 100))}` : '';
  layer.progress.update(`layer ${id} ${byteSize(current)}${of}`);
}

function endOf(status: string): 'sent' | 'skipped' | 'mounted' | undefined {
  if (status === 'Pushed') return 'sent';
  if (status === 'Layer already exists') return 'skipped';
  return status.startsWith('Mounted from') ? 'mounted' : undefined;
}
