import {
  CreateHttpNamespace,
  CreatePrivateDnsNamespace,
} from '../../../../src/sandbox/services/service-discovery/namespaces.ts';
import { GetOperation } from '../../../../src/sandbox/services/service-discovery/operations.ts';
import { CreateService } from '../../../../src/sandbox/services/service-discovery/services.ts';
import type { PracticeWorld } from '../../sandbox/world/practice-world.ts';

/** A private namespace that is done; its id. */
export function addNamespace(practice: PracticeWorld, Name = 'internal', Vpc = 'vpc-1'): string {
  return done(practice, CreatePrivateDnsNamespace({ Name, Vpc }, practice.call));
}

/** A namespace that DNS does not know. */
export function addHttpNamespace(practice: PracticeWorld, Name: string): string {
  return done(practice, CreateHttpNamespace({ Name }, practice.call));
}

/** A service in a namespace, by name in DNS; its id. */
export function addService(practice: PracticeWorld, NamespaceId: string, Name: string): string {
  const DnsConfig = { DnsRecords: [{ Type: 'A' as const, TTL: 10 }] };
  return CreateService({ Name, NamespaceId, DnsConfig }, practice.call).Service?.Id ?? '';
}

function done(practice: PracticeWorld, { OperationId }: { OperationId?: string | undefined }): string {
  practice.pass(60);
  return GetOperation({ OperationId }, practice.call).Operation?.Targets?.NAMESPACE ?? '';
}
