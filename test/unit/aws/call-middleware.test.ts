import {
  ClusterNotFoundException,
  DescribeServicesCommand,
  ECSClient,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiLine } from '../../../src/aws/api-log.ts';
import { formatApiLine } from '../../../src/aws/api-log.ts';
import { watchCalls } from '../../../src/aws/call-middleware.ts';
import { FirstAnswers } from '../../../src/aws/reachability.ts';
import { RequestRates } from '../../../src/aws/request-rates.ts';
import { ServerClock } from '../../../src/aws/server-clock.ts';
import { Failure } from '../../../src/failure.ts';
import { SteppedClock } from '../../support/fake-clock.ts';
import { refusing, type Scripted, ScriptedHandler, socketError } from '../../support/scripted-handler.ts';

const read = new DescribeServicesCommand({ cluster: 'prod', services: ['web'] });
const write = new UpdateServiceCommand({ cluster: 'prod', service: 'web', desiredCount: 3 });
const ok: Scripted = { status: 200, body: { services: [] } };
const silence: Scripted = new Promise<never>(() => {});

/** A real client whose network is the script, with the program's manners on it. */
function openClient(script: Scripted[], share = 1) {
  const clock = new SteppedClock();
  const handler = new ScriptedHandler(...script);
  const client = new ECSClient({
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1:4566',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'sssh' },
    maxAttempts: 6,
    requestHandler: handler,
  });
  const lines: ApiLine[] = [];
  const stop = new AbortController();
  const rates = new RequestRates({ share, clock });
  const answers = new FirstAnswers(clock);
  const onCall = (line: ApiLine) => void lines.push({ ...line, milliseconds: 0 });
  const serverClock = new ServerClock(clock);
  const end = new AbortController();
  const closing = end.signal;
  watchCalls(client, { signal: stop.signal, onCall, rates, answers, serverClock, closing });
  return { client, handler, lines, stop, end, rates, clock };
}

// The SDK waits a random share of its backoff before it tries again; the tests do not.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a machine whose clock is wrong', () => {
  const tomorrow = (name: string) => ({ ...refusing(name), date: new Date(Date.now() + 24 * 3600 * 1000) });

  it('is told at once what has nothing to do with its clock', async () => {
    const { client, handler } = openClient([tomorrow('ClusterNotFoundException')]);
    await expect(client.send(read)).rejects.toThrow(ClusterNotFoundException);
    expect(handler.sent).toHaveLength(1);
  });

  it('tries again by the time at AWS where its signature was not taken', async () => {
    const { client, handler } = openClient([tomorrow('InvalidSignatureException'), ok]);
    await client.send(read);
    expect(handler.sent).toHaveLength(2);
  });
});

describe('a call', () => {
  it('is told with its service, operation, status and request id when it has ended', async () => {
    const { client, lines } = openClient([ok]);
    await client.send(read);
    expect(lines.map(formatApiLine)).toEqual(['ecs:DescribeServices 200 0 ms request request-1']);
  });

  it('is told with its tries and its error', async () => {
    const { client, lines } = openClient([refusing('ServerException', 'later', 500)]);
    await expect(client.send(read)).rejects.toThrow('later');
    expect(lines.map(formatApiLine)).toEqual([
      'ecs:DescribeServices 500 0 ms 6 tries ServerException request request-1',
    ]);
  });

  it('is tried again after a passing fault, and told as one call', async () => {
    const { client, lines } = openClient([
      socketError('ECONNRESET'),
      refusing('ServerException', '', 503),
      ok,
    ]);
    await client.send(write);
    expect(lines.map(formatApiLine)).toEqual(['ecs:UpdateService 200 0 ms 3 tries request request-1']);
  });

  it('is named on the error that AWS answers', async () => {
    const { client } = openClient([refusing('ServiceNotFoundException', 'Service not found.')]);
    await expect(client.send(write)).rejects.toMatchObject({
      name: 'ServiceNotFoundException',
      $call: 'ecs:UpdateService',
      $metadata: { httpStatusCode: 400, requestId: 'request-1' },
    });
  });

  it('never puts its input, its output or the credentials into the log', async () => {
    const { client, lines } = openClient([{ status: 200, body: { services: [{ serviceName: 'hush' }] } }]);
    await client.send(read);
    expect(JSON.stringify(lines)).not.toMatch(/prod|web|hush|AKID|sssh/);
  });
});

describe('a call that is throttled', () => {
  it('takes what was left of the burst away from all that share it', async () => {
    const { client, rates, clock } = openClient([refusing('ThrottlingException', 'Rate exceeded'), ok]);
    const sent = client.send(read);
    // The second try stands in the emptied line: one token at 20 a second.
    await clock.advance(50);
    await sent;
    let through = false;
    const next = rates
      .bucket('ecs', 'ListServices')
      ?.take()
      .then(() => {
        through = true;
      });
    await clock.advance(49);
    expect(through).toBe(false);
    await clock.advance(1);
    await next;
  });

  it('fails with that name after the last try', async () => {
    const { client, handler, clock } = openClient([refusing('ThrottlingException', 'Rate exceeded')]);
    const failed = expect(client.send(read)).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { attempts: 6 },
    });
    await vi.waitFor(async () => {
      await clock.advance(50);
      expect(handler.sent).toHaveLength(6);
    });
    await failed;
  });

  it('stands in line before it is signed, so that no signature gets old there', async () => {
    const { client } = openClient([ok]);
    const order = client.middlewareStack.identify().map((line) => line.split(' ')[0]);
    const inLine = ['retryMiddleware', 'ecsctlAttempted', 'httpSigningMiddleware'];
    expect(order.filter((name = '') => inLine.includes(name))).toEqual(inLine);
  });
});

