import { ECRClient, SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Aws } from '../../../aws/aws.ts';
import { type Operations, operationsOf } from '../../../plan/operations.ts';

const ecr = operationsOf(ECRClient, { SetRepositoryPolicy: SetRepositoryPolicyCommand });

/** What a grant may send. A repository is in a region of its own. */
export const operations: Operations = {
  iam: operationsOf(IAMClient, { PutRolePolicy: PutRolePolicyCommand }),
  ecr: {
    SetRepositoryPolicy: (aws: Aws, { region, ...input }) => {
      const send = ecr.SetRepositoryPolicy;
      if (!send) throw new Error('No SetRepositoryPolicy');
      return send(aws.inRegion(String(region)), input);
    },
  },
};
