import { listed } from '../../../terminal/listed.ts';
import type { Ask, AskedRight, FoundRole } from '../found-road.ts';
import type { Check, HopName } from '../value.ts';
import { untold } from './untold.ts';

/** Whether a role may do all that is asked of it, one check for what it lacks. */
export function judgeRights(
  { name, rights }: FoundRole,
  subject: HopName,
  mend: (ask: Ask) => string,
): Check[] {
  if ('refused' in rights) return [untold(subject, `what ${name} may do`, rights.refused)];
  const lacking = rights.value.filter(({ right }) => right.decision !== 'allowed');
  if (lacking.length > 0) return lacking.map((one) => refusal(one, name, subject, mend));
  if (rights.value.length === 0) return [];
  const open = [...new Set(rights.value.flatMap(({ right }) => right.missing))];
  const text = `${name} may ${listed([...new Set(rights.value.map(({ ask }) => ask.action))])}`;
  if (open.length === 0) return [{ subject, light: 'green', text }];
  const unless = `unless a condition on ${open.join(' or ')}, which is not judged, says otherwise`;
  return [{ subject, light: 'yellow', text: `${text}, ${unless}` }];
}

function refusal(
  { ask, right }: AskedRight,
  name: string,
  subject: HopName,
  mend: (ask: Ask) => string,
): Check {
  const sentence = `${name} may not ${ask.action} on ${ask.on}`;
  if (right.limitedBy === 'organization') {
    const text = `${sentence}: a service control policy of the organization does not let it`;
    return { subject, light: 'red', text, next: 'ask those who keep the organization' };
  }
  if (right.limitedBy === 'boundary') {
    const next = `aws iam get-role --role-name ${name} --query Role.PermissionsBoundary`;
    return { subject, light: 'red', text: `${sentence}: its permissions boundary does not let it`, next };
  }
  if (right.decision === 'explicitDeny') {
    const policies = right.policies.join(', ') || 'a policy';
    const next = `aws iam list-role-policies --role-name ${name}`;
    return { subject, light: 'red', text: `${sentence}: ${policies} denies it`, next };
  }
  if (right.missing.length > 0) {
    const text = `whether ${name} may ${ask.action} on ${ask.on} hangs on ${right.missing.join(' and ')}, which is not judged`;
    return { subject, light: 'unknown', text, next: `aws iam list-role-policies --role-name ${name}` };
  }
  return { subject, light: 'red', text: `${sentence}: none of its policies allows it`, next: mend(ask) };
}
