import { Failure } from '../../failure.ts';
import type { FoundManaged, FoundRole } from './found.ts';
import { mayAssume } from './trust.ts';

const ecs = 'ecs.amazonaws.com';
const ec2 = 'ec2.amazonaws.com';

/**
 * The managed policy of AWS for infrastructure roles passes only instance roles whose names begin like this.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html
 */
const usualPolicy = 'AmazonECSInfrastructureRolePolicyForManagedInstances';
const passedPrefix = 'ecsInstanceRole';

/**
 * Holds that ECS may assume the infrastructure role, and instances the role of their profile: AWS would make the
 * provider and only then say that it has failed, or the tasks would never find an instance.
 * @throws a `refused` failure with the statement that is missing.
 */
export function checkRoles({ infrastructureRole, instanceProfile }: FoundManaged): void {
  const profile = instanceProfile?.trust;
  if (profile && profile.role === undefined) {
    throw new Failure('refused', `instance profile ${lastName(instanceProfile)} has no role in it`, {
      hint: `put one in: aws iam add-role-to-instance-profile --instance-profile-name ${lastName(instanceProfile)} --role-name ROLE`,
    });
  }
  checkTrust(infrastructureRole, ecs, 'launches no instance without');
  checkTrust(instanceProfile, ec2, 'gives no instance');
}

function checkTrust(found: FoundRole | undefined, service: string, what: string): void {
  if (!found?.trust) return;
  const { role = '', document = '' } = found.trust;
  if (mayAssume(document, service)) return;
  const statement = `{"Effect":"Allow","Principal":{"Service":"${service}"},"Action":"sts:AssumeRole"}`;
  throw new Failure(
    'refused',
    `role ${role} does not let ${service} assume it, and AWS ${what} a role that it can assume`,
    { hint: `add ${statement} to its trust: aws iam update-assume-role-policy --role-name ${role}` },
  );
}

/** What is likely to go wrong with the roles, though AWS takes them. */
export function roleWarnings({ infrastructureRole, instanceProfile }: FoundManaged): string[] {
  const role = instanceProfile?.trust?.role;
  const policies = infrastructureRole?.policies;
  const isNarrow = policies?.length === 1 && policies[0] === usualPolicy;
  const unseen = [infrastructureRole, instanceProfile].filter((found) => found && !found.trust);
  return [
    ...(isNarrow && role !== undefined && !role.startsWith(passedPrefix)
      ? [
          `policy ${usualPolicy} passes only roles whose names begin with ${passedPrefix}: with role ${role} no ` +
            'instance is launched unless a policy of yours allows iam:PassRole for it',
        ]
      : []),
    ...unseen.map(
      (found) =>
        `you may not look at ${lastName(found)}: whether AWS can assume it shows when the provider is made`,
    ),
  ];
}

function lastName(found: FoundRole | undefined): string {
  return found?.arn.split('/').at(-1) ?? '';
}
