import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isWrite } from '../../src/sandbox/ledger.ts';

export interface Write {
  readonly operation: string;
  /** The endpoint took it; not so what is tried again. */
  readonly isDone: boolean;
}

/** Stands between the program and an endpoint that keeps no record of its requests, and keeps it. */
export interface Witness {
  readonly url: string;
  /** The requests since the last call that could have changed something, in order. */
  takeWrites(): Write[];
  /** From now on the answers are dated so many days later than they are. */
  postdate(days: number): void;
  close(): void;
}

const dayMilliseconds = 24 * 3600_000;

export async function startWitness(endpoint: string): Promise<Witness> {
  let requests: Write[] = [];
  let ahead = 0;
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const operation = operationOf(incoming, body);
    forward(endpoint, incoming, body, outgoing, ({ statusCode = 502, headers }) => {
      requests.push({ operation, isDone: statusCode < 300 });
      if (ahead > 0) headers.date = later(headers.date, ahead);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeWrites() {
      const writes = requests.filter(({ operation }) => isWrite(operation));
      requests = [];
      return writes;
    },
    postdate(days) {
      ahead = days * dayMilliseconds;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The JSON protocols name the operation in a header, the query protocols in the body. */
function operationOf({ headers, method, url }: IncomingMessage, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  return new URLSearchParams(body.toString('utf8')).get('Action') ?? `${method} ${url}`;
}

function forward(
  endpoint: string,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
  note: (reply: IncomingMessage) => void,
): void {
  const { method, headers, url = '/' } = incoming;
  const onward = request(new URL(url, endpoint), { method, headers }, (reply) => {
    note(reply);
    outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end(body);
}

function later(date: string | undefined, milliseconds: number): string {
  const dated = date === undefined ? Date.now() : Date.parse(date);
  return new Date(dated + milliseconds).toUTCString();
}
