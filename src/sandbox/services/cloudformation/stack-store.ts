import { AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import type { Stack } from './state.ts';

/** CloudFormation goes on telling of a deleted stack for so long. */
const REMEMBERED_MS = 90 * 24 * 3600 * 1000;

/** The stack of that name or id that is there; undefined where there is none, or no more. */
export function livingStack(region: Region, nameOrId = ''): Stack | undefined {
  const byId = region.cloudformation.stacks.get(nameOrId);
  if (byId) return byId.deletedAt ? undefined : byId;
  return [...region.cloudformation.stacks.values()].find(
    ({ name, deletedAt }) => name === nameOrId && !deletedAt,
  );
}

/** The living stack of that name, or the one of that id, which may have been deleted in the last ninety days. */
export function knownStack({ region, now }: Call, nameOrId = ''): Stack | undefined {
  const byId = region.cloudformation.stacks.get(nameOrId);
  return byId ? (isRemembered(byId, now) ? byId : undefined) : livingStack(region, nameOrId);
}

/** {@link knownStack}, or AWS's ValidationError: it has no error of its own for a stack that is not there. */
export function findStack(call: Call, nameOrId: string | undefined): Stack {
  const stack = knownStack(call, nameOrId);
  if (stack) return stack;
  throw invalid(`Stack with id ${nameOrId} does not exist`);
}

/** Whether the stack is there, or was deleted in the last ninety days. */
export function isRemembered({ deletedAt }: Stack, now: Date): boolean {
  return !deletedAt || now.getTime() - deletedAt.getTime() < REMEMBERED_MS;
}

/** The stack at the top of a nest, which is the stack itself where it is in none. */
export function rootOf(region: Region, stack: Stack): Stack {
  const parent = stack.parentId ? region.cloudformation.stacks.get(stack.parentId) : undefined;
  return parent ? rootOf(region, parent) : stack;
}

/** An id for a stack of that name, which no other stack of the name has had. */
export function newStackId(region: Region, name: string): string {
  return arn(region, 'cloudformation', `stack/${name}/${region.ids.uuid()}`);
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
