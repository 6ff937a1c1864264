import { mustMatch, someText } from '../matches.ts';
import { isRefused, type Room } from '../room.ts';
import { casesOf } from './case.ts';

async function makeScaling(room: Room): Promise<void> {
  const bounds = ['--min', '2', '--max', '6'];
  await room.ecsctl(['scale', 'set', room.service, ...bounds, '--cpu', '60', '--requests', '500', '--yes']);
  await room.ecsctl([
    'scale',
    'schedule',
    room.service,
    'morning',
    '--cron',
    '0 9 * * ? *',
    '--min',
    '4',
    '--yes',
  ]);
  room.takeWrites();
}

/** Reads, and holds that reading is all that it does. */
async function read(room: Room, argv: readonly string[]): Promise<unknown> {
  room.takeWrites();
  const { value } = await room.ecsctl(argv);
  mustMatch(room.takeWrites(), [], 'writes');
  return value;
}

export const statusCases = casesOf('scale status', {
  async 'shows bounds, policies and schedules of a service'(room) {
    await makeScaling(room);
    mustMatch(
      await read(room, ['scale', 'status', room.service]),
      {
        service: room.service,
        tasks: { desired: 2 },
        bounds: { min: 2, max: 6 },
        policies: [
          { type: 'target-tracking', name: 'ecsctl-cpu' },
          { type: 'target-tracking', name: 'ecsctl-requests' },
        ],
        schedules: [{ name: 'morning' }],
        verdict: { code: someText, text: someText },
      },
      'status',
    );
  },

  async 'shows a service that does not scale'(room) {
    mustMatch(
      await read(room, ['scale', 'status', room.service]),
      { service: room.service, policies: [] },
      'status',
    );
  },

  'names the services there are, for one that does not exist': (room) =>
    isRefused(room, ['scale', 'status', `${room.service}x`], 1, /no service .*did you mean/s),
});

export const lsCases = casesOf('scale ls', {
  async 'lists the services that scale, and how'(room) {
    await makeScaling(room);
    const { services } = (await read(room, ['scale', 'ls', '--cluster', 'lab'])) as {
      services: { service: string }[];
    };
    const own = services.filter(({ service }) => service === room.service);
    mustMatch(own, [{ min: 2, max: 6, desired: 2, policies: ['cpu 60', 'requests 500'] }], 'list');
  },

  'names the clusters there are, for one that does not exist': (room) =>
    isRefused(room, ['scale', 'ls', '--cluster', 'labb'], 1, /no cluster labb.*lab/s),
});
