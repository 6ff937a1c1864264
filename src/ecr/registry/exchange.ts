import {
  type Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from 'node:http';
import { request as requestTls } from 'node:https';

/** What is sent piece by piece. A piece may be written over as soon as the one after the next is asked for. */
export interface StreamBody {
  /** Bytes in all, where that is known: otherwise the body is sent in chunks. */
  readonly length?: number;
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Told of each piece when the system has taken it. */
  readonly onSent?: (bytes: number) => void;
  /** Told when all has been sent, and the other side is still to say that it has it. */
  readonly onCommitting?: () => void;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | StreamBody;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Milliseconds of silence that are borne. */
export interface Patience {
  /** Without a byte moved in either direction. */
  readonly idle: number;
  /** After the last byte of a body: a registry checks and stores gigabytes before it says that it has them. */
  readonly commit: number;
}

export const usualPatience: Patience = { idle: 60_000, commit: 600_000 };

/** More than the largest manifest; anything longer is cut off, since nobody reads it. */
const longestAnswer = 4_500_000;

/** Nothing was heard for too long. */
class Silence extends Error {
  readonly code = 'ETIMEDOUT';
}

/**
 * One request and its answer, whatever its status. An answer that comes before the whole body has been sent ends the
 * sending.
 * @throws what the network or the body's pieces throw, {@link Silence}, or the signal's reason.
 */
export async function exchange(
  { method, url, headers = {}, body, signal }: HttpRequest,
  agent: Agent,
  patience: Patience,
): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const send = url.protocol === 'https:' ? requestTls : request;
  const outgoing = send(url, { method, agent, headers: { ...headers, ...framing(body) } });
  const watch = watchSilence(outgoing, patience);
  const abort = () => outgoing.destroy(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    const answered = answerTo(outgoing);
    await sendBody(outgoing, body, answered, watch);
    const incoming = await answered;
    return await readAnswer(incoming, watch);
  } catch (error) {
    outgoing.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    // What was not sent whole leaves a connection that nobody can use any more.
    if (!outgoing.writableFinished) outgoing.destroy();
    signal.removeEventListener('abort', abort);
    watch.done();
  }
}

function framing(body: HttpRequest['body']): Record<string, string | number> {
  if (body === undefined) return { 'content-length': 0 };
  const { length } = body;
  return length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': length };
}

function answerTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
    outgoing.once('close', () => reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })));
  });
  // While the body is still being sent nobody else listens.
  answered.catch(() => {});
  return answered;
}

async function sendBody(
  outgoing: ClientRequest,
  body: HttpRequest['body'],
  answered: Promise<unknown>,
  watch: Watch,
): Promise<void> {
  if (body === undefined || body instanceof Uint8Array) {
    outgoing.end(body);
    return;
  }
  let isAnswered = false;
  const early = answered.then(() => {
    isAnswered = true;
  });
  early.catch(() => {});
  for await (const piece of readAhead(body.pieces)) {
    await Promise.race([write(outgoing, piece), early]);
    if (isAnswered) return;
    watch.moved();
    body.onSent?.(piece.length);
  }
  outgoing.end();
  watch.committing();
  body.onCommitting?.();
}

/** Asks for the next piece while the one before is on its way. */
async function* readAhead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const ask = () => {
    const asked = iterator.next();
    asked.catch(() => {});
    return asked;
  };
  let next = ask();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = ask();
      yield value;
    }
  } finally {
    await next.catch(() => {});
    await iterator.return?.();
  }
}

function write(outgoing: ClientRequest, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

async function readAnswer(incoming: IncomingMessage, watch: Watch): Promise<HttpAnswer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    watch.moved();
    length += piece.length;
    if (length <= longestAnswer) pieces.push(piece);
  }
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(pieces) };
}

interface Watch {
  moved(): void;
  committing(): void;
  done(): void;
}

function watchSilence(outgoing: ClientRequest, { idle, commit }: Patience): Watch {
  const giveUp = (after: number) => () => {
    outgoing.destroy(new Silence(`nothing was heard for ${Math.round(after / 1000)} s`));
  };
  let timer = setTimeout(giveUp(idle), idle);
  return {
    moved: () => void timer.refresh(),
    committing() {
      clearTimeout(timer);
      timer = setTimeout(giveUp(commit), commit);
    },
    done: () => clearTimeout(timer),
  };
}
