import { Failure } from '../../../failure.ts';
import { readPolicy } from '../../../iam-policy/document.ts';
import type { Right } from '../../../iam-policy/right.ts';
import type { Plan, Step } from '../../../plan/plan.ts';
import type { FoundRole } from '../found.ts';
import { judgeAccess } from '../judge/judge.ts';
import { lackingOf, rightsOn } from '../judge/rights.ts';
import { tokenAction } from '../pull-actions.ts';
import type { FoundGrant } from './read-grant.ts';
import { planRepositories } from './repository-grant.ts';
import { type Grant, policyName, withGrants } from './role-policy.ts';

/**
 * What the roles lack, as one policy each; what a policy cannot give is told.
 * @throws Failure `refused` where there is no role to give rights to, `no-verdict` where its rights cannot be looked at.
 */
export function planGrant(found: FoundGrant): Plan {
  const ecr = found.images.filter(({ stored }) => stored !== undefined);
  if (ecr.length > 0) checkRoles(found);
  const parts = ecr.length > 0 ? found.roles.map((role) => planRole(found, role)) : [];
  const repositories = planRepositories(found);
  const steps = [...parts.flatMap(({ steps }) => steps), ...repositories.steps];
  const stuck = [...parts.flatMap((part) => part.stuck), ...repositories.stuck];
  if (steps.length === 0 && stuck.length > 0) {
    throw new Failure('refused', stuck.join('\n'), { hint: `see ecsctl ecr access check ${found.subject}` });
  }
  return { subject: found.subject, steps, kept: [], warnings: [...stuck, ...beyondRights(found)] };
}

/** Rights are not all that a pull takes. */
function beyondRights(found: FoundGrant): string[] {
  const red = judgeAccess(found)
    .images.flatMap(({ checks }) => checks)
    .filter(
      ({ light, subject }) => light === 'red' && subject !== 'rights' && subject !== 'repository policy',
    );
  const texts = [...new Set(red.map(({ subject, text }) => `${subject}: ${text}`))];
  if (texts.length === 0) return [];
  return [...texts, `rights do not help against that; see ecsctl ecr access check ${found.subject}`];
}

function checkRoles({ roles, subject, taskDefinition }: FoundGrant): void {
  const see = `ecsctl ecr access check ${subject}`;
  if (roles.length === 0) {
    const text = `${taskDefinition.family}:${taskDefinition.revision} names no execution role that rights could be given to`;
    throw new Failure('refused', text, { hint: `see ${see}` });
  }
  const missing = roles.find(({ role }) => 'value' in role && role.value === undefined);
  if (missing) throw new Failure('refused', `there is no role ${missing.name}`, { hint: `see ${see}` });
}

interface RolePart {
  readonly steps: readonly Step[];
  /** What no grant changes. */
  readonly stuck: readonly string[];
}

function planRole(found: FoundGrant, role: FoundRole): RolePart {
  const lacking = found.images.flatMap(({ name, stored }) =>
    stored
      ? lackingOf(known(role, rightsOn(role, name)), role, name, stored).map((right) => ({ right, name }))
      : [],
  );
  const givable = lacking.filter(({ right }) => isGivable(right));
  const resources = [
    ...new Set(givable.map(({ right, name }) => resourceOf(right, name.repositoryArn))),
  ].sort();
  const grants = resources.map((resource): Grant => {
    const actions = givable.filter(({ right, name }) => resourceOf(right, name.repositoryArn) === resource);
    return { resource, actions: [...new Set(actions.map(({ right }) => right.action))].sort() };
  });
  const stuck = lacking.filter(({ right }) => !isGivable(right)).map(({ right }) => wordsOf(role, right));
  return {
    steps: grants.length > 0 ? [stepOf(found, role, grants)] : [],
    stuck: [...new Set(stuck)],
  };
}

function resourceOf({ action }: Right, repositoryArn: string): string {
  return action === tokenAction ? '*' : repositoryArn;
}

function known(role: FoundRole, rights: ReturnType<typeof rightsOn>): readonly Right[] {
  if ('value' in rights) return rights.value;
  throw new Failure(
    'no-verdict',
    `what ${role.name} may do is not known: access to ${rights.refused} is denied`,
    {
      hint: `the caller needs the IAM action ${rights.refused} on ${role.arn}`,
    },
  );
}

/** An allow is of no use against a deny, a boundary or an organization. */
function isGivable({ decision, limitedBy }: Right): boolean {
  return decision === 'implicitDeny' && limitedBy === undefined;
}

function wordsOf({ name }: FoundRole, { action, limitedBy, policies }: Right): string {
  const against = {
    boundary: 'its permissions boundary does not let it',
    organization: 'a service control policy of the organization does not let it',
  };
  const why = limitedBy === undefined ? `${policies.join(', ') || 'a policy'} denies it` : against[limitedBy];
  return `${name} may not ${action}, and no grant changes that: ${why}`;
}

function stepOf({ inline, subject }: FoundGrant, { name, arn }: FoundRole, grants: readonly Grant[]): Step {
  const before = inline.get(arn);
  const old = before === undefined ? undefined : readPolicy(before);
  if (before !== undefined && !old) {
    throw new Failure('refused', `the inline policy ${policyName} of ${name} cannot be read`, {
      hint: `see aws iam get-role-policy --role-name ${name} --policy-name ${policyName}`,
    });
  }
  const place = { RoleName: name, PolicyName: policyName };
  const put = (document: unknown) => ({
    service: 'iam',
    operation: 'PutRolePolicy',
    input: { ...place, PolicyDocument: JSON.stringify(document) },
  });
  return {
    id: `policy ${name}/${policyName}`,
    action: old ? 'update' : 'create',
    resource: { type: 'inline policy', id: `${name}/${policyName}`, arn },
    reason: `${name} pulls the images of ${subject}, and may not yet`,
    changes: grants.map(({ actions, resource }) => ({ field: resource, to: actions })),
    after: [],
    call: put(withGrants(old, grants)),
    ...(old && { undo: put(old) }),
  };
}
