import { setTimeout as sleep } from 'node:timers/promises';
import type { Room } from './room.ts';

/** Seconds within which CloudFormation must be done with a stack of a few resources. */
const patience = 180;
/** Seconds between two looks at it. */
const interval = 3;

type Parameters = Readonly<Record<string, string>>;

/** Has CloudFormation make a stack from a template, which is there when this returns. */
export async function makeStack(
  room: Room,
  name: string,
  template: object,
  parameters: Parameters,
): Promise<void> {
  const given = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  await room.aws(
    ...['cloudformation', 'create-stack', '--stack-name', name],
    ...['--template-body', JSON.stringify(template), '--parameters', JSON.stringify(given)],
  );
  await becomes(room, name, 'CREATE_COMPLETE');
}

/** Has CloudFormation delete a stack, and waits for the end. */
export async function deleteStack(room: Room, name: string): Promise<void> {
  await room.aws('cloudformation', 'delete-stack', '--stack-name', name);
  await becomes(room, name, 'DELETE_COMPLETE');
}

/** @throws an error that tells the state in which the stack has stopped, or still is. */
async function becomes(room: Room, name: string, wanted: string): Promise<void> {
  const latest = async () => {
    const query = ['--query', `StackSummaries[?StackName==\`${name}\`].StackStatus`];
    const [status] = await room.aws<string[]>('cloudformation', 'list-stacks', ...query);
    return status;
  };
  for (let second = 0; second < patience; second += interval) {
    const status = await latest();
    if (status === wanted) return;
    if (!status?.endsWith('_IN_PROGRESS')) throw new Error(`stack ${name} is ${status}, not ${wanted}`);
    await sleep(interval * 1000);
  }
  throw new Error(`stack ${name} is not ${wanted} after ${patience} seconds`);
}
