import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planRest, planUse } from '../../../../src/capacity/use/plan-use.ts';
import { readMovable } from '../../../../src/capacity/use/read.ts';
import { flawOf, isSameStrategy, type Strategy, strategyOf } from '../../../../src/ecs/strategy.ts';
import { isEmpty } from '../../../../src/plan/plan.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateService } from '../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../src/sandbox/services/ecs/task-definitions.ts';
import { callIn } from '../../../support/capacity-estate.ts';
import { carryCapacity } from '../../../support/carry-capacity.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const items = (capacityProvider: string) =>
  fc.record({
    capacityProvider: fc.constant(capacityProvider),
    base: fc.integer({ min: 0, max: 2 }),
    weight: fc.integer({ min: 0, max: 3 }),
  });

/** Every strategy of Fargate that AWS takes, and none. */
const strategies: fc.Arbitrary<Strategy> = fc
  .tuple(fc.option(items('FARGATE')), fc.option(items('FARGATE_SPOT')), fc.boolean())
  .map(([one, other, turned]) => {
    const both = [one, other].filter((item) => item !== null);
    return turned ? both.reverse() : both;
  })
  .filter((strategy) => flawOf(strategy) === undefined);

/** A service `web` of so many tasks on Fargate, that has the strategy or none. */
function stand({ world }: PracticeWorld, strategy: Strategy, desiredCount: number): void {
  const capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
  CreateCluster({ clusterName: 'prod', capacityProviders }, callIn(world));
  RegisterTaskDefinition(
    {
      family: 'web',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      containerDefinitions: [{ name: 'web', image: 'web:1' }],
    },
    callIn(world),
  );
  CreateService(
    {
      cluster: 'prod',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount,
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
      ...(strategy.length > 0
        ? { capacityProviderStrategy: strategy.map((item) => ({ ...item })) }
        : { launchType: 'FARGATE' }),
    },
    callIn(world),
  );
}

it('leaves nothing to do, and the service whole on its new strategy', async () => {
  await fc.assert(
    fc.asyncProperty(
      strategies,
      strategies,
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 120 }),
      async (has, strategy, desired, seconds) => {
        const practice = new PracticeWorld();
        stand(practice, has, desired);
        practice.pass(seconds);
        const aws = new SandboxAws(practice.world, 'us-east-1');
        const wanted = { name: { cluster: 'prod', service: 'web' }, strategy };
        const read = () => readMovable(aws, wanted);
        const plan = planUse(wanted, await read());
        expect(plan.steps.some(({ id }) => id === 'strategy')).toBe(!isSameStrategy(has, strategy));
        const outcomes = await carryCapacity(plan, aws);
        expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
        expect(isEmpty(planUse(wanted, await read()))).toBe(true);
        expect(isEmpty(planRest(wanted, await read()))).toBe(true);
        const [rollout, ...others] = practice.service().rollouts;
        expect(others).toEqual([]);
        expect(rollout?.state).toBe('COMPLETED');
        expect(isSameStrategy(strategyOf(rollout?.capacityProviderStrategy), strategy)).toBe(true);
        expect(aws.writes.length).toBe(isSameStrategy(has, strategy) ? 0 : 1);
      },
    ),
    { numRuns: 60 },
  );
});
