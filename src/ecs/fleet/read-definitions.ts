import { DescribeTaskDefinitionCommand, ECSClient, type TaskDefinition } from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';

/** The task definitions of these ARNs, each asked for once. One that was deleted meanwhile is left out. */
export async function readDefinitions(
  aws: Aws,
  arns: readonly string[],
): Promise<Map<string, TaskDefinition>> {
  const client = aws.client(ECSClient);
  const found = await eachAtOnce([...new Set(arns)], async (taskDefinition) => {
    const answer = await client
      .send(new DescribeTaskDefinitionCommand({ taskDefinition }))
      .catch((error: Error) => {
        if (error.name !== 'ClientException') throw error;
      });
    return [taskDefinition, answer?.taskDefinition] as const;
  });
  return new Map(found.flatMap(([arn, definition]) => (definition ? [[arn, definition]] : [])));
}
