import type { Output } from './streams.ts';

export interface Writer {
  /** Resolves when the stream has taken the text, so that the process may end; at once when the reader is gone. */
  write(text: string): Promise<void>;
  /** Aborted when the reader has gone away, as `| head` does. */
  readonly readerGone: AbortSignal;
}

const closedPipe = ['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'];

function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return closedPipe.includes(error.code ?? '');
}

/** Writes to a stream whose reader may leave: that is no error. Any other failure rejects the write. */
export function openWriter(stream: Output): Writer {
  const gone = new AbortController();
  // Without a listener Node would throw; a failure other than this one is reported by its own write.
  stream.on('error', (error) => {
    if (isClosedPipe(error)) gone.abort();
  });
  const write = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (text === '' || gone.signal.aborted) return resolve();
      stream.write(text, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
    });
  return { write, readerGone: gone.signal };
}
