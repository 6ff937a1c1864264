import type {
  CreateHttpNamespaceCommandInput,
  CreateHttpNamespaceCommandOutput,
  CreatePrivateDnsNamespaceCommandInput,
  CreatePrivateDnsNamespaceCommandOutput,
  CreatePublicDnsNamespaceCommandInput,
  CreatePublicDnsNamespaceCommandOutput,
  DeleteNamespaceCommandInput,
  DeleteNamespaceCommandOutput,
  NamespaceType,
} from '@aws-sdk/client-servicediscovery';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { recordOf } from '../tagging/sources/source.ts';
import { findNamespace, inUse, invalid, namespacesOf } from './lookup.ts';
import { begin } from './operations.ts';
import type { CloudMapNamespace } from './state.ts';

const NAME = /^[!-~]{1,1024}$/;
/** Seconds for which a namespace's SOA record may be kept, where nobody says otherwise. */
const TIME_TO_LIVE = 15;

export function CreatePrivateDnsNamespace(
  input: CreatePrivateDnsNamespaceCommandInput,
  call: Call,
): Answer<CreatePrivateDnsNamespaceCommandOutput> {
  return create('DNS_PRIVATE', input, call, input.Vpc);
}

export function CreatePublicDnsNamespace(
  input: CreatePublicDnsNamespaceCommandInput,
  call: Call,
): Answer<CreatePublicDnsNamespaceCommandOutput> {
  return create('DNS_PUBLIC', input, call);
}

export function CreateHttpNamespace(
  input: CreateHttpNamespaceCommandInput,
  call: Call,
): Answer<CreateHttpNamespaceCommandOutput> {
  return create('HTTP', input, call);
}

/** Begins to delete a namespace; it goes a while later, and only an empty one. */
export function DeleteNamespace(
  { Id }: DeleteNamespaceCommandInput,
  call: Call,
): Answer<DeleteNamespaceCommandOutput> {
  const namespace = findNamespace(call, Id);
  const { region, now } = call;
  if (namespace.deletedAt) {
    throw new AwsError('DuplicateRequest', `Namespace ${namespace.id} is being deleted already.`);
  }
  const services = [...region.serviceDiscovery.services.values()];
  if (services.some(({ namespaceId }) => namespaceId === namespace.id)) {
    throw inUse('Namespace contains registered services; delete the services before deleting the namespace.');
  }
  const seconds = region.rules.namespaceOperationSeconds;
  const { id, doneAt } = begin(call, 'DELETE_NAMESPACE', { NAMESPACE: namespace.id }, seconds);
  namespace.deletedAt = doneAt;
  region.tags.bury(namespace.arn, now);
  return { OperationId: id };
}

/** Begins to make a namespace, which is there once the operation is done. */
function create(
  type: NamespaceType,
  input: CreatePrivateDnsNamespaceCommandInput | CreatePublicDnsNamespaceCommandInput,
  call: Call,
  vpc?: string,
): { OperationId: string } {
  const { region } = call;
  const { Name: name = '', CreatorRequestId: creatorRequestId, Description: description } = input;
  const repeated = operationOf(creatorRequestId, call);
  if (repeated) return { OperationId: repeated };
  if (!NAME.test(name)) throw invalid(`Invalid namespace name: ${name}`);
  refuseTaken({ type, name, vpc }, call);
  const id = `ns-${region.ids.hex(16)}`;
  const timeToLive = input.Properties?.DnsProperties?.SOA?.TTL ?? TIME_TO_LIVE;
  const hostedZone = { id: `Z${region.ids.hex(20).toUpperCase()}`, timeToLive };
  const seconds = region.rules.namespaceOperationSeconds;
  const operation = begin(call, 'CREATE_NAMESPACE', { NAMESPACE: id }, seconds);
  const namespace: CloudMapNamespace = {
    ...{ id, name, type, vpc, description, creatorRequestId },
    arn: arn(region, 'servicediscovery', `namespace/${id}`),
    hostedZone: type === 'HTTP' ? undefined : hostedZone,
    createdAt: operation.doneAt,
    deletedAt: undefined,
  };
  region.serviceDiscovery.namespaces.set(id, namespace);
  region.tags.set(namespace.arn, recordOf(input.Tags ?? []));
  return { OperationId: operation.id };
}

/** The operation that a repeated request has begun already. */
function operationOf(creatorRequestId: string | undefined, { region }: Call): string | undefined {
  if (creatorRequestId === undefined) return undefined;
  const { namespaces, operations } = region.serviceDiscovery;
  const known = [...namespaces.values()].find((one) => one.creatorRequestId === creatorRequestId);
  return [...operations.values()].find(
    ({ type, targets }) =>
      type === 'CREATE_NAMESPACE' && known !== undefined && targets.NAMESPACE === known.id,
  )?.id;
}

/** Two VPCs may have private namespaces of one name. */
function refuseTaken(wanted: Pick<CloudMapNamespace, 'type' | 'name' | 'vpc'>, call: Call): void {
  const taken = namespacesOf(call).find(
    ({ type, name, vpc }) => type === wanted.type && name === wanted.name && vpc === wanted.vpc,
  );
  if (taken)
    throw new AwsError('NamespaceAlreadyExists', `Namespace with name ${wanted.name} already exists.`);
}
