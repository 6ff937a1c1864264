import type { IAM } from '@aws-sdk/client-iam';
import type { Call } from '../../../service.ts';
import { iam } from '../../iam/index.ts';
import type { Value } from '../template/template.ts';
import { inputOf, tagsOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { ResourceType } from './resource-type.ts';

const ask = requestsTo<IAM>(iam);

interface RoleProperties {
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: Value }[];
}

/** Its physical id is its name. Its policies go with it. */
const role: ResourceType = {
  create(properties, { call, uniqueName, tags }) {
    const RoleName = textOf(properties, 'RoleName') ?? uniqueName(64);
    const AssumeRolePolicyDocument = JSON.stringify(properties.AssumeRolePolicyDocument);
    const Path = textOf(properties, 'Path');
    const Tags = tagsOf(properties, tags);
    ask('createRole', { RoleName, Path, AssumeRolePolicyDocument, Tags }, call);
    const { ManagedPolicyArns = [], Policies = [] } = inputOf<RoleProperties>(properties);
    for (const PolicyArn of ManagedPolicyArns) ask('attachRolePolicy', { RoleName, PolicyArn }, call);
    for (const { PolicyName, PolicyDocument } of Policies) {
      const document = JSON.stringify(PolicyDocument);
      ask('putRolePolicy', { RoleName, PolicyName, PolicyDocument: document }, call);
    }
    return RoleName;
  },
  remove(RoleName, { call }) {
    for (const { PolicyArn } of ask('listAttachedRolePolicies', { RoleName }, call).AttachedPolicies ?? []) {
      ask('detachRolePolicy', { RoleName, PolicyArn }, call);
    }
    for (const PolicyName of ask('listRolePolicies', { RoleName }, call).PolicyNames ?? []) {
      ask('deleteRolePolicy', { RoleName, PolicyName }, call);
    }
    ask('deleteRole', { RoleName }, call);
    return true;
  },
  attribute(name, RoleName, call) {
    const found = ask('getRole', { RoleName }, call).Role;
    return { Arn: found?.Arn, RoleId: found?.RoleId }[name];
  },
  tag(RoleName, tags, call) {
    ask('tagRole', { RoleName, Tags: [...tags] }, call);
  },
};

/** Its physical id is its name. */
const instanceProfile: ResourceType = {
  remove(InstanceProfileName, { call }) {
    const { InstanceProfile } = ask('getInstanceProfile', { InstanceProfileName }, call);
    for (const { RoleName } of InstanceProfile?.Roles ?? []) {
      ask('removeRoleFromInstanceProfile', { InstanceProfileName, RoleName }, call);
    }
    ask('deleteInstanceProfile', { InstanceProfileName }, call);
    return true;
  },
};

/** A policy inside of roles; its physical id is its name. */
const policy: ResourceType = {
  remove(PolicyName, { call }) {
    for (const RoleName of rolesWith(PolicyName, call))
      ask('deleteRolePolicy', { RoleName, PolicyName }, call);
    return true;
  },
};

function rolesWith(policyName: string, call: Call): string[] {
  const names = (ask('listRoles', { MaxItems: 1000 }, call).Roles ?? []).map(({ RoleName = '' }) => RoleName);
  return names.filter((RoleName) =>
    ask('listRolePolicies', { RoleName }, call).PolicyNames?.includes(policyName),
  );
}

export const iamTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::IAM::Role': role,
  'AWS::IAM::InstanceProfile': instanceProfile,
  'AWS::IAM::Policy': policy,
};
