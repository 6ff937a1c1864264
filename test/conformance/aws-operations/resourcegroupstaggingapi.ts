import type { Exercise, Story } from './exercise.ts';

const filtered = ['--tag-filters', 'Key=told,Values=here'];

export const resourcegroupstaggingapi: Story = {
  service: 'resourcegroupstaggingapi',
  async tell(aws) {
    const { targetGroup } = aws.estate;
    await tellTagging(aws, targetGroup);
    await tellReading(aws, targetGroup);
    await aws.answers('UntagResources', ['--resource-arn-list', targetGroup, '--tag-keys', 'told'], {
      FailedResourcesMap: {},
    });
    await aws.answers('GetResources: untagged', filtered, { ResourceTagMappingList: [] });
  },
};

async function tellTagging(aws: Exercise, targetGroup: string): Promise<void> {
  const tags = ['--tags', 'told=here,team=shop'];
  await aws.answers('TagResources', ['--resource-arn-list', targetGroup, ...tags], {
    FailedResourcesMap: {},
  });
  const missing = `${targetGroup}0`;
  await aws.answers('TagResources: no such resource', ['--resource-arn-list', missing, ...tags], {
    FailedResourcesMap: { [missing]: { ErrorCode: 'InvalidParameterException' } },
  });
  const reserved = ['--resource-arn-list', targetGroup, '--tags', 'aws:team=shop'];
  await aws.refuses('TagResources: a reserved key', reserved, 'InvalidParameterException');
}

async function tellReading(aws: Exercise, targetGroup: string): Promise<void> {
  const found = { ResourceTagMappingList: [{ ResourceARN: targetGroup }] };
  await aws.answers('GetResources', filtered, found);
  await aws.answers(
    'GetResources: of a type',
    [...filtered, '--resource-type-filters', 'elasticloadbalancing:targetgroup', '--resources-per-page', '1'],
    found,
  );
  await aws.answers(
    'GetResources: of another type',
    [...filtered, '--resource-type-filters', 'ecs:service'],
    {
      ResourceTagMappingList: [],
    },
  );
  await aws.refuses(
    'GetResources: ARNs and filters',
    [...filtered, '--resource-arn-list', targetGroup],
    'InvalidParameterException',
  );
  await aws.answers('GetTagKeys', [], { TagKeys: (keys) => Array.isArray(keys) && keys.includes('told') });
  await aws.answers('GetTagValues', ['--key', 'told'], { TagValues: ['here'] });
}
