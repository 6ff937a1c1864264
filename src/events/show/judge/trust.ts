import type { Role } from '@aws-sdk/client-iam';
import type { KnownKeys } from '../../../iam-policy/conditions.ts';
import { listOf, type PolicyDocument, type Principal, readPolicy } from '../../../iam-policy/document.ts';
import { evaluate } from '../../../iam-policy/evaluate.ts';
import type { Check, HopName } from '../value.ts';

/** Who would act in a role, and what IAM is told of on whose behalf. */
export interface Actor {
  readonly subject: HopName;
  readonly principal: string;
  readonly keys: KnownKeys;
  /** The command that puts the trust right. */
  readonly mend: string;
}

/** Whether a service may act in the role for this account and source. */
export function judgeTrust(role: Role, { subject, principal, keys, mend }: Actor): Check {
  const { RoleName: name = '', AssumeRolePolicyDocument: text = '' } = role;
  const see = `aws iam get-role --role-name ${name} --query Role.AssumeRolePolicyDocument`;
  const document = readPolicy(text);
  if (!document)
    return { subject, light: 'unknown', text: `the trust policy of ${name} cannot be read`, next: see };
  const isMeant = meansService(principal);
  const { decision, unknown } = evaluate(document.Statement, { action: 'sts:AssumeRole', isMeant, keys });
  switch (decision) {
    case 'allowed':
      return { subject, ...trusted(document, name, principal, isMeant, see) };
    case 'denied':
      return { subject, light: 'red', text: `the trust policy of ${name} denies ${principal}`, next: see };
    case 'unknown': {
      const text = `whether ${name} trusts ${principal} hangs on ${unknown.join(' and ')}, which is not judged`;
      return { subject, light: 'unknown', text, next: see };
    }
    case 'silent': {
      const isSpoken = document.Statement.some(
        ({ Principal }) => Principal !== undefined && isMeant(Principal),
      );
      const text = isSpoken
        ? `${name} trusts ${principal} on conditions that are not met here`
        : `${name} does not trust ${principal}`;
      return { subject, light: 'red', text, next: mend };
    }
  }
}

/** Without a condition on the source, rules of other accounts could make use of the role. */
function trusted(
  { Statement }: PolicyDocument,
  name: string,
  principal: string,
  isMeant: (principal: Principal) => boolean,
  see: string,
): Omit<Check, 'subject'> {
  const speaking = Statement.filter(
    ({ Effect, Principal }) => Effect === 'Allow' && Principal !== undefined && isMeant(Principal),
  );
  const isBound = speaking.every(({ Condition = {} }) =>
    Object.values(Condition).some((keys) =>
      Object.keys(keys).some((key) => /^aws:source(account|arn|orgid|orgpaths)$/i.test(key)),
    ),
  );
  if (isBound) return { light: 'green', text: `${name} trusts ${principal} for this account` };
  const text = `${name} trusts ${principal} whoever it acts for: a condition on aws:SourceAccount is missing`;
  return { light: 'yellow', text, next: see };
}

/** Whether an element `Principal` speaks of a service. */
export function meansService(service: string): (principal: Principal) => boolean {
  return (principal) =>
    principal === '*' ||
    (typeof principal !== 'string' &&
      [...listOf(principal.Service), ...listOf(principal.AWS)].some((one) => one === service || one === '*'));
}
