import { Failure, usage } from '../failure.ts';
import type { Ledger } from './ledger.ts';
import type { WireReply, WireRequest } from './wire/http.ts';
import type { World } from './world/world.ts';

/**
 * Something beside the API that another process may ask of the sandbox: the body of a POST in, a JSON value
 * out.
 */
export type Door = (body: unknown) => unknown;

/** Named by the path under `/_sandbox/`. */
export type Doors = Readonly<Record<string, Door>>;

const prefix = '/_sandbox/';

export function isDoor(request: WireRequest): boolean {
  return request.path.startsWith(prefix);
}

/** The doors that every sandbox has: to read and empty the ledger, and to read and move the clock. */
export function commonDoors(world: World, ledger: Ledger): Doors {
  return {
    ledger: () => ({
      entries: ledger.entries,
      writes: ledger.writes.length,
      reads: ledger.reads.length,
      bugs: ledger.bugs.map(({ operation, error }) => ({ operation, error: stackOf(error) })),
    }),
    'ledger/reset': () => {
      ledger.reset();
      return {};
    },
    clock: (body) => {
      if (body !== undefined) {
        world.clock.advance(advanceSeconds(body));
        world.settle();
      }
      return { now: world.clock.now().toISOString() };
    },
  };
}

/** Opens the door that the request names: 404 when there is none, 400 with its message when it is refused. */
export async function openDoor(doors: Doors, request: WireRequest): Promise<WireReply> {
  const name = request.path.slice(prefix.length);
  const door = Object.hasOwn(doors, name) ? doors[name] : undefined;
  if (!door) return jsonReply(404, { error: `no door '${name}'`, doors: Object.keys(doors).sort() });
  try {
    return jsonReply(200, (await door(bodyOf(request))) ?? {});
  } catch (error) {
    if (error instanceof Failure) return jsonReply(400, { error: error.message, hint: error.hint });
    return jsonReply(500, { error: stackOf(error) });
  }
}

function bodyOf(request: WireRequest): unknown {
  const text = request.body.toString('utf8').trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw usage(`the body of ${request.method} ${request.path} is not JSON`);
  }
}

function advanceSeconds(body: unknown): number {
  const seconds =
    typeof body === 'object' && body !== null && 'advanceSeconds' in body && body.advanceSeconds;
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw usage('the clock moves forward by a number of seconds', 'send {"advanceSeconds": 300}');
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function jsonReply(status: number, value: unknown): WireReply {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(value)}\n` };
}
