import { describe, expect, it } from 'vitest';
import { RegistryRefusal } from '../../../../src/ecr/registry/refusal.ts';
import { retrying } from '../../../../src/ecr/registry/retry.ts';
import { Failure } from '../../../../src/failure.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const asked = { host: 'h', repository: 'web', what: 'x' };
const refused = (status: number, headers = {}) =>
  new RegistryRefusal(asked, { status, headers, body: Buffer.from('') });
const reset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

function trial(...errors: unknown[]) {
  const clock = new FakeClock();
  let retries = 0;
  const options = {
    clock,
    signal: new AbortController().signal,
    random: () => 1,
    onRetry: () => (retries += 1),
  };
  const result = retrying(async (attempt) => {
    if (errors.length > 0) throw errors.shift();
    return attempt;
  }, options);
  return { clock, result, retries: () => retries };
}

describe('what fails for a while', () => {
  it('is tried five times at most, after pauses that grow', async () => {
    const { clock, result, retries } = trial(reset(), refused(500), refused(429), refused(503));
    expect(await result).toBe(5);
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000]);
    expect(retries()).toBe(4);
  });

  it('ends with what the last try met', async () => {
    await expect(trial(...Array.from({ length: 5 }, () => refused(500))).result).rejects.toThrow(
      'answered 500',
    );
    await expect(trial(...Array.from({ length: 5 }, reset)).result).rejects.toBeInstanceOf(Failure);
  });

  it('is left alone as long as it wants to be, unless that is too long', async () => {
    const { clock, result } = trial(refused(429, { 'retry-after': '7' }));
    await result;
    expect(clock.sleeps).toEqual([7000]);
    await expect(trial(refused(429, { 'retry-after': '3600' })).result).rejects.toThrow('429');
  });

  it.each([400, 401, 403, 404, 405, 413])('is tried once where the answer is %s', async (status) => {
    const { clock, result } = trial(refused(status));
    await expect(result).rejects.toThrow();
    expect(clock.sleeps).toEqual([]);
  });
});
