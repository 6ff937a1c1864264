import type { Target } from '@aws-sdk/client-eventbridge';
import { nameOf } from '../../aws/arn.ts';
import type { Step } from '../../plan/plan.ts';
import { listed } from '../../terminal/listed.ts';
import { eventsCall } from '../calls.ts';
import { isOurs, markKey } from '../mark.ts';
import { rightsPolicy } from '../role/names.ts';
import type { FoundParts, FoundRole } from './found-parts.ts';
import { noPart, type Part } from './part.ts';

/** Deletes the role that ecsctl has made, unless something that stays uses it, or somebody else has added to it. */
export function roleRemoval(
  { role }: FoundParts,
  staying: readonly Target[],
  after: readonly string[],
): Part {
  if (!role) return noPart;
  const why = reasonToStay(role, staying);
  const resource = { type: 'role', id: role.name, arn: role.arn };
  if (why !== undefined) return { steps: [], kept: [{ resource, reason: why }] };
  const rights = role.inline[rightsPolicy];
  const policy =
    rights === undefined ? [] : [policyRemoval(role.name, role.arn, rightsPolicy, rights, after)];
  return { steps: [...policy, deletion(role, [...after, ...policy.map(({ id }) => id)])], kept: [] };
}

function reasonToStay(
  { arn, tags, inline, attached }: FoundRole,
  staying: readonly Target[],
): string | undefined {
  if (!isOurs(tags)) return `it lacks the tag ${markKey}: ecsctl has not made it`;
  const users = staying.filter(({ RoleArn }) => RoleArn === arn).map(({ Id = '' }) => Id);
  if (users.length > 0) return `target ${listed(users)} of the rule uses it`;
  const added = [...Object.keys(inline).filter((name) => name !== rightsPolicy), ...attached.map(nameOf)];
  return added.length > 0 ? `somebody has given it ${listed(added)}` : undefined;
}

function deletion({ name, arn, trust, description, tags }: FoundRole, after: readonly string[]): Step {
  return {
    id: 'role',
    action: 'delete',
    resource: { type: 'role', id: name, arn },
    reason: 'nothing is run in it any more',
    changes: [],
    after,
    call: eventsCall('iam', 'DeleteRole', { RoleName: name }),
    undo: eventsCall('iam', 'CreateRole', {
      RoleName: name,
      AssumeRolePolicyDocument: trust,
      ...(description && { Description: description }),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
    goal: ['NoSuchEntityException'],
  };
}

/** Takes an inline policy of ecsctl's out of a role. */
export function policyRemoval(
  role: string,
  arn: string | undefined,
  policy: string,
  document: string,
  after: readonly string[],
): Step {
  const place = { RoleName: role, PolicyName: policy };
  return {
    id: `policy ${role}/${policy}`,
    action: 'delete',
    resource: { type: 'inline policy', id: `${role}/${policy}`, ...(arn !== undefined && { arn }) },
    reason: 'what it was for is wanted no longer',
    changes: [],
    after,
    call: eventsCall('iam', 'DeleteRolePolicy', place),
    undo: eventsCall('iam', 'PutRolePolicy', { ...place, PolicyDocument: document }),
    goal: ['NoSuchEntityException'],
  };
}
