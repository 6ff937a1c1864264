import {
  DeleteLaunchTemplateCommand,
  EC2Client,
  type LaunchTemplateVersion,
  paginateDescribeLaunchTemplates,
  paginateDescribeLaunchTemplateVersions,
} from '@aws-sdk/client-ec2';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing, Tie } from '../thing.ts';
import { scalingGroupsIn, templatesOf } from './auto-scaling/groups.ts';
import { tagsIn } from './network/tags.ts';
import { tiesTo } from './ties-to.ts';

/** Launch templates. AWS deletes them even where a group still starts instances from them. */
export const launchTemplate: Kind = {
  name: 'launch template',
  types: ['AWS::EC2::LaunchTemplate'],
  reads: [
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeLaunchTemplateVersions',
    'autoscaling:DescribeAutoScalingGroups',
  ],
  writes: ['ec2:DeleteLaunchTemplate'],
  find,
  remove: ({ id }) => [
    {
      name: 'delete',
      action: 'delete',
      call: call('ec2', 'DeleteLaunchTemplate', { LaunchTemplateId: id }),
      goal: ['InvalidLaunchTemplateId.NotFound'],
    },
  ],
  operations: { ec2: operationsOf(EC2Client, { DeleteLaunchTemplate: DeleteLaunchTemplateCommand }) },
};

async function find(search: Search): Promise<Thing[]> {
  const client = search.aws.client(EC2Client);
  const [templates, versions, groups] = await Promise.all([
    collect(
      paginateDescribeLaunchTemplates({ client, pageSize: 200 }, {}),
      ({ LaunchTemplates }) => LaunchTemplates,
    ),
    collect(
      paginateDescribeLaunchTemplateVersions(
        { client, pageSize: 200 },
        { Versions: ['$Default', '$Latest'] },
      ),
      ({ LaunchTemplateVersions }) => LaunchTemplateVersions,
    ),
    scalingGroupsIn(search),
  ]);
  const used = new Set(groups.flatMap(templatesOf));
  return templates.map((template) => {
    const { LaunchTemplateId: id = '', LaunchTemplateName: name = id, CreateTime: createdAt } = template;
    const own = versions.filter(({ LaunchTemplateId }) => LaunchTemplateId === id);
    return {
      kind: 'launch template',
      id,
      name,
      region: search.region,
      tags: tagsIn(template.Tags),
      ties: groupsOf(own),
      aliases: [name],
      ...(createdAt && { createdAt }),
      definition: { ...template, LaunchTemplateVersions: own },
      ...(!used.has(id) && !used.has(name) && { idle: 'no auto scaling group uses it' }),
    };
  });
}

/** The security groups that its instances are to be behind. */
function groupsOf(versions: readonly LaunchTemplateVersion[]): Tie[] {
  const ids = versions.flatMap(
    ({ LaunchTemplateData: { SecurityGroupIds = [], NetworkInterfaces = [] } = {} }) => [
      ...SecurityGroupIds,
      ...NetworkInterfaces.flatMap(({ Groups = [] }) => Groups),
    ],
  );
  return tiesTo('security group', ids, { bond: 'needs', how: 'puts instances behind' });
}
