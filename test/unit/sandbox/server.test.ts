import { request } from 'node:http';
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, test } from 'vitest';
import { usage } from '../../../src/failure.ts';
import { iamAction, isWrite } from '../../../src/sandbox/ledger.ts';
import type { Sandbox } from '../../../src/sandbox/server.ts';
import { AwsError } from '../../../src/sandbox/service.ts';
import { clientSettings, sendJson, startSmallEstate } from './wire/small-estate.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const open = async (name: string, body?: unknown) => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${sandbox.url}/_sandbox/${name}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('startSandbox', () => {
  test('listens on the loopback address only, at a port that it tells', async () => {
    sandbox = await startSmallEstate();
    expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
  });

  test('rejects when the port is taken', async () => {
    sandbox = await startSmallEstate();
    await expect(startSmallEstate({ port: sandbox.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('ends at once in spite of clients that keep their connections', async () => {
    sandbox = await startSmallEstate();
    await new ECSClient(clientSettings(sandbox.url)).send(new DescribeServicesCommand({ services: ['web'] }));
    const begun = performance.now();
    await sandbox.close();
    expect(performance.now() - begun).toBeLessThan(500);
  });

  test('does not mistake a request that breaks off for a fault of its own', async () => {
    sandbox = await startSmallEstate();
    await new Promise<void>((resolve) => {
      const half = request(sandbox.url, { method: 'POST', headers: { 'content-length': 100 } });
      half.on('error', () => resolve());
      half.write('{', () => half.destroy(new Error('gone')));
    });
    expect((await open('ledger')).body).toMatchObject({ entries: [], bugs: [] });
  });
});

describe('a law of the world that fails', () => {
  test('is a bug, and no answer to whoever asks next', async () => {
    sandbox = await startSmallEstate();
    const { retries } = sandbox.world.region('eu-west-1').events;
    const fault = new AwsError('ClusterNotFoundException', 'nobody asked for this');
    const again = () => {
      throw fault;
    };
    retries.push({ at: 0, again });
    sandbox.world.clock.advance(60);
    const client = new ECSClient(clientSettings(sandbox.url));
    await client.send(new DescribeServicesCommand({ services: ['web'] }));
    expect(sandbox.ledger.bugs).toEqual([{ operation: 'retryDeliveries', error: fault }]);
  });
});

describe('the ledger', () => {
  test('holds each request with the action that it needs, reads apart from writes', async () => {
    sandbox = await startSmallEstate();
    const client = new ECSClient(clientSettings(sandbox.url));
    await client.send(new DescribeServicesCommand({ services: ['web'] }));
    await client.send(new UpdateServiceCommand({ service: 'web' }));
    await client.send(new DescribeServicesCommand({ cluster: 'gone', services: ['web'] })).catch(() => {});
    expect(sandbox.ledger.entries).toMatchObject([
      { service: 'ecs', iamAction: 'ecs:DescribeServices', isWrite: false, status: 200, region: 'eu-west-1' },
      { iamAction: 'ecs:UpdateService', isWrite: true, status: 200 },
      { iamAction: 'ecs:DescribeServices', status: 400, errorName: 'ClusterNotFoundException' },
    ]);
    expect(sandbox.ledger.writes.map((entry) => entry.operation)).toEqual(['UpdateService']);
    expect(sandbox.ledger.reads).toHaveLength(2);
    expect(sandbox.ledger.actions).toEqual(['ecs:DescribeServices', 'ecs:UpdateService']);
  });

  test.each([
    ['DescribeServices', false],
    ['ListTasks', false],
    ['GetMetricData', false],
    ['BatchGetImage', false],
    ['BatchCheckLayerAvailability', false],
    ['LookupEvents', false],
    ['TestEventPattern', false],
    ['SimulatePrincipalPolicy', false],
    ['BatchDeleteImage', true],
    ['RegisterScalableTarget', true],
    ['PutMetricData', true],
    ['AnythingNew', true],
  ])('%s is a write: %s', (operation, expected) => {
    expect(isWrite(operation)).toBe(expected);
  });

  test('knows that batches of SQS need the action of the single operation', () => {
    expect(iamAction({ iamPrefix: 'sqs' }, 'SendMessageBatch')).toBe('sqs:SendMessage');
    expect(iamAction({ iamPrefix: 'ecr' }, 'BatchGetImage')).toBe('ecr:BatchGetImage');
  });
});

describe('the doors', () => {
  test('show and empty the ledger, without being in it', async () => {
    sandbox = await startSmallEstate();
    await sendJson(sandbox.url, 'AmazonEC2ContainerServiceV20141113.ListClusters', '{}');
    const { body } = await open('ledger');
    expect(body).toMatchObject({
      entries: [{ operation: 'ListClusters', status: 500 }],
      writes: 0,
      reads: 1,
    });
    expect(body.bugs).toMatchObject([
      { operation: 'ecs:ListClusters', error: expect.stringContaining('a fault') },
    ]);
    expect(await open('ledger/reset', {})).toEqual({ status: 200, body: {} });
    expect((await open('ledger')).body).toMatchObject({ entries: [], bugs: [] });
  });

  test('tell the time and move it forward', async () => {
    sandbox = await startSmallEstate();
    const before = sandbox.world.clock.now().getTime();
    const { body } = await open('clock', { advanceSeconds: 3600 });
    const moved = Date.parse(String(body.now)) - before;
    expect(moved).toBeGreaterThanOrEqual(3_600_000);
    expect(moved).toBeLessThan(3_610_000);
    expect(Date.parse(String((await open('clock')).body.now))).toBeGreaterThanOrEqual(before + 3_600_000);
  });

  test.each([{}, { advanceSeconds: -1 }, { advanceSeconds: '5' }, []])(
    'do not take %j for a time',
    async (body) => {
      sandbox = await startSmallEstate();
      expect(await open('clock', body)).toMatchObject({ status: 400, body: { error: expect.any(String) } });
    },
  );

  test('can be added, and answer a refusal with its message', async () => {
    const doors = {
      echo: (body: unknown) => ({ body }),
      no: () => {
        throw usage('not today', 'tomorrow');
      },
    };
    sandbox = await startSmallEstate({ doors });
    expect(await open('echo', { load: 3 })).toEqual({ status: 200, body: { body: { load: 3 } } });
    expect(await open('no')).toEqual({ status: 400, body: { error: 'not today', hint: 'tomorrow' } });
    expect(await open('none')).toMatchObject({
      status: 404,
      body: { doors: expect.arrayContaining(['echo', 'ledger']) },
    });
    expect((await open('toString')).status).toBe(404);
  });
});
