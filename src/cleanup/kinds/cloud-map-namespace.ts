import {
  CreateHttpNamespaceCommand,
  CreatePublicDnsNamespaceCommand,
  type NamespaceSummary,
  NamespaceType,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import type { Wait } from '../../plan/apply.ts';
import { operationsOf } from '../../plan/operations.ts';
import { type ApiCall, outputOf } from '../../plan/plan.ts';
import { call, type Kind, type Search } from '../kind.ts';
import { keyOf, type Thing } from '../thing.ts';
import { beginNamespaceDeletion, lookAtNamespaceDeletion } from './cloud-map/namespace-deletion.ts';
import { namespacesOf } from './cloud-map/registry.ts';
import { pick } from './pick.ts';
import { capitalTags } from './tag-lists.ts';

/** Namespaces of Cloud Map. The hosted zone of one that DNS knows goes with it. */
export const cloudMapNamespace: Kind = {
  name: 'cloud map namespace',
  types: [
    'AWS::ServiceDiscovery::PrivateDnsNamespace',
    'AWS::ServiceDiscovery::PublicDnsNamespace',
    'AWS::ServiceDiscovery::HttpNamespace',
  ],
  reads: ['servicediscovery:ListNamespaces'],
  writes: [
    'servicediscovery:DeleteNamespace',
    'servicediscovery:GetOperation',
    'servicediscovery:GetNamespace',
  ],
  find: async (search) => (await namespacesOf(search)).map((namespace) => thingOf(namespace, search)),
  remove: (thing) => {
    const undo = recreation(thing);
    return [
      {
        name: 'delete',
        action: 'delete',
        call: call('servicediscovery', 'BeginNamespaceDeletion', { Id: thing.id }),
        settles: { errors: ['ResourceInUse'], seconds: 60 },
        ...(undo && { undo }),
      },
      {
        name: 'gone',
        action: 'wait',
        reason: 'Cloud Map deletes a namespace after it has answered, and may fail to',
        call: call('servicediscovery', 'LookAtNamespaceDeletion', {
          Id: thing.id,
          OperationId: outputOf(`${keyOf(thing)} delete`, 'OperationId'),
        }),
        until: 'cloud map namespace deleted',
        goal: ['NamespaceNotFound'],
      },
    ];
  },
  operations: {
    servicediscovery: {
      ...operationsOf(ServiceDiscoveryClient, {
        CreateHttpNamespace: CreateHttpNamespaceCommand,
        CreatePublicDnsNamespace: CreatePublicDnsNamespaceCommand,
      }),
      BeginNamespaceDeletion: beginNamespaceDeletion,
      LookAtNamespaceDeletion: lookAtNamespaceDeletion,
    },
  },
  waits: { 'cloud map namespace deleted': deleted },
};

function thingOf(namespace: NamespaceSummary, { region, tagsOf }: Search): Thing {
  const {
    Id: id = '',
    Arn: arn = '',
    Name: name = id,
    Type,
    ServiceCount,
    CreateDate: createdAt,
  } = namespace;
  return {
    kind: 'cloud map namespace',
    id,
    name,
    arn,
    aliases: [arn, name],
    region,
    tags: tagsOf(arn),
    ties: [],
    ...(createdAt && { createdAt }),
    definition: { ...namespace },
    ...(ServiceCount === 0 && { idle: 'it has no service' }),
    ...(Type !== NamespaceType.HTTP && { charges: [{ price: 'cloud map namespace', quantity: 1 }] }),
  };
}

/** Of a private namespace AWS does not say in which VPC it is, without which none can be made. */
function recreation({ definition, tags }: Thing): ApiCall | undefined {
  const { Type }: Partial<NamespaceSummary> = definition;
  if (Type === undefined || Type === NamespaceType.DNS_PRIVATE) return undefined;
  const operation = Type === NamespaceType.HTTP ? 'CreateHttpNamespace' : 'CreatePublicDnsNamespace';
  return call('servicediscovery', operation, {
    ...pick(definition, ['Name', 'Description']),
    ...capitalTags(tags),
  });
}

function deleted(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const { Status, ErrorMessage = 'Cloud Map does not say why' } = (output.Operation ?? {}) as {
    Status?: string;
    ErrorMessage?: string;
  };
  if (Status === 'SUCCESS') return { kind: 'done', value: output };
  if (Status === 'FAIL')
    return { kind: 'failed', why: `the namespace could not be deleted: ${ErrorMessage}` };
  return { kind: 'waiting', for: 'Cloud Map to delete the namespace' };
}
