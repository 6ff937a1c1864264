import type { Region } from '../../world/region.ts';

/**
 * The answer of `make`, or the one that the same operation gave the same client token before. SDKs send a token of their
 * own with each request, so that what they repeat is done once.
 */
export function once<Output extends object>(
  region: Region,
  operation: string,
  token: string | undefined,
  make: () => Output,
): Output {
  if (token === undefined) return make();
  const key = `${operation} ${token}`;
  const known = region.ec2.answers.get(key) as Output | undefined;
  const answer = known ?? make();
  region.ec2.answers.set(key, answer);
  return answer;
}
