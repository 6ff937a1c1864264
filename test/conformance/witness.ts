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
  close(): void;
}

export async function startWitness(endpoint: string): Promise<Witness> {
  let requests: Write[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const operation = operationOf(incoming, body);
    forward(endpoint, incoming, body, outgoing, (status) =>
      requests.push({ operation, isDone: status < 300 }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeWrites() {
      const writes = requests.filter(({ operation }) => isWrite(operation));
      requests = [];
      return writes;
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
  note: (status: number) => void,
): void {
  const { method, headers, url = '/' } = incoming;
  const onward = request(new URL(url, endpoint), { method, headers }, (reply) => {
    const { statusCode: status = 502 } = reply;
    note(status);
    outgoing.writeHead(status, reply.headers);
    reply.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end(body);
}
