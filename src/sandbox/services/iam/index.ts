import type { Service } from '../../service.ts';
import { AttachRolePolicy, DetachRolePolicy, ListAttachedRolePolicies } from './attached-policies.ts';
import { DeleteRolePolicy, GetRolePolicy, ListRolePolicies, PutRolePolicy } from './inline-policies.ts';
import {
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
  DeleteInstanceProfile,
  GetInstanceProfile,
  ListInstanceProfilesForRole,
  RemoveRoleFromInstanceProfile,
} from './instance-profiles.ts';
import { CreatePolicy, DeletePolicy, GetPolicy, ListEntitiesForPolicy } from './managed-policies.ts';
import { ListRoleTags, TagRole, UntagRole } from './role-tags.ts';
import { UpdateAssumeRolePolicy } from './role-trust.ts';
import { CreateRole, CreateServiceLinkedRole, DeleteRole, GetRole, ListRoles } from './roles.ts';
import { SimulatePrincipalPolicy } from './simulation/simulate.ts';

export const iam: Service = {
  signingName: 'iam',
  iamPrefix: 'iam',
  sdk: () => import('@aws-sdk/client-iam'),
  // A simulation is allowed for the role that it is of; everything else here is judged on all roles.
  resourceOf(operation, { PolicySourceArn }) {
    return operation === 'SimulatePrincipalPolicy' && typeof PolicySourceArn === 'string'
      ? [PolicySourceArn]
      : [];
  },
  handlers: {
    CreateRole,
    CreateServiceLinkedRole,
    GetRole,
    ListRoles,
    DeleteRole,
    UpdateAssumeRolePolicy,
    PutRolePolicy,
    GetRolePolicy,
    DeleteRolePolicy,
    ListRolePolicies,
    AttachRolePolicy,
    DetachRolePolicy,
    ListAttachedRolePolicies,
    CreatePolicy,
    GetPolicy,
    DeletePolicy,
    ListEntitiesForPolicy,
    CreateInstanceProfile,
    GetInstanceProfile,
    DeleteInstanceProfile,
    AddRoleToInstanceProfile,
    RemoveRoleFromInstanceProfile,
    ListInstanceProfilesForRole,
    TagRole,
    UntagRole,
    ListRoleTags,
    SimulatePrincipalPolicy,
  },
};
