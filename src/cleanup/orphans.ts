import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Aws } from '../aws/aws.ts';
import { Failure } from '../failure.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Answer, VerbContext } from '../verb/verb.ts';
import type { Prices } from './cost/prices.ts';
import { earlierRuns } from './earlier-runs.ts';
import type { Choices } from './judge/stay.ts';
import { kinds } from './kinds/index.ts';
import { readOrphans } from './read.ts';
import { type Swept, sweep } from './sweep.ts';

export interface OrphanWishes {
  /** Every region that the account has switched on, one after the other. */
  readonly allRegions: boolean;
  readonly check: boolean;
  readonly choices: Choices;
  readonly prices: Prices;
}

/** Cleans up what stacks that are gone have left behind, and shows what else looks as if nobody used it. */
export async function cleanOrphans(
  context: VerbContext,
  { allRegions, ...wishes }: OrphanWishes,
): Promise<Answer> {
  const one = (aws: Aws) =>
    sweep(
      { ...context, aws },
      {
        ...wishes,
        read: (unfinished) => {
          const earlier = earlierRuns(context, unfinished);
          return readOrphans(aws, { choices: wishes.choices, kinds, unfinished: earlier });
        },
        expects: ({ region }) => region,
      },
    );
  if (!allRegions) return one(context.aws);
  const regions = await readRegions(context.aws);
  const answers: Swept[] = [];
  // One region after the other: each shows its own plan and asks for its own yes.
  for (const region of regions) {
    context.signal.throwIfAborted();
    answers.push(await named(region, () => one(context.aws.inRegion(region))));
  }
  return {
    value: regions.map((region, index) => ({ region, ...(answers[index]?.value as object) })),
    text: (screen) => inRegions(regions, answers, screen),
    exitCode: Math.max(0, ...answers.map(({ exitCode }) => exitCode ?? 0)),
  };
}

/** Where there is something, what it is; of all other regions, that there is nothing. */
function inRegions(regions: readonly string[], answers: readonly Swept[], screen: Screen): string {
  const bare = regions.filter((_, index) => answers[index]?.isBare);
  const told = answers.filter(({ isBare }) => !isBare).map(({ text }) => text(screen));
  return [...told, ...(bare.length > 0 ? [`Nothing in ${bare.join(', ')}.`] : [])].join('\n\n');
}

/** The regions that the account has switched on, by name. */
async function readRegions(aws: Aws): Promise<string[]> {
  const { Regions = [] } = await aws.client(EC2Client).send(new DescribeRegionsCommand({}));
  return Regions.flatMap(({ RegionName }) => RegionName ?? []).sort();
}

/** A failure in one of many regions says in which. */
async function named(region: string, work: () => Promise<Swept>): Promise<Swept> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { kind, hint, value } = error;
    throw new Failure(kind, `in ${region}: ${error.message}`, { cause: error, value, ...(hint && { hint }) });
  }
}
