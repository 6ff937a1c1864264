import {
  DescribeServicesCommand,
  ECSClient,
  paginateListServices,
  type Service,
  type ServiceField,
} from '@aws-sdk/client-ecs';
import { eachAtOnce } from '../aws/at-once.ts';
import type { Aws } from '../aws/aws.ts';
import { batches, collect } from '../aws/pages.ts';

/** Services that one DescribeServices takes. */
const servicesAtOnce = 10;

/**
 * Every service of the cluster; those that are being deleted still count.
 * @param include what AWS leaves out where it is not asked for.
 */
export async function readServices(aws: Aws, cluster: string, include?: ServiceField[]): Promise<Service[]> {
  const client = aws.client(ECSClient);
  const pages = paginateListServices({ client, pageSize: 100 }, { cluster });
  const arns = await collect(pages, ({ serviceArns }) => serviceArns);
  const answers = await eachAtOnce(batches(arns, servicesAtOnce), (services) =>
    client.send(new DescribeServicesCommand({ cluster, services, include })),
  );
  return answers.flatMap(({ services = [] }) => services);
}
