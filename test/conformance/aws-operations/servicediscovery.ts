import { someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

export const servicediscovery: Story = {
  service: 'servicediscovery',
  async tell(aws) {
    const namespace = await tellNamespaces(aws);
    const service = await tellServices(aws, namespace);
    await tellInstances(aws, service);
    await aws.answers('DeleteService', ['--id', service]);
    await aws.refuses('GetService: gone', ['--id', service], 'ServiceNotFound');
    const deleted = await aws.answers('DeleteNamespace', ['--id', namespace], { OperationId: someText });
    await aws.pass(60);
    await aws.answers('GetOperation: the end', ['--operation-id', at(deleted, 'OperationId')], {
      Operation: { Type: 'DELETE_NAMESPACE', Status: 'SUCCESS' },
    });
    await aws.refuses('GetNamespace: gone', ['--id', namespace], 'NamespaceNotFound');
    await tellOccupied(aws);
  },
};

async function tellNamespaces(aws: Exercise): Promise<string> {
  const vpc = ['--vpc', 'vpc-0a1b2c3d4e5f60718'];
  const created = await aws.answers(
    'CreatePrivateDnsNamespace',
    ['--name', 'cli.internal', ...vpc, '--tags', 'Key=env,Value=practice'],
    { OperationId: someText },
  );
  await aws.pass(60);
  const operation = await aws.answers('GetOperation', ['--operation-id', at(created, 'OperationId')], {
    Operation: { Type: 'CREATE_NAMESPACE', Status: 'SUCCESS', Targets: { NAMESPACE: /^ns-/ } },
  });
  const id = at(operation, 'Operation.Targets.NAMESPACE');
  const about = { Id: id, Name: 'cli.internal', Type: 'DNS_PRIVATE', Arn: /:namespace\/ns-/ };
  await aws.answers('GetNamespace', ['--id', id], { Namespace: about });
  await aws.refuses('GetNamespace: none', ['--id', 'ns-nothing'], 'NamespaceNotFound');
  await aws.answers('ListNamespaces', ['--filters', 'Name=TYPE,Values=DNS_PRIVATE,Condition=EQ'], {
    Namespaces: [about],
  });
  await aws.refuses(
    'CreatePrivateDnsNamespace: the same again',
    ['--name', 'cli.internal', ...vpc],
    'NamespaceAlreadyExists',
  );
  await aws.answers('CreatePublicDnsNamespace', ['--name', 'cli.example.com'], { OperationId: someText });
  return id;
}

async function tellServices(aws: Exercise, namespace: string): Promise<string> {
  const wanted = ['--name', 'api', '--namespace-id', namespace];
  const dns = ['--dns-config', 'DnsRecords=[{Type=A,TTL=10}]'];
  const about = { Name: 'api', Id: /^srv-/, Arn: /:service\/srv-/ };
  const created = await aws.answers('CreateService', [...wanted, ...dns], {
    Service: { ...about, NamespaceId: namespace, DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] } },
  });
  const id = at(created, 'Service.Id');
  await aws.answers('GetService', ['--id', id], { Service: about });
  await aws.answers('ListServices', ['--filters', `Name=NAMESPACE_ID,Values=${namespace},Condition=EQ`], {
    Services: [about],
  });
  const arn = ['--resource-arn', at(created, 'Service.Arn')];
  await aws.answers('TagResource', [...arn, '--tags', 'Key=env,Value=practice', 'Key=team,Value=shop']);
  await aws.answers('UntagResource', [...arn, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource', arn, { Tags: [{ Key: 'team', Value: 'shop' }] });
  return id;
}

async function tellInstances(aws: Exercise, service: string): Promise<void> {
  const named = ['--service-id', service, '--instance-id', 'old-task'];
  await aws.answers('RegisterInstance', [...named, '--attributes', 'AWS_INSTANCE_IPV4=10.0.1.9'], {
    OperationId: someText,
  });
  await aws.answers('ListInstances', ['--service-id', service], {
    Instances: [{ Id: 'old-task', Attributes: { AWS_INSTANCE_IPV4: '10.0.1.9' } }],
  });
  await aws.answers('DeregisterInstance', named, { OperationId: someText });
  await aws.refuses('DeregisterInstance: none', named, 'InstanceNotFound');
}

/** A namespace with a service with an instance, which moto lets go all the same. */
async function tellOccupied(aws: Exercise): Promise<void> {
  const made = await aws.answers('CreateHttpNamespace', ['--name', 'cli-calls'], { OperationId: someText });
  await aws.pass(60);
  const operation = await aws.answers(
    'GetOperation: of another namespace',
    ['--operation-id', at(made, 'OperationId')],
    {},
  );
  const namespace = at(operation, 'Operation.Targets.NAMESPACE');
  const wanted = ['--name', 'busy', '--namespace-id', namespace];
  const created = await aws.answers('CreateService: without DNS', wanted, { Service: { Name: 'busy' } });
  const service = at(created, 'Service.Id');
  const instance = ['--service-id', service, '--instance-id', 'task', '--attributes', 'stage=prod'];
  await aws.answers('RegisterInstance: to stay', instance, {});
  await aws.refuses('CreateService: the same again', wanted, 'ServiceAlreadyExists');
  const nowhere = ['--name', 'busy', '--namespace-id', 'ns-nothing'];
  await aws.refuses('CreateService: no such namespace', nowhere, 'NamespaceNotFound');
  await aws.refuses('DeleteNamespace: with services', ['--id', namespace], 'ResourceInUse');
  await aws.refuses('DeleteService: with instances', ['--id', service], 'ResourceInUse');
}
