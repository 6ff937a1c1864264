import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isWrite } from '../../src/sandbox/ledger.ts';

/** Stands between the program and an endpoint that keeps no record of its requests, and keeps it. */
export interface Witness {
  readonly url: string;
  /** The operations since the last call that could have changed something, in order. */
  takeWrites(): string[];
  close(): void;
}

export async function startWitness(endpoint: string): Promise<Witness> {
  let operations: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    operations.push(operationOf(incoming, body));
    forward(endpoint, incoming, body, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeWrites() {
      const writes = operations.filter(isWrite);
      operations = [];
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

function forward(endpoint: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
  const { method, headers, url = '/' } = incoming;
  const onward = request(new URL(url, endpoint), { method, headers }, (reply) => {
    outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end(body);
}
