import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { eachAtOnce } from '../aws/at-once.ts';
import type { Aws } from '../aws/aws.ts';
import type { Found } from './found.ts';
import type { Judgement } from './judge/finding.ts';
import { judge } from './judge/judge.ts';
import type { Choices } from './judge/stay.ts';
import type { Kind } from './kind.ts';
import { readOrphanage } from './stack/orphanage.ts';
import { readSubject } from './stack/read-subject.ts';
import type { Subject } from './stack/subject.ts';
import { readTagIndex, stackTag, type TagIndex } from './stack/tag-index.ts';
import { survey } from './survey.ts';
import { keyOf, type Thing } from './thing.ts';
import type { Unfinished } from './unfinished.ts';

interface Looking {
  readonly choices: Choices;
  readonly kinds: readonly Kind[];
  /** What was to be deleted before of these stacks, by their ids. */
  readonly unfinished: (stacks: ReadonlySet<string>) => Promise<readonly Unfinished[]>;
}

/**
 * Looks at the stack, at everything in its region, and closer at what would go: what it holds, what protects it, and
 * whether the list of another stack has it.
 * @throws Failure `not-found` for a stack of which there is no trace.
 */
export function readFound(aws: Aws, asked: string, looking: Looking): Promise<Found> {
  return look(aws, looking, false, (_region, tags) => readSubject(aws, asked, tags));
}

/** The same for everything that stacks have left that are gone. */
export function readOrphans(aws: Aws, looking: Looking): Promise<Found> {
  return look(aws, looking, true, (region, tags) => readOrphanage(aws, region, tags));
}

async function look(
  aws: Aws,
  { choices, kinds, ...looking }: Looking,
  everywhere: boolean,
  readAbout: (region: string, tags: TagIndex) => Promise<Subject>,
): Promise<Found> {
  const [tags, region] = await Promise.all([
    readTagIndex(aws),
    aws.client(CloudFormationClient).config.region(),
  ]);
  const subject = await readAbout(region, tags);
  const unfinished = await looking.unfinished(subject.ids);
  const things = await survey({ aws, region, kinds, wishes: choices, tags, subject, named: unfinished });
  const judgement = judge({ subject, things, kinds, choices, everywhere, unfinished });
  const [closer, claims] = await Promise.all([
    inspect(aws, judgement, { kinds, choices }),
    subject.others.size === 0 ? new Map<string, string>() : readClaims(aws, judgement),
  ]);
  const seen = things.map((thing) => closer.get(thing) ?? thing);
  return { subject, region, claims, everywhere, unfinished, things: seen };
}

async function inspect(
  aws: Aws,
  { doomed, staying }: Judgement,
  { kinds, choices }: Pick<Looking, 'kinds' | 'choices'>,
): Promise<ReadonlyMap<Thing, Thing>> {
  const looks = [...doomed, ...staying].flatMap(({ thing }) => {
    const look = kinds.find(({ name }) => name === thing.kind)?.inspect;
    return look && thing.automatic === undefined && thing.leaving === undefined ? [{ thing, look }] : [];
  });
  const seen = await eachAtOnce(looks, async ({ thing, look }) => {
    return [thing, await look(thing, aws, choices)] as const;
  });
  return new Map(seen);
}

/** Things that take no tags, or lost them, may stand in another stack's list: it is asked for by physical id. */
async function readClaims(aws: Aws, { doomed, suspected }: Judgement): Promise<Map<string, string>> {
  const unsure = [...doomed, ...suspected].filter(
    ({ thing, evidence }) =>
      (evidence === 'linked' || evidence === 'suspected') &&
      thing.tags[stackTag.id] === undefined &&
      thing.automatic === undefined &&
      // A revision is tagged by the stack that registers it, and there may be thousands.
      thing.kind !== 'task definition',
  );
  const claims = await eachAtOnce(unsure, async ({ thing }) => {
    return [keyOf(thing), await owningStack(aws, thing)] as const;
  });
  return new Map(claims.flatMap(([key, id]) => (id === undefined ? [] : [[key, id] as const])));
}

/** The living or dead stack in whose list the thing is, by the id or the first other name that CloudFormation may show. */
async function owningStack(aws: Aws, { id, aliases = [] }: Thing): Promise<string | undefined> {
  for (const physicalId of [id, ...aliases.slice(0, 1)]) {
    const owner = await stackWith(aws, physicalId);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** That no stack has it, AWS says by an error. */
async function stackWith(aws: Aws, physicalId: string): Promise<string | undefined> {
  try {
    const { StackResources = [] } = await aws
      .client(CloudFormationClient)
      .send(new DescribeStackResourcesCommand({ PhysicalResourceId: physicalId }));
    return StackResources.find(({ PhysicalResourceId }) => PhysicalResourceId === physicalId)?.StackId;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return undefined;
    throw error;
  }
}
