import {
  DeleteNamespaceCommand,
  type DuplicateRequest,
  GetNamespaceCommand,
  GetOperationCommand,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import type { Aws } from '../../../aws/aws.ts';
import type { Output } from '../../../plan/operations.ts';
import type { ApiCall } from '../../../plan/plan.ts';

/**
 * Begins the deletion of a namespace, and answers the operation by which its end can be seen: that of an earlier run
 * where one is under way, and an empty id where there is none to be asked for.
 */
export async function beginNamespaceDeletion(aws: Aws, { Id }: ApiCall['input']): Promise<Output> {
  const client = aws.client(ServiceDiscoveryClient);
  try {
    const { OperationId = '' } = await client.send(new DeleteNamespaceCommand({ Id: String(Id) }));
    return { OperationId };
  } catch (error) {
    const { name, DuplicateOperationId = '' } = error as DuplicateRequest;
    if (name !== 'DuplicateRequest' && name !== 'NamespaceNotFound') throw error;
    return { OperationId: DuplicateOperationId };
  }
}

/** How far the deletion is: its operation or, where none is known, the namespace itself. */
export async function lookAtNamespaceDeletion(
  aws: Aws,
  { Id, OperationId }: ApiCall['input'],
): Promise<Output> {
  const client = aws.client(ServiceDiscoveryClient);
  return OperationId === ''
    ? { ...(await client.send(new GetNamespaceCommand({ Id: String(Id) }))) }
    : { ...(await client.send(new GetOperationCommand({ OperationId: String(OperationId) }))) };
}
