import type {
  CreateLaunchTemplateCommandInput,
  CreateLaunchTemplateCommandOutput,
  DeleteLaunchTemplateCommandInput,
  DeleteLaunchTemplateCommandOutput,
  DescribeLaunchTemplatesCommandInput,
  DescribeLaunchTemplatesCommandOutput,
  DescribeLaunchTemplateVersionsCommandInput,
  DescribeLaunchTemplateVersionsCommandOutput,
  LaunchTemplateVersion,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { once } from './idempotence.ts';
import { find, invalidValue, kinds, newId } from './kinds.ts';
import { type Listing, list, paged } from './listing.ts';
import { buryTags, tagOnCreation, withTags } from './resource-tags.ts';
import type { LaunchTemplate } from './state.ts';

export function CreateLaunchTemplate(
  input: CreateLaunchTemplateCommandInput,
  { region, now }: Call,
): Answer<CreateLaunchTemplateCommandOutput> {
  return once(region, 'CreateLaunchTemplate', input.ClientToken, () => {
    const { LaunchTemplateName: name = '', LaunchTemplateData: data } = input;
    if (!/^[\w().\-/]{3,128}$/.test(name)) {
      const message = `Launch template name must be of 3 to 128 letters, digits or - _ ( ) . /: ${name}`;
      throw new AwsError('InvalidLaunchTemplateName.MalformedException', message);
    }
    if (templateNamed(region, name)) {
      const message = 'Launch template name already in use.';
      throw new AwsError('InvalidLaunchTemplateName.AlreadyExistsException', message);
    }
    const LaunchTemplateId = newId(region, kinds.launchTemplate);
    tagOnCreation(region, kinds.launchTemplate, LaunchTemplateId, input.TagSpecifications);
    const made = {
      ...{ LaunchTemplateId, LaunchTemplateName: name, CreateTime: now },
      CreatedBy: `arn:${region.partition}:iam::${region.accountId}:root`,
    };
    const version: LaunchTemplateVersion = {
      ...{ ...made, VersionNumber: 1, DefaultVersion: true, VersionDescription: input.VersionDescription },
      // What is requested and what is shown are two shapes with the same members, but for a few of the newest.
      LaunchTemplateData: data as LaunchTemplateVersion['LaunchTemplateData'],
    };
    const shape = { ...made, DefaultVersionNumber: 1, LatestVersionNumber: 1 };
    region.ec2.launchTemplates.set(LaunchTemplateId, { shape, versions: [version] });
    return { LaunchTemplate: withTags(region, LaunchTemplateId, shape) };
  });
}

export function DescribeLaunchTemplates(
  { LaunchTemplateIds, LaunchTemplateNames = [], ...asked }: DescribeLaunchTemplatesCommandInput,
  { region }: Call,
): Answer<DescribeLaunchTemplatesCommandOutput> {
  const templates =
    LaunchTemplateNames.length > 0
      ? LaunchTemplateNames.map((name) => findTemplate(region, { LaunchTemplateName: name }))
      : region.ec2.launchTemplates.values();
  const { items, nextToken } = list(region, templates, listing, { ids: LaunchTemplateIds, ...asked });
  return {
    LaunchTemplates: items.map(({ shape }) => withTags(region, shape.LaunchTemplateId, shape)),
    NextToken: nextToken,
  };
}

/**
 * The versions of one template: those that are named by number, `$Latest` or `$Default`, or all. Without a template, the
 * latest or default ones of every template.
 */
export function DescribeLaunchTemplateVersions(
  input: DescribeLaunchTemplateVersionsCommandInput,
  { region }: Call,
): Answer<DescribeLaunchTemplateVersionsCommandOutput> {
  const { Versions: names = [] } = input;
  const isOfAll = input.LaunchTemplateId === undefined && input.LaunchTemplateName === undefined;
  const symbols = isOfAll && names.length > 0 && names.every((name) => /^\$(Latest|Default)$/.test(name));
  const templates = symbols ? [...region.ec2.launchTemplates.values()] : [findTemplate(region, input)];
  const wanted = templates.flatMap((template) =>
    names.length > 0
      ? [...new Set(names.map((name) => versionOf(template, name)))]
      : template.versions.toReversed(),
  );
  const { items, nextToken } = paged(wanted, input);
  return { LaunchTemplateVersions: items, NextToken: nextToken };
}

export function DeleteLaunchTemplate(
  input: DeleteLaunchTemplateCommandInput,
  { region, now }: Call,
): Answer<DeleteLaunchTemplateCommandOutput> {
  const { shape } = findTemplate(region, input);
  region.ec2.launchTemplates.delete(shape.LaunchTemplateId);
  buryTags(region, kinds.launchTemplate, shape.LaunchTemplateId, now);
  return { LaunchTemplate: shape };
}

interface Named {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
}

function findTemplate(
  region: Region,
  { LaunchTemplateId: id, LaunchTemplateName: name }: Named,
): LaunchTemplate {
  if ((id === undefined) === (name === undefined)) {
    const message = 'You must specify either a launch template ID or a launch template name, and not both.';
    throw new AwsError('InvalidParameterCombination', message);
  }
  if (id !== undefined) return find(region.ec2.launchTemplates, kinds.launchTemplate, id);
  const found = templateNamed(region, name ?? '');
  if (found) return found;
  const message = `The specified launch template, with template name ${name}, does not exist.`;
  throw new AwsError('InvalidLaunchTemplateName.NotFoundException', message);
}

function templateNamed({ ec2 }: Region, name: string): LaunchTemplate | undefined {
  return [...ec2.launchTemplates.values()].find(({ shape }) => shape.LaunchTemplateName === name);
}

function versionOf({ shape, versions }: LaunchTemplate, name: string): LaunchTemplateVersion {
  const symbols: Readonly<Record<string, number | undefined>> = {
    $Latest: shape.LatestVersionNumber,
    $Default: shape.DefaultVersionNumber,
  };
  const number = symbols[name] ?? Number(name);
  if (!Number.isInteger(number)) throw invalidValue(`Invalid launch template version: ${name}`);
  const found = versions.find(({ VersionNumber }) => VersionNumber === number);
  if (found) return found;
  const message = `Could not find launch template version ${name} of launch template ${shape.LaunchTemplateId}.`;
  throw new AwsError('InvalidLaunchTemplateId.VersionNotFound', message);
}

const listing: Listing<LaunchTemplate> = {
  kind: kinds.launchTemplate,
  idOf: ({ shape }) => shape.LaunchTemplateId,
  filters: {
    'launch-template-name': ({ shape }) => shape.LaunchTemplateName,
    'create-time': ({ shape }) => shape.CreateTime?.toISOString(),
  },
};
