import { Failure } from '../../failure.ts';
import { isMembers } from '../members.ts';

/**
 * The failure of a run that has started tasks all the same: it names them, and says that the same command would start
 * them once more. Any other error is handed back as it is.
 * @param started ARNs of tasks.
 */
export function partlyRun(error: unknown, started: readonly string[]): unknown {
  if (!(error instanceof Failure) || started.length === 0) return error;
  const { kind, message, value } = error;
  const lines = started.map((arn) => `  started    ${arn}`);
  return new Failure(kind, [message, ...lines].join('\n'), {
    hint: 'do not repeat the command, which would start these tasks once more: run what is missing with aws ecs run-task',
    value: { ...(isMembers(value) && value), tasks: started },
    cause: error,
  });
}
