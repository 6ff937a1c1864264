import { changes, isRefused, type Room, readsBack } from '../room.ts';
import { casesOf } from './case.ts';

const part = {
  in: 'DynamicScalingInSuspended',
  out: 'DynamicScalingOutSuspended',
  scheduled: 'ScheduledScalingSuspended',
};

/** A service with bounds, and with these parts suspended by somebody else before. */
async function makeTarget(
  { aws, resourceId }: Room,
  suspended: readonly (keyof typeof part)[] = [],
): Promise<void> {
  await aws(
    ...['application-autoscaling', 'register-scalable-target', '--service-namespace', 'ecs'],
    ...['--scalable-dimension', 'ecs:service:DesiredCount', '--resource-id', resourceId],
    ...['--min-capacity', '1', '--max-capacity', '4'],
    ...['--suspended-state', JSON.stringify(stateOf(suspended))],
  );
}

function stateOf(suspended: readonly (keyof typeof part)[]) {
  const entries = Object.entries(part).map(([name, member]) => [
    member,
    suspended.some((one) => one === name),
  ]);
  return Object.fromEntries(entries) as Record<string, boolean>;
}

async function isSuspended(room: Room, suspended: readonly (keyof typeof part)[]): Promise<void> {
  await readsBack(room, { target: { MinCapacity: 1, MaxCapacity: 4, SuspendedState: stateOf(suspended) } });
}

const register = ['RegisterScalableTarget'];

export const suspendCases = casesOf('scale suspend', {
  async 'stops all scaling and keeps the bounds'(room) {
    await makeTarget(room);
    await changes(room, ['scale', 'suspend', room.service], register);
    await isSuspended(room, ['in', 'out', 'scheduled']);
  },

  async 'stops one part and leaves the others as they were'(room) {
    await makeTarget(room, ['scheduled']);
    await changes(room, ['scale', 'suspend', room.service, 'in'], register);
    await isSuspended(room, ['in', 'scheduled']);
  },

  'refuses a service that does not scale': (room) =>
    isRefused(room, ['scale', 'suspend', room.service, '--yes'], 1, /scale set/),
});

export const resumeCases = casesOf('scale resume', {
  async 'starts all scaling'(room) {
    await makeTarget(room, ['in', 'scheduled']);
    await changes(room, ['scale', 'resume', room.service], register);
    await isSuspended(room, []);
  },

  async 'starts one part and leaves the others as they were'(room) {
    await makeTarget(room, ['in', 'out', 'scheduled']);
    await changes(room, ['scale', 'resume', room.service, 'out'], register);
    await isSuspended(room, ['in', 'scheduled']);
  },
});
