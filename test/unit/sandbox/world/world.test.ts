import { describe, expect, it } from 'vitest';
import { busEvent } from '../../../../src/sandbox/services/events/bus-event.ts';
import { PutRule } from '../../../../src/sandbox/services/events/rules.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { Demand } from '../../../../src/sandbox/world/demand.ts';
import { Ids } from '../../../../src/sandbox/world/ids.ts';
import { chance, noise, seedOf } from '../../../../src/sandbox/world/noise.ts';
import { surge } from '../../../../src/sandbox/world/surge.ts';
import { ends, ticks } from '../../../../src/sandbox/world/tick.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { load, morning, PracticeWorld, refusal, worldWithWeb } from './practice-world.ts';

describe('ticks', () => {
  const seconds = (from: number, to: number) => [...ticks(from * 1000, to * 1000)].map(({ at }) => at / 1000);

  it('come at whole tens of seconds, after the first instant and up to the last', () => {
    expect(seconds(5, 35)).toEqual([10, 20, 30]);
    expect(seconds(10, 30)).toEqual([20, 30]);
    expect(seconds(11, 19)).toEqual([]);
  });

  it('are the same in one stretch as in many', () => {
    expect([...seconds(0, 33), ...seconds(33, 47), ...seconds(47, 100)]).toEqual(seconds(0, 100));
  });

  it('come by the minute while a long stretch passes, and add up to it', () => {
    const week = [...ticks(0, 7 * 86_400_000)];
    expect(week.length).toBeLessThan(13_000);
    expect(week.reduce((sum, tick) => sum + tick.seconds, 0)).toBe(7 * 86_400);
    expect(week.filter((tick) => ends(tick, 60))).toHaveLength(7 * 1440);
  });
});

describe('chance', () => {
  it('is the same every time, and different for every index', () => {
    const seed = seedOf('prod/web');
    const values = Array.from({ length: 1000 }, (_, index) => chance(seed, index));
    expect(values).toEqual(values.map((_, index) => chance(seed, index)));
    expect(new Set(values).size).toBeGreaterThan(990);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(values.reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(0.5, 1);
  });

  it('makes a noise that stays within bounds and does not jump', () => {
    const values = Array.from({ length: 2000 }, (_, minute) => noise(7, minute));
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(1);
    expect(values.some((value) => value > 0.5) && values.some((value) => value < -0.5)).toBe(true);
  });
});

describe('identifiers', () => {
  it('are of the right shape, all different, and the same in every run', () => {
    const [one, other] = [new Ids('a'), new Ids('a')];
    expect(one.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(one.hex(16)).toMatch(/^[0-9a-f]{16}$/);
    expect(one.digits(19)).toMatch(/^\d{19}$/);
    other.uuid();
    other.hex(16);
    other.digits(19);
    expect(one.hex()).toBe(other.hex());
    expect(one.hex()).not.toBe(other.uuid());
  });
});

describe('demand', () => {
  const steady = {
    kind: 'messages',
    queue: 'q',
    messagesPerTask: 1,
    idleCpu: 1,
    busyCpu: 9,
    idleMemory: 1,
    busyMemory: 1,
  } as const;

  it('is the usual one but for surges, of which the last asked for holds', () => {
    const demand = new Demand();
    demand.set('prod/web', { ...steady, rate: () => 10 });
    demand.surge('prod/web', { from: 100, to: 200, times: 3 });
    demand.surge('prod/web', { from: 150, to: 160, perSecond: 7 });
    const rates = [99, 100, 149, 150, 160, 200].map((at) => demand.rateAt('prod/web', at));
    expect(rates).toEqual([10, 30, 30, 7, 30, 10]);
    demand.calm('prod/web');
    expect(demand.rateAt('prod/web', 150)).toBe(10);
    expect(demand.rateAt('prod/other', 150)).toBe(0);
  });
});

describe('a world', () => {
  it('begins before now only while nothing is in it', () => {
    const world = new World(new WorldClock({ start: new Date('2026-03-04T09:00:00Z'), speed: 0 }));
    expect(world.beginBefore(3600).toISOString()).toBe('2026-03-04T08:00:00.000Z');
    world.region('us-east-1');
    expect(() => world.beginBefore(3600)).toThrow(/cannot begin earlier/);
  });

  it('has regions that know nothing of each other, but share the account', () => {
    const practice = worldWithWeb();
    const other = practice.world.region('ap-northeast-2');
    expect(other.ecs.clusters.size).toBe(0);
    expect(other.iam).toBe(practice.region.iam);
  });

  it('ends up the same whether it is lived through at once or bit by bit', () => {
    const lives = [[3600], Array.from({ length: 360 }, () => 10), [7, 1800, 3, 1790]].map((stretches) => {
      const practice = worldWithWeb(2);
      load(practice, 12);
      for (const seconds of stretches) practice.pass(seconds);
      return [...practice.region.cloudwatch.series.values()].map((series) => [
        series.metric,
        series.between(0, practice.now),
      ]);
    });
    expect(lives[1]).toEqual(lives[0]);
    expect(lives[2]).toEqual(lives[0]);
  });

  it('goes on while one of its laws fails, and tells of it once it has', () => {
    const practice = new PracticeWorld();
    const { arrivals, buses } = practice.region.events;
    PutRule({ Name: 'sold', EventPattern: '{"source":["shop"]}' }, practice.call);
    const rule = buses.get('default')?.rules.get('sold');
    if (rule) rule.eventPattern = '{';
    const said = { source: 'shop', detailType: 'Sold', resources: [], detail: {} };
    const event = busEvent(practice.region, morning, said);
    const arrival = { event, busName: 'default', at: morning.getTime() };
    arrivals.push(arrival, arrival);
    expect(() => practice.pass(10)).toThrow(/JSON/);
    expect(arrivals).toEqual([arrival]);
    const told: string[] = [];
    practice.world.onFault = (law, error) => told.push(`${law}: ${(error as Error).name}`);
    practice.pass(600);
    expect(told).toEqual(['publishArrivals: InvalidEventPatternException']);
    expect(arrivals).toEqual([]);
    expect(practice.world.lived().getTime()).toBe(practice.now);
  });

  it('lets a surge be asked for by name', () => {
    const practice = worldWithWeb(2);
    load(practice, 4);
    surge(practice.world, { service: 'prod/web', times: 2, seconds: 60 });
    expect(practice.region.demand.rateAt('prod/web', practice.now)).toBe(8);
    expect(practice.region.demand.rateAt('prod/web', practice.now + 60_000)).toBe(4);
    surge(practice.world, { service: 'prod/web', perSecond: 50 });
    expect(practice.region.demand.rateAt('prod/web', practice.now + 99e6)).toBe(50);
    surge(practice.world, { service: 'prod/web' });
    expect(practice.region.demand.rateAt('prod/web', practice.now)).toBe(4);
    expect(refusal(() => surge(practice.world, { service: 'prod/wbe' }))).toMatch(/no load on "prod\/wbe"/);
    expect(refusal(() => surge(practice.world, { service: 'prod/web', times: -1 }))).toMatch(/load of -1/);
  });
});
