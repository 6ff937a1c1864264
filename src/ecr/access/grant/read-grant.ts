import { GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { ifThere } from '../../../aws/ask.ts';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import type { FoundAccess } from '../found.ts';
import { readAccess } from '../read/access.ts';
import type { Subject } from '../subject.ts';
import { policyName } from './role-policy.ts';

/** What is there, and what `ecsctl-pull` of each role says so far. */
export interface FoundGrant extends FoundAccess {
  /** ARN of a role → its inline policy of that name; none where it has none. */
  readonly inline: ReadonlyMap<string, string>;
}

/** @throws what AWS answers to one who may not look at the role's policies, for nothing can be added to these blindly. */
export async function readGrant(aws: Aws, subject: Subject): Promise<FoundGrant> {
  const found = await readAccess(aws, subject);
  const client = aws.client(IAMClient);
  const documents = await eachAtOnce(found.roles, async ({ arn, name: RoleName }) => {
    const answer = await ifThere('NoSuchEntityException', () =>
      client.send(new GetRolePolicyCommand({ RoleName, PolicyName: policyName })),
    );
    return [arn, answer?.PolicyDocument] as const;
  });
  const inline = documents.filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return { ...found, inline: new Map(inline) };
}
