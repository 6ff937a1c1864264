import fc from 'fast-check';

/** Another seed each time; ECSCTL_TEST_SEED brings back a run that failed. */
export const seed = Number(process.env.ECSCTL_TEST_SEED) || Math.floor(Math.random() * 2 ** 31);

/** So many different values, always the same ones for a seed. */
export function sampled<Value>(arbitrary: fc.Arbitrary<Value>, count: number): Value[] {
  const seen = new Map<string, Value>();
  for (let round = 0; seen.size < count && round < 50; round += 1) {
    for (const value of fc.sample(arbitrary, { numRuns: count, seed: seed + round })) {
      if (seen.size < count) seen.set(JSON.stringify(value), value);
    }
  }
  return [...seen.values()];
}
