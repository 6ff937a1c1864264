import { type PolicyDocument, readPolicy } from '../../../iam-policy/document.ts';
import { evaluate, meansRole, type PolicyVerdict } from '../../../iam-policy/evaluate.ts';
import type { FoundRole, ImageName, StoredImage } from '../found.ts';

/** The repository's policy as a document: undefined where there is none, or none that can be read. */
export function policyOf({ policy }: StoredImage): PolicyDocument | undefined {
  return 'value' in policy && policy.value !== undefined ? readPolicy(policy.value) : undefined;
}

/** What the repository's policy says of a role and an action. */
export function heardOfRole(
  document: PolicyDocument,
  role: FoundRole,
  { region }: ImageName,
  action: string,
  byName = false,
): PolicyVerdict {
  const account = accountOf(role);
  return evaluate(document.Statement, {
    action,
    isMeant: meansRole(role.arn, account, byName),
    keys: {
      'aws:principalarn': role.arn,
      'aws:principalaccount': account,
      'aws:requestedregion': region,
      'aws:securetransport': 'true',
    },
  });
}

/**
 * Whether the repository's own policy is enough: in the account that both are of, one that means the role itself is, and one
 * that means the whole account leaves it to IAM.
 */
export function grantedByRepository(
  role: FoundRole,
  name: ImageName,
  stored: StoredImage,
  action: string,
): boolean {
  const document = policyOf(stored);
  if (!document || accountOf(role) !== name.account) return false;
  return heardOfRole(document, role, name, action, true).decision === 'allowed';
}

export function accountOf({ arn }: FoundRole): string {
  return arn.split(':')[4] ?? '';
}
