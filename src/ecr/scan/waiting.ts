import type { Progress, Terminal } from '../../terminal/terminal.ts';

/** Where it is shown which scans are still waited for. */
export interface Waiting {
  on(key: string, text: string): void;
  done(key: string): void;
  /** Takes it away. */
  close(): void;
}

/** One line for all scans: how many are done, and what one of the others is waiting for. Nothing until one has to wait. */
export function showWaiting(terminal: Pick<Terminal, 'progress'>, total: number): Waiting {
  const texts = new Map<string, string>();
  let ended = 0;
  let isOpen = true;
  let line: Promise<Progress> | undefined;
  const show = () => {
    const [first] = texts.values();
    if (first === undefined) return;
    const text = total === 1 ? first : `${ended} of ${total} scans done; ${first}`;
    line ??= terminal.progress(text);
    void line.then((progress) => isOpen && progress.update(text));
  };
  return {
    on(key, text) {
      texts.set(key, text);
      show();
    },
    done(key) {
      texts.delete(key);
      ended += 1;
      show();
    },
    close() {
      isOpen = false;
      void line?.then((progress) => progress.clear());
    },
  };
}
