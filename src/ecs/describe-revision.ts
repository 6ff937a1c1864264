import { DescribeTaskDefinitionCommand, ECSClient, type Tag, type TaskDefinition } from '@aws-sdk/client-ecs';
import type { Aws } from '../aws/aws.ts';

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
