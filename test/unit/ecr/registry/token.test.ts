import { describe, expect, it } from 'vitest';
import { keepToken } from '../../../../src/ecr/registry/token.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const minutes = 60_000;

function tokens(lifetime: number) {
  const clock = new FakeClock();
  let count = 0;
  const fetch = async () => {
    count += 1;
    return { header: `Basic ${count}`, expiresAt: new Date(clock.now().getTime() + lifetime) };
  };
  return { clock, provider: keepToken(fetch, () => clock.now()) };
}

describe('a token', () => {
  it('is fetched once, however many ask, and again before it ends', async () => {
    const { clock, provider } = tokens(720 * minutes);
    expect(await Promise.all([provider.token(), provider.token()])).toEqual(['Basic 1', 'Basic 1']);
    clock.advance(700 * minutes);
    expect(await provider.token()).toBe('Basic 1');
    clock.advance(10 * minutes);
    expect(await provider.token()).toBe('Basic 2');
  });

  it('of credentials that end soon is not fetched for each request', async () => {
    const { clock, provider } = tokens(5 * minutes);
    expect([await provider.token(), await provider.token()]).toEqual(['Basic 1', 'Basic 1']);
    clock.advance(2 * minutes);
    expect(await provider.token()).toBe('Basic 2');
  });

  it('is renewed once for all whose token was not taken', async () => {
    const { provider } = tokens(720 * minutes);
    const stale = await provider.token();
    expect(await provider.renew(stale)).toBe('Basic 2');
    expect(await provider.renew(stale)).toBe('Basic 2');
  });

  it('that could not be fetched is tried again', async () => {
    let fails = true;
    const provider = keepToken(
      async () => {
        if (fails) throw new Error('no');
        return { header: 'Basic 1' };
      },
      () => new Date(),
    );
    await expect(provider.token()).rejects.toThrow('no');
    fails = false;
    expect(await provider.token()).toBe('Basic 1');
  });
});
