import type { Told } from '../../../aws/ask.ts';
import type { Right } from '../../../iam-policy/right.ts';
import type { FoundAccess, FoundRole, ImageName, StoredImage } from '../found.ts';
import { customaryAction, neededActions } from '../pull-actions.ts';
import type { Check } from '../value.ts';
import { grantedByRepository } from './repository-policy.ts';

/** What the roles may do by IAM: to get a token, and to pull from the repository. */
export function judgeRights(found: FoundAccess, name: ImageName, stored: StoredImage): Check[] {
  return found.roles.filter(exists).map((role) => judgeRole(found, role, name, stored));
}

function exists({ role }: FoundRole): boolean {
  return !('value' in role) || role.value !== undefined;
}

function judgeRole(found: FoundAccess, role: FoundRole, name: ImageName, stored: StoredImage): Check {
  const subject = 'rights' as const;
  const rights = rightsOn(role, name);
  if ('refused' in rights) {
    return {
      subject,
      light: 'unknown',
      text: `what ${role.name} may do is not known: the caller may not ${rights.refused}`,
      next: `have ${rights.refused} allowed on ${role.arn}, and run this again`,
    };
  }
  const { value } = rights;
  const lacking = lackingOf(value, role, name, stored);
  if (lacking.length > 0) return refusal(found, role, name, lacking);
  const open = [...new Set(value.flatMap(({ missing }) => missing))];
  const where = `repository ${name.repository}`;
  if (open.length > 0) {
    return {
      subject,
      light: 'yellow',
      text: `${role.name} may pull from ${where}, unless a condition on ${open.join(' or ')}, which is not judged, says otherwise`,
    };
  }
  const isPlain = value.some(({ action, decision }) => action === customaryAction && decision !== 'allowed');
  const aside = isPlain ? `; it may not ${customaryAction}, which a pull does without` : '';
  return { subject, light: 'green', text: `${role.name} may get a token and pull from ${where}${aside}` };
}

/** The rights that a pull from the repository takes, the token's among them. */
export function rightsOn(role: FoundRole, { repositoryArn }: ImageName): Told<readonly Right[]> {
  const own = role.rights.get(repositoryArn) ?? { value: [] };
  if ('refused' in role.token) return role.token;
  return 'refused' in own ? own : { value: [...role.token.value, ...own.value] };
}

/** Those without which there is no pull. In an account of one's own, the repository's policy may give them, too. */
export function lackingOf(
  rights: readonly Right[],
  role: FoundRole,
  name: ImageName,
  stored: StoredImage,
): Right[] {
  return rights.filter(
    (right) =>
      right.decision !== 'allowed' &&
      right.action !== customaryAction &&
      !(
        right.decision === 'implicitDeny' &&
        right.limitedBy === undefined &&
        neededActions.includes(right.action) &&
        grantedByRepository(role, name, stored, right.action)
      ),
  );
}

function refusal(
  { subject: who }: FoundAccess,
  role: FoundRole,
  name: ImageName,
  lacking: readonly Right[],
): Check {
  const subject = 'rights' as const;
  const actions = lacking.map(({ action }) => action).join(', ');
  const sentence = `${role.name} may not ${actions}`;
  const [denied] = lacking.filter(({ decision }) => decision === 'explicitDeny');
  if (denied && denied.limitedBy === undefined) {
    const policies = denied.policies.join(', ') || 'a policy';
    return {
      ...{ subject, light: 'red', text: `${sentence}: ${policies} denies it` },
      next: `take the deny out of ${policies}: aws iam list-role-policies --role-name ${role.name}; aws iam list-attached-role-policies --role-name ${role.name}`,
    };
  }
  const [limited] = lacking.filter(({ limitedBy }) => limitedBy !== undefined);
  if (limited?.limitedBy === 'organization') {
    return {
      ...{
        subject,
        light: 'red',
        text: `${sentence}: a service control policy of the organization does not let it`,
      },
      next: 'ask those who keep the organization: aws organizations list-policies --filter SERVICE_CONTROL_POLICY',
    };
  }
  if (limited) {
    return {
      ...{ subject, light: 'red', text: `${sentence}: its permissions boundary does not let it` },
      next: `widen the boundary: aws iam get-role --role-name ${role.name} --query Role.PermissionsBoundary`,
    };
  }
  const open = [...new Set(lacking.flatMap(({ missing }) => missing))];
  if (open.length > 0) {
    const light = 'unknown' as const;
    const text = `whether ${role.name} may ${actions} hangs on ${open.join(' and ')}, which is not judged`;
    return { subject, light, text, next: `aws iam list-role-policies --role-name ${role.name}` };
  }
  const where = actions === 'ecr:GetAuthorizationToken' ? '' : ` on repository ${name.repository}`;
  return {
    ...{ subject, light: 'red', text: `${sentence}${where}: none of its policies allows it` },
    next: `ecsctl ecr access grant ${who}`,
  };
}
