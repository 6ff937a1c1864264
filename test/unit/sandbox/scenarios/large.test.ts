import { beforeAll, describe, expect, it } from 'vitest';
import { chooseScenario } from '../../../../src/sandbox/scenarios/choose.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import type { Region } from '../../../../src/sandbox/world/region.ts';
import { World } from '../../../../src/sandbox/world/world.ts';

function regionOf(text: string): Region {
  const world = new World(new WorldClock({ speed: 0 }));
  const { scenario, sizes } = chooseScenario(text);
  scenario.build(world, 'us-east-1', sizes);
  return world.region('us-east-1');
}

describe('a scenario by its name', () => {
  it('is had as large as it usually is', () => {
    const { scenario, sizes } = chooseScenario('large');
    expect(scenario.name).toBe('large');
    expect(sizes).toEqual({ revisions: 5000, balancers: 200 });
  });

  it('is had as large as is said', () => {
    expect(chooseScenario('large:balancers=7').sizes).toEqual({ revisions: 5000, balancers: 7 });
  });

  it.each([
    ['huge', 'there is no scenario "huge"', /^choose web, /],
    ['large:revisions=many', '"revisions=many" is no size', /^write revisions=20 to 50000 and balancers=/],
    ['large:revisions=1', '"revisions=1" is no size', /^write revisions=20/],
    ['large:clusters=3', '"clusters=3" is no size', /^write revisions=/],
    ['large:', '"" is no size', /^write revisions=/],
    ['large:constructor=3', '"constructor=3" is no size', /^write revisions=/],
    ['web:size=3', '"size=3" is no size of the scenario "web"', /takes none; write --scenario web$/],
  ])('is refused: %s', (text, message, hint) => {
    expect(() => chooseScenario(text)).toThrow(message);
    try {
      chooseScenario(text);
    } catch (error) {
      expect((error as { hint: string }).hint).toMatch(hint);
    }
  });
});

describe('the large estate', () => {
  let region: Region;
  beforeAll(() => {
    region = regionOf('large:revisions=103,balancers=11');
  });

  it('has as many task definitions as were wanted, registered over a year', () => {
    const all = [...region.ecs.taskDefinitions.list('ACTIVE', {})];
    expect(all).toHaveLength(103);
    const times = all.map(({ registeredAt }) => registeredAt?.getTime() ?? 0);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(350 * 86_400_000);
  });

  it('runs five services, each on an older revision than the newest', () => {
    const services = [...(region.ecs.clusters.get('large')?.services.values() ?? [])];
    expect(services.map(({ name }) => name)).toEqual(['web', 'api', 'search', 'billing', 'report']);
    for (const { name, rollouts, tasks } of services) {
      expect(rollouts[0]?.taskDefinition).not.toBe(
        region.ecs.taskDefinitions.newest(name)?.taskDefinitionArn,
      );
      expect(tasks.map(({ status }) => status)).toEqual(['RUNNING']);
    }
  });

  it('has load balancers with a listener and a target group, some of which bear a dead stack’s tags', () => {
    const { loadBalancers, listeners, targetGroups, tags } = region.elbv2;
    expect([loadBalancers.size, listeners.size, targetGroups.size]).toEqual([11, 11, 11]);
    const marked = [...tags].filter(([, list]) =>
      list.some(({ Key, Value }) => Key === 'aws:cloudformation:stack-name' && Value === 'large-old'),
    );
    expect(marked.filter(([arn]) => arn.includes(':loadbalancer/'))).toHaveLength(2);
    expect(marked.filter(([arn]) => arn.includes(':targetgroup/'))).toHaveLength(2);
  });
});
