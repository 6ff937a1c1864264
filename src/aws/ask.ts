import type { CalledError } from './call-middleware.ts';

/** What AWS told, or the action that the caller would need to be told. */
export type Told<Value> = { readonly value: Value } | { readonly refused: string };

const refusal = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|NotAuthorized)$/;

/** Asks what the caller may not be allowed to ask: a refusal is an answer, every other error is thrown. */
export async function ask<Value>(question: () => Promise<Value>): Promise<Told<Value>> {
  try {
    return { value: await question() };
  } catch (error) {
    if (!(error instanceof Error) || !refusal.test(error.name)) throw error;
    const { $call } = error as CalledError;
    return {
      refused: /not authorized to perform: ([\w-]+:\w+)/.exec(error.message)?.[1] ?? $call ?? error.name,
    };
  }
}

/** What is not there is undefined. */
export async function ifThere<Value>(
  error: string,
  question: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await question();
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === error) return undefined;
    throw thrown;
  }
}
