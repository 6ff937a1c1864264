import type { Call } from '../../service.ts';
import { setStackStatus } from './stack-events.ts';
import type { Deletion, Stack } from './state.ts';

/** How a stack is to go, as far as it is not simply to go. */
export interface DeletionWishes {
  readonly token?: string;
  readonly retained?: readonly string[];
  readonly isForced?: boolean;
  readonly isRollback?: boolean;
}

/** Puts the stack on its way out; what it holds follows as time passes. */
export function beginDeletion(
  stack: Stack,
  reason: string | undefined,
  wishes: DeletionWishes,
  call: Call,
): void {
  const deletion: Deletion = {
    kind: 'deletion',
    caller: { world: call.world, endpoint: call.endpoint },
    token: wishes.token,
    isRollback: wishes.isRollback ?? false,
    retained: new Set(wishes.retained),
    isForced: wishes.isForced ?? false,
    statusBefore: stack.status,
  };
  stack.operation = deletion;
  stack.deletionMode = deletion.isForced ? 'FORCE_DELETE_STACK' : undefined;
  for (const resource of stack.resources) {
    resource.begunAt = undefined;
    resource.removal = undefined;
  }
  setStackStatus(stack, deletion.isRollback ? 'ROLLBACK_IN_PROGRESS' : 'DELETE_IN_PROGRESS', reason, call);
}
