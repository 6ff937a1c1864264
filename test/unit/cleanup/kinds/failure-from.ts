import { Failure } from '../../../../src/failure.ts';

/** The failure that `act` ends in; undefined where it succeeds. Any other error goes on. */
export async function failureFrom(act: () => Promise<unknown>): Promise<Failure | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
