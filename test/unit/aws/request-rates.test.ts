import * as ecs from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { RequestRates } from '../../../src/aws/request-rates.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** AWS's published numbers: burst, requests a second, and the operations that share them. */
const published: readonly (readonly [burst: number, perSecond: number, operations: readonly string[]])[] = [
  [20, 1, ['CreateCluster', 'DeleteCluster', 'UpdateCluster', 'UpdateClusterSettings']],
  [20, 1, ['PutClusterCapacityProviders']],
  [50, 20, ['DescribeClusters', 'ListClusters']],
  [20, 1, ['RegisterTaskDefinition', 'DeregisterTaskDefinition']],
  [50, 20, ['DescribeTaskDefinition', 'ListTaskDefinitions', 'ListTaskDefinitionFamilies']],
  [5, 1, ['DeleteTaskDefinitions']],
  [10, 1, ['CreateCapacityProvider', 'UpdateCapacityProvider', 'DeleteCapacityProvider']],
  [50, 20, ['DescribeCapacityProviders']],
  [20, 10, ['TagResource', 'UntagResource']],
  [50, 20, ['ListTagsForResource']],
  [50, 5, ['CreateService', 'UpdateService', 'DeleteService']],
  [100, 20, ['DescribeServices', 'ListServices']],
  [50, 20, ['DescribeServiceDeployments', 'ListServiceDeployments', 'DescribeServiceRevisions']],
  [100, 40, ['RunTask', 'StartTask', 'StopTask']],
  [100, 20, ['DescribeTasks', 'ListTasks', 'DescribeContainerInstances', 'ListContainerInstances']],
  [10, 1, ['ListServicesByNamespace']],
  [200, 80, ['GetTaskProtection', 'UpdateTaskProtection']],
];

const rows = published.flatMap(([burst, perSecond, operations]) =>
  operations.map((operation) => ({ operation, burst, perSecond })),
);

/** How many go out before the first has to wait, and for how many milliseconds that one waits. */
async function measured(operation: string, share: number): Promise<{ burst: number; wait: number }> {
  const clock = new FakeClock();
  const bucket = new RequestRates({ share, clock }).bucket('ecs', operation);
  if (!bucket) throw new Error(`no rate for ${operation}`);
  for (let burst = 0; ; burst += 1) {
    await bucket.take();
    const [wait] = clock.sleeps;
    if (wait !== undefined) return { burst, wait };
  }
}

describe("the request rates of ECS's operations", () => {
  it.each(rows)('are $burst and then $perSecond a second for $operation', async (row) => {
    expect(await measured(row.operation, 1)).toEqual({ burst: row.burst, wait: 1000 / row.perSecond });
  });

  it('are all of operations that the SDK knows', () => {
    const known = Object.keys(ecs);
    for (const { operation } of rows) expect(known).toContain(`${operation}Command`);
  });

  it('are cut to the share that this process may use', async () => {
    expect(await measured('UpdateService', 0.5)).toEqual({ burst: 25, wait: 400 });
  });

  it('refill faster where this process may use more than is published, from a burst that is no larger', async () => {
    expect(await measured('UpdateService', 10)).toEqual({ burst: 50, wait: 20 });
  });

  it('are shared by the operations of a row, and by no others', () => {
    const rates = new RequestRates({ share: 1, clock: new FakeClock() });
    expect(rates.bucket('ecs', 'UpdateService')).toBe(rates.bucket('ecs', 'CreateService'));
    expect(rates.bucket('ecs', 'UpdateService')).not.toBe(rates.bucket('ecs', 'DescribeServices'));
  });

  it('are not guessed for services that publish none', () => {
    const rates = new RequestRates({ share: 1, clock: new FakeClock() });
    expect(rates.bucket('cloudwatch', 'DescribeAlarms')).toBeUndefined();
    expect(rates.bucket('sqs', 'TagResource')).toBeUndefined();
  });
});
