import type {
  DeregisterInstanceCommandInput,
  DeregisterInstanceCommandOutput,
  ListInstancesCommandInput,
  ListInstancesCommandOutput,
  RegisterInstanceCommandInput,
  RegisterInstanceCommandOutput,
} from '@aws-sdk/client-servicediscovery';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findService, invalid, listed } from './lookup.ts';
import { begin } from './operations.ts';
import { instancesOf } from './registered.ts';
import type { CloudMapService } from './state.ts';

const MOST_ATTRIBUTES = 30;

/** The attribute that a DNS record of that type is made of. */
const attributeOfRecord: Readonly<Record<string, readonly string[]>> = {
  A: ['AWS_INSTANCE_IPV4', 'AWS_ALIAS_DNS_NAME'],
  AAAA: ['AWS_INSTANCE_IPV6', 'AWS_ALIAS_DNS_NAME'],
  CNAME: ['AWS_INSTANCE_CNAME'],
  SRV: ['AWS_INSTANCE_PORT'],
};

/** Registers an instance, or replaces the attributes of the one with that id. */
export function RegisterInstance(
  input: RegisterInstanceCommandInput,
  call: Call,
): Answer<RegisterInstanceCommandOutput> {
  const service = findService(call, input.ServiceId);
  const { InstanceId: id = '', Attributes: attributes = {} } = input;
  if (id === '' || id.length > 64) throw invalid('An instance id has 1 to 64 characters.');
  checkAttributes(service, attributes);
  service.instances.set(id, attributes);
  const operation = begin(call, 'REGISTER_INSTANCE', { SERVICE: service.id, INSTANCE: id });
  return { OperationId: operation.id };
}

export function DeregisterInstance(
  input: DeregisterInstanceCommandInput,
  call: Call,
): Answer<DeregisterInstanceCommandOutput> {
  const service = findService(call, input.ServiceId);
  const { InstanceId: id = '' } = input;
  if (!instancesOf(call.region, service, call.now).some((one) => one.id === id)) {
    throw new AwsError('InstanceNotFound', `Instance not found: ${id}.`);
  }
  if (!service.instances.delete(id)) service.deregistered.add(id);
  const operation = begin(call, 'DEREGISTER_INSTANCE', { SERVICE: service.id, INSTANCE: id });
  return { OperationId: operation.id };
}

export function ListInstances(
  input: ListInstancesCommandInput,
  call: Call,
): Answer<ListInstancesCommandOutput> {
  const service = findService(call, input.ServiceId);
  const { items, nextToken } = listed(instancesOf(call.region, service, call.now), input);
  return {
    ResourceOwner: call.region.accountId,
    Instances: items.map(({ id, attributes }) => ({
      Id: id,
      Attributes: attributes,
      CreatedByAccount: call.region.accountId,
    })),
    NextToken: nextToken,
  };
}

function checkAttributes({ settings }: CloudMapService, attributes: Readonly<Record<string, string>>): void {
  if (Object.keys(attributes).length > MOST_ATTRIBUTES) {
    throw invalid(`An instance can have ${MOST_ATTRIBUTES} attributes at most.`);
  }
  for (const { Type: type = '' } of settings.DnsConfig?.DnsRecords ?? []) {
    const needed = attributeOfRecord[type] ?? [];
    if (!needed.some((name) => attributes[name] !== undefined)) {
      throw invalid(`The service has a record of type ${type}, for which ${needed[0]} must be given.`);
    }
  }
}
