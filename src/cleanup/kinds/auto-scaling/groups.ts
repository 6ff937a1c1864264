import {
  AutoScalingClient,
  type AutoScalingGroup,
  paginateDescribeAutoScalingGroups,
} from '@aws-sdk/client-auto-scaling';
import { collect } from '../../../aws/pages.ts';
import { oncePerSearch } from '../once-per-search.ts';

/** Every Auto Scaling group of the region, with its instances and tags. */
export const scalingGroupsIn = oncePerSearch(
  ({ aws }): Promise<AutoScalingGroup[]> =>
    collect(
      paginateDescribeAutoScalingGroups({ client: aws.client(AutoScalingClient), pageSize: 100 }, {}),
      ({ AutoScalingGroups }) => AutoScalingGroups,
    ),
);

/** The launch templates that a group starts instances from, by id, or by name where it gives no id. */
export function templatesOf({ LaunchTemplate, MixedInstancesPolicy }: AutoScalingGroup): string[] {
  const mixed = MixedInstancesPolicy?.LaunchTemplate;
  const specifications = [
    LaunchTemplate,
    mixed?.LaunchTemplateSpecification,
    ...(mixed?.Overrides ?? []).map(({ LaunchTemplateSpecification }) => LaunchTemplateSpecification),
  ];
  const ids = specifications.flatMap((one) => one?.LaunchTemplateId ?? one?.LaunchTemplateName ?? []);
  return [...new Set(ids)];
}
