import { Failure } from '../../failure.ts';
import type { PolicyDocument } from '../../iam-policy/document.ts';
import type { Resource, Step } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import { type EventsKind, isOurs, markList } from '../mark.ts';
import { policyChanges } from '../policy-changes.ts';
import { isSameJson } from '../same.ts';
import type { FoundRole } from './found-role.ts';
import { rightsPolicy } from './names.ts';

/** The role that is wanted, whole. */
export interface WantedRole {
  readonly name: string;
  readonly arn: string;
  readonly kind: EventsKind;
  readonly trust: PolicyDocument;
  readonly rights: PolicyDocument;
  /** What it is for, as IAM is to describe it. */
  readonly description: string;
}

/**
 * The steps that make the role, its trust and its one policy what is wanted; none where they are that already.
 * @throws Failure `refused` for a role of that name that ecsctl has not made.
 */
export function roleSteps(wanted: WantedRole, found: FoundRole | undefined): Step[] {
  if (found && !isOurs(found.tags))
    throw new Failure('refused', `there is a role ${wanted.name} already, and ecsctl has not made it`, {
      hint: 'choose another name',
    });
  const resource: Resource = { type: 'role', id: wanted.name, arn: wanted.arn };
  const rights = JSON.stringify(wanted.rights);
  return [
    ...(found ? trustStep(wanted, found, resource) : [creation(wanted, resource)]),
    ...(isSameJson(found?.rights, rights) ? [] : [rightsStep(wanted, found, rights)]),
  ];
}

function creation(wanted: WantedRole, resource: Resource): Step {
  const trust = JSON.stringify(wanted.trust);
  return {
    id: 'role',
    action: 'create',
    resource,
    reason: 'EventBridge runs the tasks in it',
    changes: policyChanges(undefined, trust),
    after: [],
    call: eventsCall('iam', 'CreateRole', {
      RoleName: wanted.name,
      Path: '/',
      AssumeRolePolicyDocument: trust,
      Description: wanted.description,
      Tags: markList(wanted.kind),
    }),
  };
}

function trustStep({ name, trust }: WantedRole, found: FoundRole, resource: Resource): Step[] {
  const document = JSON.stringify(trust);
  if (isSameJson(found.trust, document)) return [];
  const put = (PolicyDocument: string) =>
    eventsCall('iam', 'UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument });
  return [
    {
      id: 'role',
      action: 'update',
      resource,
      reason: 'only EventBridge is to act in it, and for this alone',
      changes: policyChanges(found.trust, document),
      after: [],
      call: put(document),
      undo: put(found.trust),
    },
  ];
}

function rightsStep({ name, arn }: WantedRole, found: FoundRole | undefined, rights: string): Step {
  return policyStep({
    id: 'role-rights',
    role: name,
    arn,
    policy: rightsPolicy,
    reason: 'EventBridge may do just what running the tasks takes',
    document: rights,
    before: found?.rights,
    after: found ? [] : ['role'],
  });
}

interface PolicyChange {
  readonly id: string;
  readonly role: string;
  readonly arn: string;
  readonly policy: string;
  readonly reason: string;
  readonly document: string;
  readonly before: string | undefined;
  readonly after: readonly string[];
}

/** The step that puts an inline policy into a role, in the place of the one of that name. */
export function policyStep({ id, role, arn, policy, reason, document, before, after }: PolicyChange): Step {
  const put = (PolicyDocument: string) =>
    eventsCall('iam', 'PutRolePolicy', { RoleName: role, PolicyName: policy, PolicyDocument });
  return {
    id,
    action: before === undefined ? 'create' : 'update',
    resource: { type: 'inline policy', id: `${role}/${policy}`, arn },
    reason,
    changes: policyChanges(before, document),
    after,
    call: put(document),
    ...(before !== undefined && { undo: put(before) }),
    ...(after.length > 0 && { settles: { errors: ['NoSuchEntityException'], seconds: 15 } }),
  };
}
