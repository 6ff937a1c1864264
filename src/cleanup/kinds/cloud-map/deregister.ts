import {
  DeregisterInstanceCommand,
  paginateListInstances,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { collect } from '../../../aws/pages.ts';
import type { Output } from '../../../plan/operations.ts';
import type { ApiCall } from '../../../plan/plan.ts';

/** Errors that say that the instance is gone, or is going. */
const gone = ['InstanceNotFound', 'DuplicateRequest'];

/** Begins to take every instance out of a service of Cloud Map. */
export async function deregisterInstances(aws: Aws, { ServiceId }: ApiCall['input']): Promise<Output> {
  const client = aws.client(ServiceDiscoveryClient);
  const service = { ServiceId: String(ServiceId) };
  const instances = await collect(
    paginateListInstances({ client, pageSize: 100 }, { ...service }),
    ({ Instances }) => Instances,
  );
  const ids = instances.flatMap(({ Id }) => Id ?? []);
  await eachAtOnce(ids, (InstanceId) =>
    client.send(new DeregisterInstanceCommand({ ...service, InstanceId })).catch((error: Error) => {
      if (!gone.includes(error.name)) throw error;
    }),
  );
  return { InstanceIds: ids };
}
