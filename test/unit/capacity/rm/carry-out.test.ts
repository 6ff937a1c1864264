import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planRemoval, planRest } from '../../../../src/capacity/rm/plan-rm.ts';
import { readRemovable } from '../../../../src/capacity/rm/read.ts';
import { isEmpty } from '../../../../src/plan/plan.ts';
import { CreateCapacityProvider } from '../../../../src/sandbox/services/ecs/capacity-providers.ts';
import { PutClusterCapacityProviders } from '../../../../src/sandbox/services/ecs/cluster-capacity.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { callIn, clusterIn, machinesIn, makeMachines } from '../../../support/capacity-estate.ts';
import { carryCapacity } from '../../../support/carry-capacity.ts';
import { makeManaged, makeManagedRoles } from '../../../support/managed-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

interface Start {
  readonly kind: 'group' | 'managed';
  readonly asg: boolean;
  readonly clusters: readonly string[];
  readonly isDefault: boolean;
  readonly size: number;
  readonly isProtected: boolean;
}

const anyStart: fc.Arbitrary<Start> = fc.record({
  kind: fc.constantFrom('group', 'managed'),
  asg: fc.boolean(),
  clusters: fc.subarray(['prod', 'test', 'lab']),
  isDefault: fc.boolean(),
  size: fc.nat(3),
  isProtected: fc.boolean(),
});

/** Three clusters, some of which have the provider `nodes`; one of managed instances is of `prod` alone. */
function worldOf({ kind, clusters, isDefault, size, isProtected }: Start): PracticeWorld {
  const practice = new PracticeWorld();
  const { world } = practice;
  for (const clusterName of ['prod', 'test', 'lab']) CreateCluster({ clusterName }, callIn(world));
  makeManagedRoles(callIn(world));
  makeMachines(world, { name: 'machines', size, isProtected });
  if (kind === 'managed') makeManaged(callIn(world), 'nodes');
  else {
    const autoScalingGroupProvider = { autoScalingGroupArn: 'machines' };
    CreateCapacityProvider({ name: 'nodes', autoScalingGroupProvider }, callIn(world));
  }
  practice.pass(200);
  const strategy = isDefault ? [{ capacityProvider: 'nodes', weight: 1 }] : [];
  for (const cluster of kind === 'managed' ? ['prod'] : clusters) {
    PutClusterCapacityProviders(
      {
        cluster,
        capacityProviders: kind === 'managed' ? [] : ['nodes'],
        defaultCapacityProviderStrategy: strategy,
      },
      callIn(world),
    );
  }
  practice.pass(60);
  return practice;
}

it('any removal leaves nothing to do, and what was not named', async () => {
  await fc.assert(
    fc.asyncProperty(anyStart, async (start) => {
      const { world } = worldOf(start);
      const aws = new SandboxAws(world, 'us-east-1');
      const wanted = { provider: 'nodes', asg: start.asg && start.kind === 'group' };
      const outcomes = await carryCapacity(planRemoval(wanted, await readRemovable(aws, wanted)), aws);
      expect(outcomes.filter(({ status }) => status !== 'done').map(({ error }) => error)).toEqual([]);
      expect(isEmpty(planRest(wanted, await readRemovable(aws, wanted)))).toBe(true);
      const { ecs, autoScaling } = world.region('us-east-1');
      expect(ecs.capacityProviders.get('nodes')?.about.status).toBe('INACTIVE');
      for (const name of ['prod', 'test', 'lab']) {
        expect(clusterIn(world, name).capacityProviders).toEqual([]);
        expect(clusterIn(world, name).defaultCapacityProviderStrategy).toEqual([]);
      }
      expect(autoScaling.groups.has('machines')).toBe(!wanted.asg);
      if (!wanted.asg) expect(machinesIn(world).instances).toHaveLength(start.size);
    }),
    { numRuns: 60 },
  );
}, 60_000);
