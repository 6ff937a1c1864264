import {
  type ContainerInstance,
  DescribeContainerInstancesCommand,
  ECSClient,
  paginateListContainerInstances,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches, collect } from '../../aws/pages.ts';

/** Instances that one DescribeContainerInstances takes. */
const instancesAtOnce = 100;

/** Every container instance of the cluster, those that drain or that have lost their agent included. */
export async function readInstances(aws: Aws, cluster: string): Promise<ContainerInstance[]> {
  const client = aws.client(ECSClient);
  const pages = paginateListContainerInstances({ client, pageSize: instancesAtOnce }, { cluster });
  const arns = await collect(pages, ({ containerInstanceArns }) => containerInstanceArns);
  const answers = await eachAtOnce(batches(arns, instancesAtOnce), (containerInstances) =>
    client.send(new DescribeContainerInstancesCommand({ cluster, containerInstances })),
  );
  return answers.flatMap(({ containerInstances = [] }) => containerInstances);
}
