import type { Operations } from '../../../plan/operations.ts';

/**
 * Operations of ECS whose answer may say, within its HTTP 200, that it knows the thing no more. To one who waits until
 * it is gone that is no refusal, so those failures are left out; what remains is empty.
 */
export function toleratingMissing(operations: Operations[string]): Operations[string] {
  return Object.fromEntries(
    Object.entries(operations).map(([name, send]): [string, typeof send] => [
      name,
      async (aws, input) => {
        const output = await send(aws, input);
        const failures = Array.isArray(output.failures) ? output.failures : [];
        return { ...output, failures: failures.filter(({ reason }) => reason !== 'MISSING') };
      },
    ]),
  );
}
