import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  /** `127.0.0.1:40123` */
  readonly host: string;
  /** Bytes that have passed in each direction. */
  readonly passed: { toServer: number; toClient: number };
  /** A connection was cut. */
  readonly hasCut: () => boolean;
  close(): Promise<void>;
}

/** When a connection is cut: as soon as so many bytes have passed in a direction. */
interface Cut {
  readonly direction: 'toServer' | 'toClient';
  readonly bytes: number;
  /** All connections are cut, and no other is let through after that. */
  readonly isForGood?: boolean;
}

/** Stands before a server, and cuts one connection when so many bytes have passed in a direction: not one more does. */
export async function startCuttingProxy(target: string, at: Cut): Promise<CuttingProxy> {
  const [hostname = '', port = ''] = target.split(':');
  const passed = { toServer: 0, toClient: 0 };
  const sockets = new Set<Socket>();
  let cut = false;
  const server = createServer((client) => {
    if (cut && at.isForGood) return void client.on('error', () => {}).resetAndDestroy();
    const upstream = connect(Number(port), hostname);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    const pass = (direction: keyof typeof passed, to: Socket) => (piece: Buffer) => {
      const room = at.bytes - passed[direction];
      passed[direction] += piece.length;
      if (cut || direction !== at.direction || piece.length < room) return void to.write(piece);
      cut = true;
      to.write(piece.subarray(0, Math.max(0, room)), () => {
        client.resetAndDestroy();
        upstream.destroy();
        if (at.isForGood) for (const socket of sockets) socket.destroy();
      });
    };
    client.on('data', pass('toServer', upstream));
    upstream.on('data', pass('toClient', client));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const { port: own } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${own}`, passed, hasCut: () => cut, close };
}
