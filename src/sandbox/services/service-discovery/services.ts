import type {
  CreateServiceCommandInput,
  CreateServiceCommandOutput,
  DeleteServiceCommandInput,
  DeleteServiceCommandOutput,
} from '@aws-sdk/client-servicediscovery';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import { recordOf } from '../tagging/sources/source.ts';
import { findNamespace, findService, inUse, invalid } from './lookup.ts';
import { instancesOf } from './registered.ts';
import { describe } from './services-read.ts';
import type { CloudMapNamespace, CloudMapService } from './state.ts';

const NAME = /^(?![.])[A-Za-z0-9_.-]{1,127}$/;

export function CreateService(
  input: CreateServiceCommandInput,
  call: Call,
): Answer<CreateServiceCommandOutput> {
  const { region, now } = call;
  const { Name: name = '', NamespaceId, Tags, ...settings } = input;
  if (!NAME.test(name)) throw invalid(`Invalid service name: ${name}`);
  const namespace = findNamespace(call, NamespaceId ?? settings.DnsConfig?.NamespaceId);
  if (namespace.type === 'HTTP' && settings.DnsConfig) {
    throw invalid('DnsConfig cannot be given for a service in an HTTP namespace.');
  }
  const known = sameName(name, namespace, call);
  if (known && known.settings.CreatorRequestId !== settings.CreatorRequestId) {
    throw new AwsError('ServiceAlreadyExists', `A service with name ${name} already exists: ${known.id}.`);
  }
  if (known) return { Service: describe(known, call) };
  const id = `srv-${region.ids.hex(16)}`;
  const service: CloudMapService = {
    ...{ id, name, settings, createdAt: now, instances: new Map(), deregistered: new Set() },
    arn: arn(region, 'servicediscovery', `service/${id}`),
    namespaceId: namespace.id,
  };
  region.serviceDiscovery.services.set(id, service);
  region.tags.set(service.arn, recordOf(Tags ?? []));
  return { Service: describe(service, call) };
}

/** A service goes at once, and only without instances: an ECS service's go with its tasks. */
export function DeleteService(
  { Id }: DeleteServiceCommandInput,
  call: Call,
): Answer<DeleteServiceCommandOutput> {
  const { region, now } = call;
  const service = findService(call, Id);
  if (instancesOf(region, service, now).length > 0) {
    throw inUse('Service contains registered instances; delete the instances before deleting the service.');
  }
  region.serviceDiscovery.services.delete(service.id);
  region.tags.bury(service.arn, now);
  return {};
}

function sameName(wanted: string, { id }: CloudMapNamespace, { region }: Call): CloudMapService | undefined {
  return [...region.serviceDiscovery.services.values()].find(
    ({ name, namespaceId }) => name === wanted && namespaceId === id,
  );
}