describe('a quota that is used up', () => {
  it('is not tried again, although the SDK takes it for throttling', async () => {
    const { client, handler, lines } = openClient([
      refusing('LimitExceededException', 'at most 500 services'),
    ]);
    await expect(client.send(write)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'at most 500 services',
      $call: 'ecs:UpdateService',
    });
    expect(handler.sent).toHaveLength(1);
    expect(lines).toMatchObject([{ error: 'LimitExceededException', status: 400 }]);
  });
});

describe('an address where nobody is', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
    'is given up after two tries for %s, not after six',
    async (code) => {
      const { client, handler } = openClient([socketError(code)]);
      await expect(client.send(read)).rejects.toMatchObject({
        kind: 'refused',
        message: `nothing answers at http://127.0.0.1:4566 (${code})`,
      });
      expect(handler.sent).toHaveLength(2);
    },
  );

  it('is one where connections do not come about in time, too', async () => {
    const late = Object.assign(
      new Error('Socket timed out without establishing a connection within 2000 ms'),
      {
        name: 'TimeoutError',
      },
    );
    const { client, handler } = openClient([late]);
    await expect(client.send(write)).rejects.toThrow('nothing answers at http://127.0.0.1:4566');
    expect(handler.sent).toHaveLength(2);
  });

  it('is forgiven once', async () => {
    const { client } = openClient([socketError('ECONNREFUSED'), ok]);
    await expect(client.send(read)).resolves.toMatchObject({ services: [] });
  });

  it('is counted for each call by itself', async () => {
    const { client } = openClient([socketError('ECONNREFUSED'), ok, socketError('ECONNREFUSED'), ok]);
    await client.send(read);
    await expect(client.send(read)).resolves.toMatchObject({ services: [] });
  });
});

describe('an address that takes connections and says nothing', () => {
  it('is given up after four seconds when it has never answered', async () => {
    const { client, clock, handler } = openClient([silence]);
    const failed = expect(client.send(read)).rejects.toMatchObject({
      kind: 'refused',
      message: 'http://127.0.0.1:4566 takes connections and does not answer',
    });
    await clock.advance(4000);
    await failed;
    expect(handler.sent).toHaveLength(1);
  });

  it.each([
    ['well', ok],
    ['with an error', refusing('ClusterNotFoundException')],
  ])('is waited for longer when it has answered before, %s', async (_, before) => {
    const { client, clock } = openClient([before, silence]);
    await client.send(read).catch(() => {});
    let ended = false;
    void client.send(read).finally(() => {
      ended = true;
    });
    await clock.advance(20_000);
    expect(ended).toBe(false);
  });

  it('is waited for when a write is under way: it may be carried out', async () => {
    const { client, clock } = openClient([silence]);
    let ended = false;
    void client.send(write).finally(() => {
      ended = true;
    });
    await clock.advance(20_000);
    expect(ended).toBe(false);
  });
});

describe('when the run is stopped', () => {
  const reason = new Failure('interrupted', 'interrupted');

  it('a read is left at once', async () => {
    const { client, stop, lines } = openClient([silence]);
    const sent = client.send(read);
    stop.abort(reason);
    await expect(sent).rejects.toBe(reason);
    expect(lines).toMatchObject([{ operation: 'DescribeServices', status: 0, error: 'interrupted' }]);
  });

  it('a write that is under way comes to its end', async () => {
    let answer = (_: never) => {};
    const pending = new Promise<never>((resolve) => {
      answer = resolve;
    });
    const { client, stop, handler } = openClient([pending]);
    const sent = client.send(write);
    await vi.waitFor(() => expect(handler.sent).toHaveLength(1));
    stop.abort(reason);
    answer({ status: 200, body: { service: { serviceName: 'web' } } } as never);
    await expect(sent).resolves.toMatchObject({ service: { serviceName: 'web' } });
  });

  it.each([
    ['read', read],
    ['write', write],
  ])('no further %s goes out', async (_, command) => {
    const { client, stop, handler } = openClient([ok]);
    stop.abort(reason);
    await expect(client.send(command as typeof read)).rejects.toBe(reason);
    expect(handler.sent).toEqual([]);
  });

  it('a request that stands in line leaves it', async () => {
    const { client, stop, handler } = openClient([ok], 0.01);
    await client.send(write);
    const waiting = client.send(write);
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(handler.sent).toHaveLength(1);
  });
});

it('a call that is still under way when the run has ended is neither tried again nor told', async () => {
  let cut = (_: never) => {};
  const broken = new Promise<never>((resolve) => {
    cut = resolve;
  });
  const { client, handler, end, lines } = openClient([broken, ok]);
  const sent = client.send(read);
  await vi.waitFor(() => expect(handler.sent).toHaveLength(1));
  end.abort(new Failure('interrupted', 'the run has ended'));
  cut(socketError('ECONNRESET') as never);
  await expect(sent).rejects.toMatchObject({ message: 'the run has ended' });
  expect(handler.sent).toHaveLength(1);
  expect(lines).toEqual([]);
});

it('a request waits its turn by the rate of its operation', async () => {
  const { client, handler, clock } = openClient([ok], 0.02);
  await client.send(write);
  const second = client.send(write);
  await clock.advance(9999);
  expect(handler.sent).toHaveLength(1);
  await clock.advance(1);
  await second;
  expect(handler.sent).toHaveLength(2);
});
