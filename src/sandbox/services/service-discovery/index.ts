import type { Service } from '../../service.ts';
import { DeregisterInstance, ListInstances, RegisterInstance } from './instances.ts';
import {
  CreateHttpNamespace,
  CreatePrivateDnsNamespace,
  CreatePublicDnsNamespace,
  DeleteNamespace,
} from './namespaces.ts';
import { GetNamespace, ListNamespaces } from './namespaces-read.ts';
import { GetOperation } from './operations.ts';
import { CreateService, DeleteService } from './services.ts';
import { GetService, ListServices } from './services-read.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';

export const serviceDiscovery: Service = {
  signingName: 'servicediscovery',
  iamPrefix: 'servicediscovery',
  sdk: () => import('@aws-sdk/client-servicediscovery'),
  handlers: {
    CreatePrivateDnsNamespace,
    CreatePublicDnsNamespace,
    CreateHttpNamespace,
    GetNamespace,
    ListNamespaces,
    DeleteNamespace,
    GetOperation,
    CreateService,
    GetService,
    ListServices,
    DeleteService,
    RegisterInstance,
    DeregisterInstance,
    ListInstances,
    TagResource,
    UntagResource,
    ListTagsForResource,
  },
};
