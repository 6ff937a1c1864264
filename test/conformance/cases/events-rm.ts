import { mustMatch } from '../matches.ts';
import { changesOnce, isRefused, type Room } from '../room.ts';
import { casesOf } from './case.ts';
import { makeBucket, makeQueue, makeStage, ownName, taskFlags } from './events-estate.ts';

const role = ['DeleteRole', 'DeleteRolePolicy'];
const rule = ['DeleteRule', 'RemoveTargets'];

/** Nothing of a name is left: no rule, no role, no queue. */
async function leavesNothing({ aws }: Room, name: string): Promise<void> {
  const rules = await aws('events', 'list-rules', '--name-prefix', name);
  mustMatch(rules, { Rules: [] }, 'rules');
  const { Roles } = await aws<{ Roles: { RoleName: string }[] }>('iam', 'list-roles');
  const roles = Roles.filter(({ RoleName }) => RoleName.startsWith(`ecsctl-${name}-`));
  mustMatch(roles, [], 'roles');
  const queues = await aws('sqs', 'list-queues', '--queue-name-prefix', `ecsctl-${name}-`);
  mustMatch(queues ?? {}, { QueueUrls: undefined }, 'queues');
}

export const eventRemovalCases = casesOf('events rm', {
  async 'takes away the rule of uploads with its role and its queue, and leaves the bucket'(room) {
    const name = ownName(room);
    const bucket = await makeBucket(room);
    const make = ['events', 'on-upload', name, '--bucket', bucket, ...taskFlags(room), '--create-dlq'];
    await room.ecsctl([...make, '--yes']);
    await changesOnce(room, ['events', 'rm', name], [...rule, ...role, 'DeleteQueue']);
    await leavesNothing(room, name);
    await room.aws('s3api', 'head-bucket', '--bucket', bucket);
    await isRefused(room, ['events', 'rm', name], 1, /no rule or schedule/);
  },

  async 'takes the statement of a rule out of the policy of a queue'(room) {
    const name = ownName(room);
    const queue = await makeQueue(room);
    await room.ecsctl(['events', 'on-stop', name, '--notify', `sqs:${queue.name}`, '--yes']);
    await changesOnce(room, ['events', 'rm', name], [...rule, 'SetQueueAttributes']);
    await leavesNothing(room, name);
    const attributes = ['--queue-url', queue.url, '--attribute-names', 'All'];
    const { Attributes } = await room.aws<{ Attributes: { Policy?: string } }>(
      ...['sqs', 'get-queue-attributes', ...attributes],
    );
    mustMatch(Attributes.Policy ?? '', '', 'policy');
  },

  async 'takes away a schedule with its role'(room) {
    const name = ownName(room);
    const { at, task } = await makeStage(room, 'eu-central-1');
    await room.ecsctl(['events', 'schedule', name, '--rate', '1 day', ...task, '--yes']);
    room.takeWrites();
    await room.ecsctl(['events', 'rm', name, ...at, '--dry-run', '--detailed-exitcode'], 3);
    mustMatch(room.takeWrites(), [], 'writes of the dry run');
    await room.ecsctl(['events', 'rm', name, ...at, '--yes']);
    const writes = room.takeWrites().map(({ operation }) => operation.replace(/\?.*/, ''));
    mustMatch(writes.sort(), [`DELETE /schedules/${name}`, ...role], 'writes of the run');
    mustMatch(await room.aws('scheduler', 'list-schedules', ...at), { Schedules: [] }, 'schedules');
    await leavesNothing(room, name);
  },
});
