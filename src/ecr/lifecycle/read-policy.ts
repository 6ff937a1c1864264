import { ECRClient, GetLifecyclePolicyCommand } from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import type { LifecyclePolicy } from './policy.ts';

/** The lifecycle policy that a repository has. */
export interface KeptPolicy {
  readonly text: string;
  readonly policy: LifecyclePolicy;
  /** When ECR acted on it last; absent before the first time. */
  readonly evaluatedAt?: Date;
}

/** The policy of a repository; undefined where it has none. */
export async function readPolicy(aws: Aws, repositoryName: string): Promise<KeptPolicy | undefined> {
  try {
    const { lifecyclePolicyText: text = '', lastEvaluatedAt } = await aws
      .client(ECRClient)
      .send(new GetLifecyclePolicyCommand({ repositoryName }));
    // ECR says of one that it has not acted on yet that it did so at the beginning of time.
    const acted = lastEvaluatedAt && lastEvaluatedAt.getTime() > 0;
    return {
      text,
      policy: JSON.parse(text) as LifecyclePolicy,
      ...(acted && { evaluatedAt: lastEvaluatedAt }),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'LifecyclePolicyNotFoundException') return undefined;
    throw error;
  }
}
