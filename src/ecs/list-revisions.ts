import { ECSClient, paginateListTaskDefinitions, type TaskDefinitionStatus } from '@aws-sdk/client-ecs';
import type { Aws } from '../aws/aws.ts';
import { collect } from '../aws/pages.ts';
import { type Revision, readRevision } from './revision.ts';

/**
 * The revisions that have a status, a hundred a call, by family and then by number.
 * @param family all families where none is named. ListTaskDefinitions takes it whole, whatever its parameter is called.
 */
export async function listRevisions(
  aws: Aws,
  status: TaskDefinitionStatus,
  family?: string,
): Promise<Revision[]> {
  const arns = await collect(
    paginateListTaskDefinitions(
      { client: aws.client(ECSClient), pageSize: 100 },
      { status, sort: 'ASC', ...(family !== undefined && { familyPrefix: family }) },
    ),
    ({ taskDefinitionArns }) => taskDefinitionArns,
  );
  return arns.flatMap((arn) => readRevision(arn, status === 'ACTIVE') ?? []);
}
