import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAttach, planRest } from '../../../../src/capacity/attach/plan-attach.ts';
import { readAttachable } from '../../../../src/capacity/attach/read.ts';
import type { WantedAttachment, WantedGroup } from '../../../../src/capacity/attach/wanted.ts';
import { holdProviders } from '../../../../src/capacity/change-providers.ts';
import { flawOf } from '../../../../src/ecs/strategy.ts';
import { isEmpty } from '../../../../src/plan/plan.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { callIn, clusterIn, machinesIn, makeMachines } from '../../../support/capacity-estate.ts';
import { carryCapacity } from '../../../support/carry-capacity.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const groups = ['machines', 'spare'];

interface Start {
  readonly attached: readonly string[];
  readonly size: number;
  readonly isProtected: boolean;
}

/** A cluster `prod` with some of Fargate, and two Auto Scaling groups with instances in service. */
function worldOf({ attached, size, isProtected }: Start) {
  const { world } = new PracticeWorld();
  CreateCluster({ clusterName: 'prod', capacityProviders: [...attached] }, callIn(world));
  for (const name of groups) makeMachines(world, { name, size, isProtected });
  world.clock.advance(200);
  world.settle();
  return { world, aws: new SandboxAws(world, 'us-east-1') };
}

const anyStart: fc.Arbitrary<Start> = fc.record({
  attached: fc.subarray(['FARGATE', 'FARGATE_SPOT']),
  size: fc.nat(3),
  isProtected: fc.boolean(),
});

const anyGroup: fc.Arbitrary<WantedGroup> = fc.record(
  {
    group: fc.constantFrom(...groups),
    target: fc.integer({ min: 1, max: 100 }),
    minStep: fc.integer({ min: 1, max: 5 }),
    maxStep: fc.integer({ min: 5, max: 10_000 }),
    warmup: fc.nat(10_000),
    protect: fc.boolean(),
    drain: fc.boolean(),
  },
  { requiredKeys: ['group'] },
);

const anyWanted: fc.Arbitrary<WantedAttachment> = fc
  .record(
    {
      cluster: fc.constant('prod'),
      providers: fc.subarray(['FARGATE', 'FARGATE_SPOT']),
      group: anyGroup,
    },
    { requiredKeys: ['cluster', 'providers'] },
  )
  .chain((wanted) => {
    const names = [...wanted.providers, ...(wanted.group ? [wanted.group.group] : [])];
    const strategy = fc
      .subarray(names)
      .map((some) => some.map((capacityProvider) => ({ capacityProvider, base: 0, weight: 1 })))
      .filter((some) => flawOf(some) === undefined);
    return fc
      .option(strategy, { nil: undefined })
      .map((some) => (some ? { ...wanted, strategy: some } : wanted));
  });

describe('any attachment', () => {
  it('leaves nothing to do, keeps what was attached, and can follow any other', async () => {
    await fc.assert(
      fc.asyncProperty(anyStart, fc.array(anyWanted, { minLength: 1, maxLength: 3 }), async (start, all) => {
        const { world, aws } = worldOf(start);
        for (const wanted of all) {
          const before = clusterIn(world).capacityProviders;
          const outcomes = await carryCapacity(planAttach(wanted, await readAttachable(aws, wanted)), aws);
          expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
          expect(planAttach(wanted, await readAttachable(aws, wanted)).steps).toEqual([]);
          expect(clusterIn(world).capacityProviders).toEqual(expect.arrayContaining(before));
          const { group, strategy } = wanted;
          if (strategy)
            expect(clusterIn(world).defaultCapacityProviderStrategy).toHaveLength(strategy.length);
          if (group?.protect === undefined) continue;
          const { instances } = machinesIn(world, group.group);
          expect(instances.every((one) => one.protectedFromScaleIn === group.protect)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('an attachment', () => {
  it('protects before it makes the provider, and releases after it has changed it', async () => {
    const { aws } = worldOf({ attached: [], size: 2, isProtected: false });
    const plan = async (protect: boolean) => {
      const wanted = { cluster: 'prod', providers: [], group: { group: 'machines', protect } };
      return planAttach(wanted, await readAttachable(aws, wanted));
    };
    const on = await plan(true);
    expect(on.steps.map(({ id, after }) => [id, after])).toEqual([
      ['group-protection', []],
      ['instance-protection:1', ['group-protection']],
      ['provider:machines', ['group-protection', 'instance-protection:1']],
      ['ready:machines', ['provider:machines']],
      ['providers', expect.arrayContaining(['ready:machines'])],
      ['providers-settled', ['providers']],
    ]);
    await carryCapacity(on, aws);
    expect((await plan(false)).steps.map(({ id, after }) => [id, after])).toEqual([
      ['provider:machines', []],
      ['group-protection', ['provider:machines']],
      ['instance-protection:1', ['provider:machines', 'group-protection']],
      ['ready:machines', ['provider:machines']],
    ]);
  });

  it('leaves instances alone that ECS releases itself later', async () => {
    const { world, aws } = worldOf({ attached: [], size: 2, isProtected: false });
    const wanted = { cluster: 'prod', providers: [], group: { group: 'machines', protect: true } };
    await carryCapacity(planAttach(wanted, await readAttachable(aws, wanted)), aws);
    const [first] = machinesIn(world).instances;
    if (first) first.protectedFromScaleIn = false;
    const found = await readAttachable(aws, wanted);
    expect(planAttach(wanted, found).steps.map(({ id }) => id)).toEqual(['instance-protection:1']);
    expect(isEmpty(planRest(wanted, found))).toBe(true);
  });

  it('waits for a change of somebody else, and does not call that a difference of its own', async () => {
    const { world, aws } = worldOf({ attached: ['FARGATE'], size: 0, isProtected: false });
    const wanted = { cluster: 'prod', providers: ['FARGATE'] };
    clusterIn(world).attachedAt = world.clock.now().getTime() + 5000;
    const found = await readAttachable(aws, wanted);
    expect(planAttach(wanted, found).steps.map(({ action }) => action)).toEqual(['wait']);
    expect(isEmpty(planRest(wanted, found))).toBe(true);
  });

  it('puts back what another one has left out that had read before it wrote', async () => {
    const { world, aws } = worldOf({ attached: ['FARGATE'], size: 0, isProtected: false });
    await holdProviders(aws, { cluster: 'prod', attach: ['FARGATE_SPOT'] });
    expect(clusterIn(world).capacityProviders).toEqual(['FARGATE', 'FARGATE_SPOT']);
    clusterIn(world).capacityProviders = ['FARGATE'];
    const busy = await holdProviders(aws, { cluster: 'prod', attach: ['FARGATE_SPOT'] });
    expect(busy).toMatchObject({ cluster: { attachmentsStatus: 'UPDATE_IN_PROGRESS' } });
    world.clock.advance(20);
    await holdProviders(aws, { cluster: 'prod', attach: ['FARGATE_SPOT'] });
    expect(clusterIn(world).capacityProviders).toEqual(['FARGATE', 'FARGATE_SPOT']);
  });

  it('warns of a group that protects its instances while ECS is not to', async () => {
    const { aws } = worldOf({ attached: [], size: 0, isProtected: true });
    const wanted = { cluster: 'prod', providers: [], group: { group: 'machines' } };
    const { warnings } = planAttach(wanted, await readAttachable(aws, wanted));
    expect(warnings).toEqual([expect.stringContaining('--no-protect')]);
  });
});
