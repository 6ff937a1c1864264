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

/**
 * Runs the cases on a site, each on a service of its own, two side by side.
 * @param words only of the verbs that begin with these.
 */
export async function runCases(aws: AwsCli, site: Site, words = ''): Promise<CaseResult[]> {
  const estate = await seed(aws, site);
  const chosen = [...cases.entries()].filter(([, { verb }]) => `${verb} `.startsWith(words && `${words} `));
  return atOnce(2, chosen, async ([index, { name, run }]) => {
    try {
      await withRoom({ aws, site, estate }, nameOf(index), run);
      return { name, site: site.name };
    } catch (error) {
      return { name, site: site.name, error: error instanceof Error ? error.message : String(error) };
    }
  });
}

/** No name begins with another: moto takes a service for each whose name its own begins with. */
function nameOf(index: number): string {
  return `case-${String(index + 1).padStart(3, '0')}`;
}
