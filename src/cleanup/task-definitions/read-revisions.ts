import { ECSClient, paginateListTaskDefinitionFamilies } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { notFound } from '../../aws/not-found.ts';
import { collect } from '../../aws/pages.ts';
import { listRevisions } from '../../ecs/list-revisions.ts';
import { nameRevision, type Revision } from '../../ecs/revision.ts';
import type { RevisionWishes } from './flags.ts';

export const revisionReads = [
  'ecs:ListTaskDefinitions',
  'ecs:ListTaskDefinitionFamilies',
  'ecs:DescribeTaskDefinition',
] as const;

export interface Revisions {
  /** By family and number, ascending. */
  readonly revisions: readonly Revision[];
  readonly leaving: readonly string[];
}

/**
 * The revisions that a clean-up may be about.
 * @throws Failure `not-found` for a family that the account never had.
 */
export async function readRevisions(aws: Aws, { family, forGood }: RevisionWishes): Promise<Revisions> {
  const list = (status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS') => listRevisions(aws, status, family);
  const [active, inactive, leaving] = await Promise.all([
    list('ACTIVE'),
    forGood ? list('INACTIVE') : [],
    forGood ? list('DELETE_IN_PROGRESS') : [],
  ]);
  if (family !== undefined && active.length + inactive.length + leaving.length === 0) {
    await mustExist(aws, family);
  }
  return {
    revisions: [...active, ...inactive].sort(byName),
    leaving: leaving.map(nameRevision),
  };
}

async function mustExist(aws: Aws, family: string): Promise<void> {
  const families = await collect(
    paginateListTaskDefinitionFamilies({ client: aws.client(ECSClient), pageSize: 100 }, { status: 'ALL' }),
    (page) => page.families,
  );
  if (!families.includes(family)) throw notFound('task definition family', family, families);
}

function byName(one: Revision, other: Revision): number {
  if (one.family !== other.family) return one.family < other.family ? -1 : 1;
  return one.number - other.number;
}
