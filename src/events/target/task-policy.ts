import { usage } from '../../failure.ts';
import { readPolicy } from '../../iam-policy/document.ts';

/** Characters that AWS lets the inline policies of a role have, without white space. */
const longest = 10_240;
const form = 'write a policy document: {"Version": "2012-10-17", "Statement": […]}';

/**
 * Reads the policy that is to go into the task role.
 * @returns it as JSON without white space.
 * @throws a usage failure for what is no policy of a role.
 */
export function readTaskPolicy(text: string): string {
  const policy = readPolicy(text);
  if (!policy || policy.Statement.length === 0)
    throw usage('--task-policy is not a policy document with statements', form);
  for (const { Effect, Principal, NotPrincipal } of policy.Statement) {
    if (Effect !== 'Allow' && Effect !== 'Deny')
      throw usage('--task-policy has a statement whose Effect is neither Allow nor Deny', form);
    if (Principal !== undefined || NotPrincipal !== undefined)
      throw usage(
        '--task-policy has a statement with a principal',
        'leave it out: the principal is the task role',
      );
  }
  const document = JSON.stringify({ ...policy, Version: policy.Version ?? '2012-10-17' });
  if (document.length <= longest) return document;
  throw usage(
    `--task-policy has ${document.length} characters`,
    `AWS takes ${longest} of all inline policies of a role`,
  );
}
