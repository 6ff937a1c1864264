import { describe, expect, it } from 'vitest';
import { CreateCluster } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import {
  CreateService as CreateEcsService,
  UpdateService,
} from '../../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import {
  DeregisterInstance,
  ListInstances,
  RegisterInstance,
} from '../../../../../src/sandbox/services/service-discovery/instances.ts';
import {
  CreateHttpNamespace,
  CreatePrivateDnsNamespace,
  CreatePublicDnsNamespace,
  DeleteNamespace,
} from '../../../../../src/sandbox/services/service-discovery/namespaces.ts';
import {
  GetNamespace,
  ListNamespaces,
} from '../../../../../src/sandbox/services/service-discovery/namespaces-read.ts';
import { GetOperation } from '../../../../../src/sandbox/services/service-discovery/operations.ts';
import {
  CreateService,
  DeleteService,
} from '../../../../../src/sandbox/services/service-discovery/services.ts';
import {
  GetService,
  ListServices,
} from '../../../../../src/sandbox/services/service-discovery/services-read.ts';
import {
  ListTagsForResource,
  TagResource,
  UntagResource,
} from '../../../../../src/sandbox/services/service-discovery/tags.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const DnsConfig = { DnsRecords: [{ Type: 'A' as const, TTL: 10 }] };

/** A private namespace `internal` that is done, and its id. */
function worldWithNamespace() {
  const practice = new PracticeWorld({ namespaceOperationSeconds: 20 });
  const { OperationId } = CreatePrivateDnsNamespace({ Name: 'internal', Vpc: 'vpc-1' }, practice.call);
  practice.pass(20);
  const { Operation } = GetOperation({ OperationId }, practice.call);
  return { practice, NamespaceId: Operation?.Targets?.NAMESPACE ?? '' };
}

describe('a namespace', () => {
  it('is there once its operation is done', () => {
    const practice = new PracticeWorld({ namespaceOperationSeconds: 20 });
    const input = { Name: 'internal', Vpc: 'vpc-1', CreatorRequestId: 'one' };
    const { OperationId } = CreatePrivateDnsNamespace(input, practice.call);
    expect(CreatePrivateDnsNamespace(input, practice.call).OperationId).toBe(OperationId);
    const pending = GetOperation({ OperationId }, practice.call).Operation;
    expect(pending).toMatchObject({ Type: 'CREATE_NAMESPACE', Status: 'PENDING' });
    expect(ListNamespaces({}, practice.call).Namespaces).toEqual([]);
    practice.pass(20);
    const done = GetOperation({ OperationId }, practice.call).Operation;
    expect(done?.Status).toBe('SUCCESS');
    expect(GetNamespace({ Id: done?.Targets?.NAMESPACE }, practice.call).Namespace).toMatchObject({
      ...{ Name: 'internal', Type: 'DNS_PRIVATE', ServiceCount: 0 },
      Properties: { DnsProperties: { SOA: { TTL: 15 } }, HttpProperties: { HttpName: 'internal' } },
    });
  });

  it('is one of its name in its VPC', () => {
    const { practice } = worldWithNamespace();
    const again = (Vpc: string) => () => CreatePrivateDnsNamespace({ Name: 'internal', Vpc }, practice.call);
    expect(refusal(again('vpc-1'))).toMatch(/^NamespaceAlreadyExists: /);
    expect(refusal(again('vpc-2'))).toBe('');
    expect(refusal(() => CreateHttpNamespace({ Name: '' }, practice.call))).toMatch(/^InvalidInput: /);
  });

  it('is found by its type and name', () => {
    const { practice } = worldWithNamespace();
    CreateHttpNamespace({ Name: 'calls' }, practice.call);
    CreatePublicDnsNamespace({ Name: 'example.com' }, practice.call);
    practice.pass(20);
    const names = (Name: 'TYPE' | 'NAME', Values: string[], Condition?: 'IN' | 'BEGINS_WITH') =>
      ListNamespaces({ Filters: [{ Name, Values, Condition }] }, practice.call).Namespaces?.map(
        (one) => one.Name,
      );
    expect(names('TYPE', ['HTTP'])).toEqual(['calls']);
    expect(names('TYPE', ['DNS_PUBLIC', 'DNS_PRIVATE'], 'IN')).toEqual(['internal', 'example.com']);
    expect(names('NAME', ['ex'], 'BEGINS_WITH')).toEqual(['example.com']);
    expect(refusal(() => names('TYPE', ['HTTP', 'DNS_PUBLIC']))).toMatch(/^InvalidInput: /);
  });

  it('goes a while after its deletion, and not with services', () => {
    const { practice, NamespaceId } = worldWithNamespace();
    const { Service } = CreateService({ Name: 'api', NamespaceId, DnsConfig }, practice.call);
    const remove = () => DeleteNamespace({ Id: NamespaceId }, practice.call);
    expect(refusal(remove)).toMatch(/^ResourceInUse: /);
    DeleteService({ Id: Service?.Id }, practice.call);
    const { OperationId } = remove();
    expect(refusal(remove)).toMatch(/^DuplicateRequest: /);
    expect(GetNamespace({ Id: NamespaceId }, practice.call).Namespace?.Name).toBe('internal');
    practice.pass(20);
    expect(GetOperation({ OperationId }, practice.call).Operation?.Status).toBe('SUCCESS');
    expect(refusal(remove)).toMatch(/^NamespaceNotFound: /);
  });

  it('has tags', () => {
    const { practice, NamespaceId } = worldWithNamespace();
    const ResourceARN = GetNamespace({ Id: NamespaceId }, practice.call).Namespace?.Arn;
    TagResource(
      {
        ResourceARN,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      },
      practice.call,
    );
    UntagResource({ ResourceARN, TagKeys: ['a'] }, practice.call);
    expect(ListTagsForResource({ ResourceARN }, practice.call).Tags).toEqual([{ Key: 'b', Value: '2' }]);
    const lost = { ResourceARN: `${ResourceARN}x` };
    expect(refusal(() => ListTagsForResource(lost, practice.call))).toMatch(/^ResourceNotFoundException: /);
  });
});

