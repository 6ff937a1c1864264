import type { Task } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { lacksOf, nearest, timesIn } from '../../../../src/ecs/fleet/lack.ts';
import { type Need, needOf } from '../../../../src/ecs/fleet/need.ts';
import { emptyRoomOf, type Room, roomOf, roomOfMachine } from '../../../../src/ecs/fleet/room.ts';
import { aMachine } from '../../../support/found-fleet.ts';

const large = { cpu: 2048, memory: 8192, interfaces: 3 };
const nothing = needOf({});

function need(values: Partial<Need>): Need {
  return { ...nothing, ...values };
}

function room(free: readonly [number, number], tasks: readonly Task[] = []): Room {
  return roomOf(aMachine({ id: 'i-1', free }), tasks, large);
}

const withInterface: Task = {
  attachments: [{ id: '1', type: 'ElasticNetworkInterface', status: 'ATTACHED' }],
};
const gone: Task = { attachments: [{ id: '1', type: 'ElasticNetworkInterface', status: 'DELETED' }] };

describe('what a task does not find on an instance', () => {
  it.each<[string, Need, Room, readonly string[]]>([
    ['nothing', need({ cpu: 512, memory: 1024 }), room([512, 1024]), []],
    ['CPU', need({ cpu: 1024 }), room([512, 7823]), ['CPU: 512 free of 2,048, needs 1,024']],
    ['memory', need({ memory: 4096 }), room([2048, 1000]), ['memory: 1,000 MiB free of 7,823, needs 4,096']],
    [
      'CPU and memory',
      need({ cpu: 1024, memory: 4096 }),
      room([0, 0]),
      ['CPU: 0 free of 2,048, needs 1,024', 'memory: 0 MiB free of 7,823, needs 4,096'],
    ],
    [
      'an interface',
      need({ interfaces: 1 }),
      room([2048, 7823], [withInterface, withInterface]),
      ['network interfaces: 0 free of 2, needs 1'],
    ],
    [
      'an interface, though one was given back',
      need({ interfaces: 1 }),
      room([1, 1], [withInterface, gone]),
      [],
    ],
    [
      'a port',
      need({ ports: ['22/tcp', '80/tcp'] }),
      room([1, 1]),
      ['port 22 (tcp) of the instance is taken'],
    ],
    ['a GPU', need({ gpus: 1 }), room([1, 1]), ['GPUs: it has 0, needs 1']],
    [
      'attributes',
      need({ attributes: [{ name: 'ecs.instance-type', value: 'm5.large' }, { name: 'ecs.ebs' }] }),
      room([1, 1]),
      ['it lacks the attribute ecs.instance-type = m5.large', 'it lacks the attribute ecs.ebs'],
    ],
  ])('is %s', (_, needs, where, lacks) => {
    expect(lacksOf(needs, where).map(({ text }) => text)).toEqual(lacks);
  });

  it('is never an interface where AWS does not tell how many there are', () => {
    const trunking = { name: 'ecs.awsvpc-trunk-id', value: 'eni-1' };
    const attributes = [...(aMachine({ id: 'i-1' }).attributes ?? []), trunking];
    const rooms = [
      roomOf(aMachine({ id: 'i-1', values: { attributes } }), [], large),
      roomOf(aMachine({ id: 'i-1' }), [], undefined),
    ];
    for (const one of rooms) expect(lacksOf(need({ interfaces: 99 }), one)).toEqual([]);
  });

  it('is least on the instance that lacks the fewest things, and of those the least', () => {
    const asked = need({ cpu: 1024, memory: 4096 });
    const rows = [room([0, 0]), room([100, 7823]), room([900, 7823])].map((one, index) => ({
      index,
      lacks: lacksOf(asked, one),
    }));
    expect(nearest(rows)?.index).toBe(2);
    expect(nearest([])).toBeUndefined();
  });
});

describe('an empty instance', () => {
  it('has what it registered, with the ports of its own services taken', () => {
    const empty = emptyRoomOf(aMachine({ id: 'i-1', free: [0, 0] }), large);
    expect(empty).toMatchObject({
      cpu: { free: 2048, total: 2048 },
      memory: { free: 7823, total: 7823 },
      interfaces: { free: 2, total: 2 },
    });
    expect([...empty.takenPorts]).toEqual(['22/tcp', '51678/tcp']);
  });

  it('that nobody has seen has at most what EC2 says, and any attribute', () => {
    const unseen = roomOfMachine(large);
    expect(unseen.memory).toEqual({ free: 8192, total: 8192 });
    expect(lacksOf(need({ attributes: [{ name: 'any' }], interfaces: 2, gpus: 4 }), unseen)).toEqual([]);
  });
});

describe('how often a task fits', () => {
  it.each<[Partial<Need>, readonly [number, number], number]>([
    [{ cpu: 512, memory: 1024 }, [2048, 7823], 4],
    [{ cpu: 512, memory: 4096 }, [2048, 7823], 1],
    [{ cpu: 512 }, [511, 7823], 0],
    [{ cpu: 1, interfaces: 1 }, [2048, 7823], 2],
    [{ cpu: 1, ports: ['80/tcp'] }, [2048, 7823], 1],
    [{ cpu: 1, ports: ['22/tcp'] }, [2048, 7823], 0],
    [{}, [2048, 7823], Number.POSITIVE_INFINITY],
  ])('%o in %o', (values, free, times) => {
    expect(timesIn(need(values), room(free))).toBe(times);
  });
});
