import type { Call } from '../../src/sandbox/service.ts';
import { CreateCapacityProvider } from '../../src/sandbox/services/ecs/capacity-providers.ts';
import { AttachRolePolicy } from '../../src/sandbox/services/iam/attached-policies.ts';
import {
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
} from '../../src/sandbox/services/iam/instance-profiles.ts';
import { CreateRole } from '../../src/sandbox/services/iam/roles.ts';

const account = '123456789012';

/** The policy of AWS for infrastructure roles, which passes no role of any other name than `ecsInstanceRole…`. */
export const infrastructurePolicy =
  'arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances';

export const infrastructureRoleArn = `arn:aws:iam::${account}:role/ecsInfrastructureRole`;
export const instanceProfileArn = `arn:aws:iam::${account}:instance-profile/ecsInstanceRole`;

/** A role that a service of AWS may assume. */
export function makeRole(call: Call, RoleName: string, service: string): void {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
  CreateRole({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }, call);
}

/** An instance profile with a role in it that EC2 may assume. */
export function makeProfile(call: Call, name: string, role = name): void {
  makeRole(call, role, 'ec2.amazonaws.com');
  CreateInstanceProfile({ InstanceProfileName: name }, call);
  AddRoleToInstanceProfile({ InstanceProfileName: name, RoleName: role }, call);
}

/** The roles that ECS Managed Instances need: `ecsInfrastructureRole` for ECS, `ecsInstanceRole` for the instances. */
export function makeManagedRoles(call: Call): void {
  makeRole(call, 'ecsInfrastructureRole', 'ecs.amazonaws.com');
  AttachRolePolicy({ RoleName: 'ecsInfrastructureRole', PolicyArn: infrastructurePolicy }, call);
  makeProfile(call, 'ecsInstanceRole');
}

/** A capacity provider of managed instances in a cluster; it can be used some seconds later. */
export function makeManaged(
  call: Call,
  name: string,
  { cluster = 'prod', scaleInAfter }: { cluster?: string; scaleInAfter?: number } = {},
): void {
  CreateCapacityProvider(
    {
      name,
      cluster,
      managedInstancesProvider: {
        infrastructureRoleArn,
        instanceLaunchTemplate: {
          ec2InstanceProfileArn: instanceProfileArn,
          networkConfiguration: { subnets: ['subnet-1', 'subnet-2'] },
          instanceRequirements: { vCpuCount: { min: 2, max: 8 }, memoryMiB: { min: 4096 } },
        },
        ...(scaleInAfter !== undefined && { infrastructureOptimization: { scaleInAfter } }),
      },
    },
    call,
  );
}
