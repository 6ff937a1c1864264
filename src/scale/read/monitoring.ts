import {
  DescribeServiceRevisionsCommand,
  ECSClient,
  type MetricConfiguration,
  type Service,
} from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';

/** At which resolution the service publishes its metrics; ECS answers it for service revisions only. */
export async function readMonitoring(aws: Aws, service: Service): Promise<MetricConfiguration[]> {
  const arns = (service.currentServiceRevisions ?? []).flatMap(({ arn }) => (arn ? [arn] : []));
  const [newest] = arns.slice(-1);
  if (!newest) return [];
  const { serviceRevisions = [] } = await aws
    .client(ECSClient)
    .send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [newest] }));
  return serviceRevisions[0]?.monitoring?.metricConfigurations ?? [];
}
