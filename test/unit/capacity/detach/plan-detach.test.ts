import type { Cluster, Service, Task } from '@aws-sdk/client-ecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planDetach, planRest } from '../../../../src/capacity/detach/plan-detach.ts';
import { type FoundInUse, readInUse } from '../../../../src/capacity/detach/read.ts';
import { serviceUses, taskUses } from '../../../../src/capacity/uses.ts';
import { flawOf } from '../../../../src/ecs/strategy.ts';
import { isEmpty } from '../../../../src/plan/plan.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { callIn, clusterIn } from '../../../support/capacity-estate.ts';
import { carryCapacity } from '../../../support/carry-capacity.ts';
import { failureOf, refusedFor } from '../../../support/refused.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const strategyFor = (...names: string[]) =>
  names.map((capacityProvider) => ({ capacityProvider, base: 0, weight: 1 }));

function aFound(cluster: Partial<Cluster>, more: Partial<FoundInUse> = {}): FoundInUse {
  const named = { clusterName: 'prod', status: 'ACTIVE', attachmentsStatus: 'UPDATE_COMPLETE' };
  return { region: 'us-east-1', cluster: { ...named, ...cluster }, providers: [], uses: [], ...more };
}

const detaching = (...providers: string[]) => ({ cluster: 'prod', providers });

describe('detaching', () => {
  it.each<[string, Partial<Cluster>, string[], string]>([
    [
      'loses its item',
      { capacityProviders: ['a', 'b'], defaultCapacityProviderStrategy: strategyFor('a', 'b') },
      ['a'],
      'b:weight=1',
    ],
    [
      'goes with the last provider',
      { capacityProviders: ['a'], defaultCapacityProviderStrategy: strategyFor('a') },
      ['a'],
      'none',
    ],
  ])('lets the default strategy be: it %s', (_, cluster, names, left) => {
    const { steps } = planDetach(detaching(...names), aFound(cluster));
    expect(steps[0]?.changes).toContainEqual(
      expect.objectContaining({ field: 'default strategy', to: left }),
    );
  });

  it.each<[string, Cluster['defaultCapacityProviderStrategy'], string]>([
    ['nothing', strategyFor('a'), 'of which nothing would be left'],
    [
      'items without weight',
      [
        { capacityProvider: 'a', weight: 1 },
        { capacityProvider: 'b', weight: 0 },
        { capacityProvider: 'c', weight: 0 },
      ],
      'has weight 0 on every item',
    ],
  ])('is refused where %s would be left of it', (_, defaultCapacityProviderStrategy, words) => {
    const found = aFound({ capacityProviders: ['a', 'b', 'c'], defaultCapacityProviderStrategy });
    const { message, hint } = failureOf('refused', () => planDetach(detaching('a'), found));
    expect(message).toContain(words);
    expect(message).toContain('nothing was changed');
    expect(hint).toContain('--default none');
  });

  it('takes another default with it', () => {
    const found = aFound({
      capacityProviders: ['a', 'b'],
      defaultCapacityProviderStrategy: strategyFor('a'),
    });
    const { steps } = planDetach({ ...detaching('a'), strategy: strategyFor('b') }, found);
    expect(steps[0]?.changes).toEqual([
      { field: 'capacity providers', from: ['a', 'b'], to: ['b'] },
      { field: 'default strategy', from: 'a:weight=1', to: 'b:weight=1' },
    ]);
    refusedFor('refused', 'names c, which cluster prod does not have', () =>
      planDetach({ ...detaching('a'), strategy: strategyFor('c') }, found),
    );
  });

  it('says what was not there', () => {
    const found = aFound({ capacityProviders: ['a'] });
    expect(planDetach(detaching('FARGATE'), found)).toMatchObject({
      steps: [],
      kept: [{ reason: 'cluster prod does not have it' }],
    });
    refusedFor('not-found', 'no capacity provider aa in cluster prod', () =>
      planDetach(detaching('aa'), found),
    );
  });

  it('of managed instances is refused, and of others leaves those alone', () => {
    const managed = { name: 'm', type: 'MANAGED_INSTANCES' as const, cluster: 'prod' };
    const found = aFound({ capacityProviders: ['a', 'm'] }, { providers: [managed] });
    refusedFor('refused', 'is of managed instances', () => planDetach(detaching('m'), found));
    const [put] = planDetach(detaching('a'), found).steps;
    expect(put?.changes).toEqual([{ field: 'capacity providers', from: ['a', 'm'], to: ['m'] }]);
    expect(put?.call.input).toMatchObject({ own: ['m'] });
  });
});

describe('what uses a provider', () => {
  it.each<[string, Partial<Service>, string[]]>([
    ['by its strategy', { capacityProviderStrategy: strategyFor('a') }, ['service web']],
    [
      'by a deployment before',
      {
        capacityProviderStrategy: strategyFor('b'),
        deployments: [{ capacityProviderStrategy: strategyFor('a') }],
      },
      ['service web, in a deployment that is not through'],
    ],
    [
      'by a task set',
      { taskSets: [{ capacityProviderStrategy: strategyFor('a') }] },
      [expect.stringMatching('web')],
    ],
    ['no more', { status: 'INACTIVE', capacityProviderStrategy: strategyFor('a') }, []],
    ['not at all', { launchType: 'FARGATE' }, []],
  ])('is a service %s', (_, service, texts) => {
    const uses = serviceUses([{ serviceName: 'web', status: 'ACTIVE', ...service }], ['a']);
    expect(uses.map(({ text }) => text)).toEqual(texts);
  });

  it.each<[string, Task, number]>([
    ['of its own', { capacityProviderName: 'a', group: 'family:job' }, 1],
    ['of a service, which is named itself', { capacityProviderName: 'a', group: 'service:web' }, 0],
    ['that has stopped', { capacityProviderName: 'a', group: 'family:job', lastStatus: 'STOPPED' }, 0],
    ['of another provider', { capacityProviderName: 'b', group: 'family:job' }, 0],
  ])('is a task %s', (_, task, count) => {
    expect(taskUses([{ taskArn: 'arn:aws:ecs:us-east-1:1:task/prod/07', ...task }], ['a'])).toHaveLength(
      count,
    );
  });
});

it('leaves nothing to do, and what was not named', async () => {
  const all = ['FARGATE', 'FARGATE_SPOT'];
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(all),
      fc.subarray(all),
      fc.subarray(all, { minLength: 1 }),
      async (has, by, leaving) => {
        const { world } = new PracticeWorld();
        const defaultCapacityProviderStrategy = strategyFor(...by.filter((name) => has.includes(name)));
        const input = { clusterName: 'prod', capacityProviders: has, defaultCapacityProviderStrategy };
        CreateCluster(input, callIn(world));
        const aws = new SandboxAws(world, 'us-east-1');
        const left = defaultCapacityProviderStrategy.filter(
          ({ capacityProvider }) => !leaving.includes(capacityProvider),
        );
        const isLegal = flawOf(left) === undefined && left.length > 0;
        const wanted = { ...detaching(...leaving), ...(!isLegal && { strategy: [] }) };
        const read = () => readInUse(aws, 'prod', leaving);
        const outcomes = await carryCapacity(planDetach(wanted, await read()), aws);
        expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
        expect(isEmpty(planDetach(wanted, await read()))).toBe(true);
        expect(isEmpty(planRest(wanted, await read()))).toBe(true);
        expect(clusterIn(world).capacityProviders).toEqual(has.filter((name) => !leaving.includes(name)));
        expect(clusterIn(world).defaultCapacityProviderStrategy).toHaveLength(left.length);
      },
    ),
    { numRuns: 60 },
  );
});
