import type { Service } from '../../service.ts';
import * as capacityProviders from './capacity-providers.ts';
import { DescribeCapacityProviders } from './capacity-providers-read.ts';
import { PutClusterCapacityProviders } from './cluster-capacity.ts';
import { DeleteCluster } from './cluster-deletion.ts';
import {
  CreateCluster,
  DescribeClusters,
  ListClusters,
  UpdateCluster,
  UpdateClusterSettings,
} from './clusters.ts';
import * as containerInstances from './container-instances.ts';
import * as deployments from './deployments.ts';
import { UpdateContainerInstancesState } from './draining.ts';
import { RunTask, StopTask } from './run-task.ts';
import { CreateService, DeleteService, UpdateService } from './services.ts';
import { DescribeServices, ListServices } from './services-read.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';
import * as taskDefinitions from './task-definitions.ts';
import * as taskDefinitionsDelete from './task-definitions-delete.ts';
import * as taskDefinitionsList from './task-definitions-list.ts';
import * as taskSets from './task-sets.ts';
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
    DeleteCluster,
    PutClusterCapacityProviders,
    CreateService,
    UpdateService,
    DeleteService,
    DescribeServices,
    ListServices,
    ...deployments,
    ...taskSets,
    ...tasks,
    RunTask,
    StopTask,
    ...taskDefinitions,
    ...taskDefinitionsList,
    ...taskDefinitionsDelete,
    ...capacityProviders,
    DescribeCapacityProviders,
    ...containerInstances,
    UpdateContainerInstancesState,
    TagResource,
    UntagResource,
    ListTagsForResource,
  },
};
