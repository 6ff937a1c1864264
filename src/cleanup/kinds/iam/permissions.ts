import {
  type AttachedPolicy,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListInstanceProfilesForRole,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { collect } from '../../../aws/pages.ts';
import { call, type Removal } from '../../kind.ts';
import type { Thing } from '../../thing.ts';
import { documentIn } from './trust.ts';

/** What hangs on a role and must be taken off before IAM deletes it. */
interface Permissions {
  readonly AttachedPolicies?: readonly AttachedPolicy[];
  /** The documents of the policies that are in the role itself, by name. */
  readonly InlinePolicies?: Readonly<Record<string, string>>;
  readonly InstanceProfiles?: readonly string[];
}

/** The role with its policies and instance profiles in its definition. */
export async function inspectRole(thing: Thing, aws: Aws): Promise<Thing> {
  const client = aws.client(IAMClient);
  const asked = { RoleName: thing.id };
  const [AttachedPolicies, names, profiles] = await Promise.all([
    collect(paginateListAttachedRolePolicies({ client }, asked), (page) => page.AttachedPolicies),
    collect(paginateListRolePolicies({ client }, asked), ({ PolicyNames }) => PolicyNames),
    collect(paginateListInstanceProfilesForRole({ client }, asked), (page) => page.InstanceProfiles),
  ]);
  const documents = await eachAtOnce(names, async (PolicyName): Promise<[string, string]> => {
    const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ ...asked, PolicyName }));
    return [PolicyName, documentIn(PolicyDocument)];
  });
  const found: Permissions = {
    AttachedPolicies,
    InlinePolicies: Object.fromEntries(documents),
    InstanceProfiles: profiles.flatMap(({ InstanceProfileName }) => InstanceProfileName ?? []),
  };
  return { ...thing, definition: { ...thing.definition, ...found } };
}

/** IAM deletes no role that has policies or is in an instance profile. */
export function permissionsTakenAway({ id: RoleName, definition }: Thing): Removal[] {
  const { AttachedPolicies = [], InlinePolicies = {}, InstanceProfiles = [] }: Permissions = definition;
  return [
    ...AttachedPolicies.map(({ PolicyArn = '', PolicyName = PolicyArn }) =>
      takenAway(`detach ${PolicyName}`, 'managed policy', PolicyArn, {
        call: call('iam', 'DetachRolePolicy', { RoleName, PolicyArn }),
        undo: call('iam', 'AttachRolePolicy', { RoleName, PolicyArn }),
      }),
    ),
    ...Object.entries(InlinePolicies).map(([PolicyName, PolicyDocument]) =>
      takenAway(`delete policy ${PolicyName}`, 'inline policy', PolicyName, {
        call: call('iam', 'DeleteRolePolicy', { RoleName, PolicyName }),
        undo: call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument }),
      }),
    ),
    ...InstanceProfiles.map((InstanceProfileName) =>
      takenAway(`leave ${InstanceProfileName}`, 'instance profile', InstanceProfileName, {
        call: call('iam', 'RemoveRoleFromInstanceProfile', { RoleName, InstanceProfileName }),
        undo: call('iam', 'AddRoleToInstanceProfile', { RoleName, InstanceProfileName }),
      }),
    ),
  ];
}

function takenAway(
  name: string,
  field: string,
  from: string,
  calls: Pick<Removal, 'call' | 'undo'>,
): Removal {
  return {
    name,
    action: 'update',
    reason: `IAM deletes no role with ${field.startsWith('inline') ? 'an' : 'a'} ${field}`,
    changes: [{ field, from }],
    ...calls,
    goal: ['NoSuchEntityException'],
  };
}
