import { atOnce } from './at-once.ts';
import type { AwsCli } from './aws-cli.ts';
import { cases } from './cases/index.ts';
import { withRoom } from './room.ts';
import { seed } from './seed.ts';
import type { Site } from './site.ts';

/** How a case ended on a site; without an error it went as it should. */
export interface CaseResult {
  readonly name: string;
  readonly site: Site['name'];
  readonly error?: string;
}

/** Runs every case on a site, each on a service of its own. */
export async function runCases(aws: AwsCli, site: Site): Promise<CaseResult[]> {
  const estate = await seed(aws, site);
  return atOnce(3, [...cases.entries()], async ([index, { name, run }]) => {
    try {
      await withRoom({ aws, site, estate }, `case-${index + 1}`, run);
      return { name, site: site.name };
    } catch (error) {
      return { name, site: site.name, error: error instanceof Error ? error.message : String(error) };
    }
  });
}
