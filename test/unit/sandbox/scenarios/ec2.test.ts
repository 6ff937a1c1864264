import { describe, expect, it } from 'vitest';
import { chooseScenario } from '../../../../src/sandbox/scenarios/choose.ts';
import { UpdateService } from '../../../../src/sandbox/services/ecs/services.ts';
import { isLive, runningCount } from '../../../../src/sandbox/services/ecs/state.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';

function fleet() {
  const world = new World(new WorldClock({ start: new Date('2026-03-04T09:00:00Z'), speed: 0 }));
  chooseScenario('ec2').scenario.build(world);
  const region = world.region('us-east-1');
  const cluster = region.ecs.clusters.get('fleet');
  const service = (name: string) => {
    const found = cluster?.services.get(name);
    if (!found) throw new Error(`no service ${name}`);
    return found;
  };
  const resize = (name: string, desiredCount: number, seconds: number) => {
    const call = { world, region, now: world.clock.now(), endpoint: 'http://127.0.0.1:1' };
    UpdateService({ cluster: 'fleet', service: name, desiredCount }, call);
    world.clock.advance(seconds);
    world.settle();
  };
  const sizeOf = (name: string) => region.autoScaling.groups.get(name)?.desiredCapacity;
  return { cluster, service, resize, sizeOf };
}

describe('the ec2 estate', () => {
  it('has two machines that are nearly full behind a provider, and one that is behind none', () => {
    const { cluster, service, sizeOf } = fleet();
    expect([sizeOf('nodes'), sizeOf('spare')]).toEqual([2, 1]);
    const behind = [...(cluster?.containerInstances.values() ?? [])].map((one) => one.capacityProviderName);
    expect(behind.filter((name) => name === 'nodes')).toHaveLength(2);
    expect(behind.filter((name) => name === undefined)).toHaveLength(1);
    expect([runningCount(service('api')), runningCount(service('report'))]).toEqual([7, 1]);
  });

  it('grows by itself with a service that no longer fits, and shrinks again', () => {
    const { service, resize, sizeOf } = fleet();
    resize('api', 15, 300);
    expect(sizeOf('nodes')).toBe(4);
    expect(runningCount(service('api'))).toBe(15);
    resize('api', 7, 1500);
    expect(sizeOf('nodes')).toBe(2);
    expect(runningCount(service('api'))).toBe(7);
  });

  it('does not grow for a service without a provider, which says so', () => {
    const { service, resize, sizeOf } = fleet();
    resize('report', 2, 300);
    expect(sizeOf('spare')).toBe(1);
    expect(service('report').tasks.filter(isLive)).toHaveLength(1);
    const said = service('report').events.some(({ message }) => message?.includes('unable to place a task'));
    expect(said).toBe(true);
  });
});
