import type { Aws, ClientConstructor } from '../aws/aws.ts';
import type { AnyClient } from '../aws/call-middleware.ts';
import { Failure } from '../failure.ts';
import type { ApiCall } from './plan.ts';

export type Output = Readonly<Record<string, unknown>>;

type Send = (aws: Aws, input: ApiCall['input']) => Promise<Output>;

/** The operations that a noun's plans may call: service → operation → how it is sent. */
export type Operations = Readonly<Record<string, Readonly<Record<string, Send>>>>;

/** Any client with any of its commands: which belong together is checked where they are tied. */
interface Sender extends AnyClient {
  send(command: never): Promise<object>;
}

/** Ties operations to their client. The commands are named one by one, so that a bundle holds no others. */
export function operationsOf<Client extends Sender>(
  Client: ClientConstructor<Client>,
  commands: Readonly<Record<string, new (input: never) => object>>,
): Readonly<Record<string, Send>> {
  return Object.fromEntries(
    Object.entries(commands).map(([operation, Command]) => [
      operation,
      async (aws: Aws, input: ApiCall['input']) => ({
        ...(await aws.client(Client).send(new Command(input as never) as never)),
      }),
    ]),
  );
}

/** All of several tables in one: what two of them name for the same service is united. */
export function mergeOperations(tables: readonly Operations[]): Operations {
  const merged: Record<string, Readonly<Record<string, Send>>> = {};
  for (const table of tables) {
    for (const [service, operations] of Object.entries(table)) {
      merged[service] = { ...merged[service], ...operations };
    }
  }
  return merged;
}

/**
 * Sends one planned call and reads what AWS says inside of an HTTP 200.
 * @throws Failure `refused` for `failures[]` and `FailedEntries[]`.
 */
export async function sendCall(call: ApiCall, operations: Operations, aws: Aws): Promise<Output> {
  const send = operations[call.service]?.[call.operation];
  if (!send) throw new Error(`No way to send ${call.service}:${call.operation}`);
  const output = await send(aws, call.input);
  const refusals = [...listOf(output.failures), ...listOf(output.FailedEntries)];
  if (refusals.length > 0) {
    throw new Failure(
      'refused',
      `${call.operation} was refused in part: ${refusals.map(wordsOf).join('; ')}`,
    );
  }
  return output;
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}

function wordsOf(refusal: Record<string, unknown>): string {
  const { arn, TargetId, reason, detail, ErrorCode, ErrorMessage } = refusal;
  return [arn ?? TargetId, reason ?? ErrorCode, detail ?? ErrorMessage].filter(Boolean).join(' ');
}
