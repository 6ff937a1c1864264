import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox, SandboxOptions } from '../../../../src/sandbox/server.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { clientSettings, seen, startSmallEstate } from '../wire/small-estate.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function ecsWith(options: Partial<SandboxOptions>, maxAttempts = 1): Promise<() => Promise<unknown>> {
  sandbox = await startSmallEstate(options);
  const client = new ECSClient({ ...clientSettings(sandbox.url), maxAttempts });
  return () => client.send(new DescribeServicesCommand({ services: ['web'] }));
}

describe('a struck client', () => {
  test('is throttled under the name that its protocol has for it', async () => {
    const describeServices = await ecsWith({ faults: 'throttle=1' });
    await expect(describeServices()).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
    });
    const elb = new ElasticLoadBalancingV2Client(clientSettings(sandbox.url));
    await expect(elb.send(new DescribeLoadBalancersCommand({}))).rejects.toMatchObject({
      name: 'Throttling',
    });
  });

  test('gets through when the buckets have filled again, at the speed of the clock', async () => {
    const world = new World(new WorldClock({ speed: 0 }));
    const describeServices = await ecsWith({ faults: 'throttle', world });
    const outcomes = await Promise.allSettled(Array.from({ length: 115 }, describeServices));
    expect(outcomes.filter((outcome) => outcome.status === 'rejected').length).toBeGreaterThan(0);
    world.clock.advance(2);
    await expect(describeServices()).resolves.toBeDefined();
  });

  test('fares the better the faster the world lives', async () => {
    const world = new World(new WorldClock({ speed: 1_000_000 }));
    const describeServices = await ecsWith({ faults: 'throttle', world });
    const outcomes = await Promise.allSettled(Array.from({ length: 150 }, describeServices));
    expect(outcomes.every((outcome) => outcome.status === 'fulfilled')).toBe(true);
  });

  test('gets over an error of the server by trying again', async () => {
    const describeServices = await ecsWith({ faults: '5xx x1' }, 3);
    await expect(describeServices()).resolves.toMatchObject({ $metadata: { attempts: 2 } });
    expect(sandbox.ledger.entries.map((entry) => entry.status >= 500)).toEqual([true, false]);
  });

  test('sees a reset before anything is done', async () => {
    const describeServices = await ecsWith({ faults: 'reset' });
    seen.input = undefined;
    await expect(describeServices()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(seen.input).toBeUndefined();
  });

  test('sees a lost answer only after it is done', async () => {
    const describeServices = await ecsWith({ faults: 'lost' });
    seen.input = undefined;
    await expect(describeServices()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(seen.input).toEqual({ services: ['web'] });
    expect(sandbox.ledger.entries).toMatchObject([{ operation: 'DescribeServices', status: 0 }]);
  });

  test('waits for a slow answer', async () => {
    const describeServices = await ecsWith({ faults: 'slow=60ms' });
    const begun = performance.now();
    await describeServices();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(55);
  });

  test('is cut off from a slow answer when the sandbox closes', async () => {
    const describeServices = await ecsWith({ faults: 'slow=60s' });
    const outcome = describeServices().catch((error: unknown) => error);
    await sleep(30);
    await sandbox.close();
    expect(await outcome).toBeInstanceOf(Error);
  });
});

test('faults that cannot be read keep the sandbox from starting', async () => {
  sandbox = await startSmallEstate();
  await expect(startSmallEstate({ faults: 'thunder' })).rejects.toMatchObject({ kind: 'usage' });
});
