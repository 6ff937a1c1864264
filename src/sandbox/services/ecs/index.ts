import type { Service } from '../../service.ts';
import * as capacityProviders from './capacity-providers.ts';
import {
  CreateCluster,
  DescribeClusters,
  ListClusters,
  UpdateCluster,
  UpdateClusterSettings,
} from './clusters.ts';
import * as deployments from './deployments.ts';
import { CreateService, DeleteService, UpdateService } from './services.ts';
import { DescribeServices, ListServices } from './services-read.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';
import * as taskDefinitions from './task-definitions.ts';
import * as tasks from './tasks.ts';

export const ecs: Service = {
  signingName: 'ecs',
  iamPrefix: 'ecs',
  sdk: () => import('@aws-sdk/client-ecs'),
  handlers: {
    CreateCluster,
    DescribeClusters,
    ListClusters,
    UpdateCluster,
    UpdateClusterSettings,
    CreateService,
    UpdateService,
    DeleteService,
    DescribeServices,
    ListServices,
    ...deployments,
    ...tasks,
    ...taskDefinitions,
    ...capacityProviders,
    TagResource,
    UntagResource,
    ListTagsForResource,
  },
};
