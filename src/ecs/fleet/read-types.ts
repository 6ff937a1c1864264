import type { AutoScalingGroup, LaunchTemplateSpecification } from '@aws-sdk/client-auto-scaling';
import { DescribeLaunchTemplateVersionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Aws } from '../../aws/aws.ts';

/** What the types of a group's instances can be read from. */
type Typed = Pick<AutoScalingGroup, 'Instances' | 'LaunchTemplate' | 'MixedInstancesPolicy'>;

/**
 * The instance types of which the group launches instances: those of its overrides, or of the instances that it has,
 * or else of its launch template. Undefined where they are chosen by requirements, or not to be found out.
 */
export async function readTypes(aws: Aws, group: Typed): Promise<string[] | undefined> {
  const { LaunchTemplate: mixed } = group.MixedInstancesPolicy ?? {};
  const overrides = mixed?.Overrides ?? [];
  if (overrides.some(({ InstanceRequirements }) => InstanceRequirements)) return undefined;
  const named = overrides.flatMap(({ InstanceType }) => InstanceType ?? []);
  const running = (group.Instances ?? []).flatMap(({ InstanceType }) => InstanceType ?? []);
  if (named.length > 0 || running.length > 0) return [...new Set([...named, ...running])];
  const template = group.LaunchTemplate ?? mixed?.LaunchTemplateSpecification;
  const type = template && (await typeOf(aws, template));
  return type === undefined ? undefined : [type];
}

async function typeOf(aws: Aws, template: LaunchTemplateSpecification): Promise<string | undefined> {
  const { LaunchTemplateId, LaunchTemplateName, Version = '$Default' } = template;
  const which = LaunchTemplateId === undefined ? { LaunchTemplateName } : { LaunchTemplateId };
  const answer = await aws
    .client(EC2Client)
    .send(new DescribeLaunchTemplateVersionsCommand({ ...which, Versions: [Version] }))
    .catch((error: Error) => {
      // A template that was deleted, or a version: the group then launches nothing, and its activities say so.
      if (!/^InvalidLaunchTemplate/.test(error.name)) throw error;
    });
  return answer?.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.InstanceType;
}
