import type { AwsCli, AwsResult } from './aws-cli.ts';

/** A stand-in for AWS that the run speaks to. */
export interface Site {
  readonly name: 'moto' | 'sandbox';
  readonly url: string;
}

/** Runs an `aws` command that only prepares or reads: anything but success is the run's own failure. */
export async function must<Answer>(aws: AwsCli, site: Site, words: readonly string[]): Promise<Answer> {
  const { code, answer, stderr }: AwsResult = await aws.run(site.url, words);
  if (code === 0) return answer as Answer;
  throw new Error(`aws ${words.join(' ')} failed on ${site.name}: ${stderr}`);
}
