import type {
  GetOperationCommandInput,
  GetOperationCommandOutput,
  OperationStatus,
} from '@aws-sdk/client-servicediscovery';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { CloudMapOperation } from './state.ts';

/** How far an operation is; it ends well, since what would go wrong was refused when it was asked for. */
export function GetOperation(
  { OperationId: id = '' }: GetOperationCommandInput,
  { region, now }: Call,
): Answer<GetOperationCommandOutput> {
  const operation = region.serviceDiscovery.operations.get(id);
  if (!operation) throw new AwsError('OperationNotFound', `Operation not found: ${id}.`);
  const isDone = operation.doneAt <= now;
  const Status: OperationStatus = isDone ? 'SUCCESS' : 'PENDING';
  return {
    Operation: {
      Id: operation.id,
      OwnerAccount: region.accountId,
      Type: operation.type,
      Status,
      CreateDate: operation.createdAt,
      UpdateDate: isDone ? operation.doneAt : operation.createdAt,
      Targets: operation.targets,
    },
  };
}

/** Notes an operation that is done after so many seconds, and returns it. */
export function begin(
  { region, now }: Call,
  type: CloudMapOperation['type'],
  targets: CloudMapOperation['targets'],
  seconds = 0,
): CloudMapOperation {
  const operation: CloudMapOperation = {
    id: `${region.ids.hex(32)}-${region.ids.hex(8)}`,
    type,
    createdAt: now,
    doneAt: new Date(now.getTime() + seconds * 1000),
    targets,
  };
  region.serviceDiscovery.operations.set(operation.id, operation);
  return operation;
}
