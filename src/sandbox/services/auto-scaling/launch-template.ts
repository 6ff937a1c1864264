import type { LaunchTemplateSpecification } from '@aws-sdk/client-auto-scaling';
import type { Region } from '../../world/region.ts';
import type { LaunchTemplate } from '../ec2/state.ts';
import { invalid } from './lookup.ts';
import type { GroupInstance, GroupSettings } from './state.ts';

/** What instances are where the launch template does not say it. */
const PLAIN_TYPE = 't3.micro';

/**
 * The launch template that a request names, by both its id and its name as AWS shows it. Throws ValidationError unless
 * it names exactly one that is there.
 */
export function resolved(region: Region, named: LaunchTemplateSpecification): LaunchTemplateSpecification {
  const { LaunchTemplateId: id, LaunchTemplateName: name, Version } = named;
  if ((id === undefined) === (name === undefined)) {
    throw invalid('Valid requests must contain either launchTemplateId or LaunchTemplateName');
  }
  const template = find(region, named);
  if (!template) {
    const which = id ? `launch template ID ${id}` : `template name ${name}`;
    throw invalid(
      `You must use a valid fully-formed launch template. The specified launch template, with ${which}, does not exist.`,
    );
  }
  const { LaunchTemplateId, LaunchTemplateName } = template.shape;
  return { LaunchTemplateId, LaunchTemplateName, Version };
}

/** What an instance takes from the group's launch template. */
export function templateOf(
  region: Region,
  settings: GroupSettings,
): Pick<GroupInstance, 'instanceType' | 'launchTemplate'> {
  const named = settings.LaunchTemplate ?? mixed(settings)?.LaunchTemplateSpecification;
  const override = mixed(settings)?.Overrides?.[0]?.InstanceType;
  const template = named && find(region, named);
  const version = template && versionOf(template, named.Version);
  return {
    instanceType: override ?? version?.LaunchTemplateData?.InstanceType ?? PLAIN_TYPE,
    launchTemplate: named && { ...named, Version: String(version?.VersionNumber ?? 1) },
  };
}

/** The cluster that the user data of the group's launch template joins (`ECS_CLUSTER=name`), where it names one. */
export function clusterNamedBy(region: Region, settings: GroupSettings): string | undefined {
  const named = settings.LaunchTemplate ?? mixed(settings)?.LaunchTemplateSpecification;
  const template = named && find(region, named);
  const data = template && versionOf(template, named.Version)?.LaunchTemplateData?.UserData;
  const script = Buffer.from(data ?? '', 'base64').toString('utf8');
  return /\bECS_CLUSTER=["']?(?<name>[A-Za-z0-9_-]+)/.exec(script)?.groups?.name;
}

function mixed({ MixedInstancesPolicy: policy }: GroupSettings) {
  return policy?.LaunchTemplate;
}

function find({ ec2 }: Region, named: LaunchTemplateSpecification): LaunchTemplate | undefined {
  const { LaunchTemplateId: id, LaunchTemplateName: name } = named;
  if (id !== undefined) return ec2.launchTemplates.get(id);
  return [...ec2.launchTemplates.values()].find(({ shape }) => shape.LaunchTemplateName === name);
}

/** The default version where none is named. */
function versionOf({ versions }: LaunchTemplate, version = '$Default') {
  if (version === '$Latest') return versions.at(-1);
  if (version === '$Default') return versions.find(({ DefaultVersion }) => DefaultVersion) ?? versions[0];
  return versions.find(({ VersionNumber }) => String(VersionNumber) === version);
}
