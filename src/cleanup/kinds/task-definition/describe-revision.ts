import { DescribeTaskDefinitionCommand, ECSClient, type Tag, type TaskDefinition } from '@aws-sdk/client-ecs';
import type { Aws } from '../../../aws/aws.ts';
import type { ApiCall } from '../../../plan/plan.ts';
import { call } from '../../kind.ts';

/** A revision as AWS describes it. */
export interface Described {
  readonly definition: TaskDefinition;
  readonly tags: readonly Tag[];
}

/** Looks at one revision; undefined where it is gone. ECS says that by the error that it has for everything. */
export async function describeRevision(aws: Aws, arn: string): Promise<Described | undefined> {
  try {
    const { taskDefinition, tags = [] } = await aws
      .client(ECSClient)
      .send(new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ['TAGS'] }));
    return taskDefinition && { definition: taskDefinition, tags };
  } catch (error) {
    if (error instanceof Error && error.name === 'ClientException') return undefined;
    throw error;
  }
}

/**
 * The call that would register it again, under the family's next number: without what AWS says of a task definition and
 * does not take.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export function registerAgain({ definition, tags }: Described): ApiCall {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _attributes,
    compatibilities: _compatibilities,
    registeredAt: _registeredAt,
    registeredBy: _registeredBy,
    deregisteredAt: _deregisteredAt,
    deleteRequestedAt: _deleteRequestedAt,
    ...input
  } = definition;
  // Those of AWS itself, as CloudFormation puts on, are refused from anybody else.
  const own = tags.filter(({ key = '' }) => !key.startsWith('aws:'));
  return call('ecs', 'RegisterTaskDefinition', { ...input, ...(own.length > 0 && { tags: own }) });
}
