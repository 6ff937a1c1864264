import { describe, expect, it } from 'vitest';
import {
  CreateLaunchTemplate,
  DeleteLaunchTemplate,
  DescribeLaunchTemplates,
  DescribeLaunchTemplateVersions,
} from '../../../../../src/sandbox/services/ec2/launch-templates.ts';
import { DescribeAvailabilityZones, DescribeRegions } from '../../../../../src/sandbox/services/ec2/zones.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

function withTemplate() {
  const practice = new PracticeWorld();
  const data = { InstanceType: 't3.small' as const, ImageId: 'ami-0abc' };
  const { LaunchTemplate } = CreateLaunchTemplate(
    { LaunchTemplateName: 'nodes', LaunchTemplateData: data },
    practice.call,
  );
  return { practice, data, id: LaunchTemplate?.LaunchTemplateId ?? '' };
}

describe('a launch template', () => {
  it('is found by its id and by its name', () => {
    const { practice, id } = withTemplate();
    const read = (input: object) => DescribeLaunchTemplates(input, practice.call).LaunchTemplates;
    const expected = [{ LaunchTemplateId: id, LaunchTemplateName: 'nodes', LatestVersionNumber: 1 }];
    expect(read({ LaunchTemplateIds: [id] })).toMatchObject(expected);
    expect(read({ LaunchTemplateNames: ['nodes'] })).toMatchObject(expected);
    expect(read({ Filters: [{ Name: 'launch-template-name', Values: ['no*'] }] })).toMatchObject(expected);
  });

  it('has a first version, which is the latest and the default one', () => {
    const { practice, data, id } = withTemplate();
    const read = (Versions?: string[]) =>
      DescribeLaunchTemplateVersions({ LaunchTemplateId: id, Versions }, practice.call)
        .LaunchTemplateVersions;
    const expected = [{ VersionNumber: 1, DefaultVersion: true, LaunchTemplateData: data }];
    expect(read()).toMatchObject(expected);
    for (const name of ['$Latest', '$Default', '1']) expect(read([name])).toMatchObject(expected);
    expect(refusal(() => read(['2']))).toMatch(/^InvalidLaunchTemplateId.VersionNotFound: /);
  });

  it('has a name of its own', () => {
    const { practice } = withTemplate();
    const again = { LaunchTemplateName: 'nodes', LaunchTemplateData: {} };
    expect(refusal(() => CreateLaunchTemplate(again, practice.call))).toBe(
      'InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.',
    );
  });

  it('can be deleted', () => {
    const { practice, id } = withTemplate();
    DeleteLaunchTemplate({ LaunchTemplateName: 'nodes' }, practice.call);
    expect(DescribeLaunchTemplates({}, practice.call).LaunchTemplates).toEqual([]);
    expect(refusal(() => DeleteLaunchTemplate({ LaunchTemplateName: 'nodes' }, practice.call))).toMatch(
      /^InvalidLaunchTemplateName.NotFoundException: /,
    );
    expect(refusal(() => DeleteLaunchTemplate({ LaunchTemplateId: id }, practice.call))).toMatch(
      /^InvalidLaunchTemplateId.NotFound: /,
    );
    expect(refusal(() => DeleteLaunchTemplate({}, practice.call))).toMatch(/^InvalidParameterCombination: /);
  });
});

describe('a region', () => {
  it('has three zones, each with an id that is the same in every account', () => {
    const practice = new PracticeWorld();
    const read = (input: object) =>
      DescribeAvailabilityZones(input, practice.call).AvailabilityZones?.map(({ ZoneId }) => ZoneId);
    expect(read({})).toEqual(['use1-az1', 'use1-az2', 'use1-az3']);
    expect(read({ ZoneNames: ['us-east-1b'] })).toEqual(['use1-az2']);
    expect(read({ Filters: [{ Name: 'zone-id', Values: ['*3'] }] })).toEqual(['use1-az3']);
    expect(refusal(() => read({ ZoneNames: ['us-east-1z'] }))).toBe(
      'InvalidParameterValue: Invalid availability zone: [us-east-1z]',
    );
  });

  it('is one of many', () => {
    const practice = new PracticeWorld();
    const read = (input: object) => DescribeRegions(input, practice.call).Regions;
    expect(read({})?.length).toBeGreaterThan(10);
    expect(read({ RegionNames: ['ap-northeast-2'] })).toMatchObject([
      { RegionName: 'ap-northeast-2', Endpoint: 'ec2.ap-northeast-2.amazonaws.com' },
    ]);
    expect(refusal(() => read({ RegionNames: ['moon-1'] }))).toMatch(/^InvalidParameterValue: /);
  });
});