describe('a service', () => {
  it('is one of its name in its namespace, and the same request finds it', () => {
    const { practice, NamespaceId } = worldWithNamespace();
    const input = { Name: 'api', NamespaceId, DnsConfig, CreatorRequestId: 'one' };
    const { Service } = CreateService(input, practice.call);
    expect(Service).toMatchObject({ Type: 'DNS_HTTP', InstanceCount: 0, Id: expect.stringMatching(/^srv-/) });
    expect(CreateService(input, practice.call).Service?.Id).toBe(Service?.Id);
    const other = { ...input, CreatorRequestId: 'two' };
    expect(refusal(() => CreateService(other, practice.call))).toMatch(/^ServiceAlreadyExists: /);
    const nowhere = { ...other, NamespaceId: 'ns-nothing' };
    expect(refusal(() => CreateService(nowhere, practice.call))).toMatch(/^NamespaceNotFound: /);
    const listed = (id: string) =>
      ListServices({ Filters: [{ Name: 'NAMESPACE_ID', Values: [id] }] }, practice.call).Services;
    expect([listed(NamespaceId)?.length, listed('ns-nothing')?.length]).toEqual([1, 0]);
  });

  it('holds what is registered by hand until it is deregistered', () => {
    const { practice, NamespaceId } = worldWithNamespace();
    const ServiceId = CreateService({ Name: 'api', NamespaceId, DnsConfig }, practice.call).Service?.Id;
    const register = (Attributes: Record<string, string>) => () =>
      RegisterInstance({ ServiceId, InstanceId: 'old', Attributes }, practice.call);
    expect(refusal(register({ stage: 'prod' }))).toMatch(/^InvalidInput: .*AWS_INSTANCE_IPV4/);
    const { OperationId } = register({ AWS_INSTANCE_IPV4: '10.0.0.9' })();
    expect(GetOperation({ OperationId }, practice.call).Operation).toMatchObject({
      ...{ Type: 'REGISTER_INSTANCE', Status: 'SUCCESS' },
      Targets: { SERVICE: ServiceId, INSTANCE: 'old' },
    });
    expect(GetService({ Id: ServiceId }, practice.call).Service?.InstanceCount).toBe(1);
    expect(refusal(() => DeleteService({ Id: ServiceId }, practice.call))).toMatch(/^ResourceInUse: /);
    const leave = () => DeregisterInstance({ ServiceId, InstanceId: 'old' }, practice.call);
    leave();
    expect(refusal(leave)).toMatch(/^InstanceNotFound: /);
    DeleteService({ Id: ServiceId }, practice.call);
    expect(refusal(() => GetService({ Id: ServiceId }, practice.call))).toMatch(/^ServiceNotFound: /);
  });

  it('holds the running tasks of the ECS services that name it', () => {
    const { practice, NamespaceId } = worldWithNamespace();
    const { Service } = CreateService({ Name: 'api', NamespaceId, DnsConfig }, practice.call);
    CreateCluster({ clusterName: 'prod' }, practice.call);
    const containerDefinitions = [{ name: 'web', image: 'web:1' }];
    RegisterTaskDefinition({ family: 'web', containerDefinitions, cpu: '256', memory: '512' }, practice.call);
    const service = { cluster: 'prod', serviceName: 'web', taskDefinition: 'web', desiredCount: 2 };
    const serviceRegistries = [{ registryArn: Service?.Arn, containerName: 'web', containerPort: 8080 }];
    CreateEcsService({ ...service, launchType: 'FARGATE', serviceRegistries }, practice.call);
    practice.pass(120);
    const instances = () => ListInstances({ ServiceId: Service?.Id }, practice.call).Instances ?? [];
    expect(instances()).toHaveLength(2);
    expect(instances()[0]?.Attributes).toMatchObject({
      ...{ ECS_CLUSTER_NAME: 'prod', ECS_SERVICE_NAME: 'web', ECS_TASK_DEFINITION_FAMILY: 'web' },
      ...{ AWS_INSTANCE_PORT: '8080', REGION: 'us-east-1' },
    });
    expect(refusal(() => DeleteService({ Id: Service?.Id }, practice.call))).toMatch(/^ResourceInUse: /);
    DeregisterInstance({ ServiceId: Service?.Id, InstanceId: instances()[0]?.Id }, practice.call);
    expect(instances()).toHaveLength(1);
    UpdateService({ cluster: 'prod', service: 'web', desiredCount: 0 }, practice.call);
    practice.pass(60);
    expect(instances()).toEqual([]);
    DeleteService({ Id: Service?.Id }, practice.call);
  });
});
