import type { Role } from '@aws-sdk/client-iam';
import type { Region } from '../../world/region.ts';

const SCALING = 'ecs.application-autoscaling.amazonaws.com';

/** The names that AWS gives to the service-linked roles of the services that the sandbox has. */
const roleNames: Readonly<Record<string, string>> = {
  [SCALING]: 'AWSServiceRoleForApplicationAutoScaling_ECSService',
  'ecs.amazonaws.com': 'AWSServiceRoleForECS',
};

/** The name of the service-linked role of a service principal; undefined for a service that has none here. */
export function serviceLinkedRoleName(principal: string): string | undefined {
  return roleNames[principal];
}

/**
 * The ARN of the role with which Application Auto Scaling acts on ECS; made at its first use, as AWS does.
 */
export function ensureScalingRole(region: Region, now: Date): string {
  const name = roleNames[SCALING] ?? '';
  const role = region.iam.roles.get(name) ?? serviceLinkedRole(region, SCALING, name, now);
  region.iam.roles.set(name, role);
  return role.Arn ?? '';
}

/** A role that only the service itself may assume. */
export function serviceLinkedRole(region: Region, principal: string, name: string, now: Date): Role {
  const path = `/aws-service-role/${principal}/`;
  return {
    Path: path,
    RoleName: name,
    RoleId: `AROA${region.ids.hex(17).toUpperCase()}`,
    Arn: `arn:${region.partition}:iam::${region.accountId}:role${path}${name}`,
    CreateDate: now,
    AssumeRolePolicyDocument: encodeURIComponent(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: [principal] }, Action: ['sts:AssumeRole'] }],
      }),
    ),
    MaxSessionDuration: 3600,
  };
}
