/**
 * Requests that share one bucket, by AWS's published rates for ECS: tokens at most, and tokens gained a
 * second.
 */
export interface RateCategory {
  readonly burst: number;
  readonly perSecond: number;
  readonly operations: readonly string[];
}

/**
 * The request rates that AWS publishes for ECS, per account and region. The buckets are shared within a
 * category, so that cleaning up task definitions can starve the deployments of the same account.
 */
export const ecsRates: readonly RateCategory[] = [
  {
    burst: 20,
    perSecond: 1,
    operations: [
      'CreateCluster',
      'UpdateCluster',
      'UpdateClusterSettings',
      'DeleteCluster',
      'PutClusterCapacityProviders',
    ],
  },
  { burst: 50, perSecond: 20, operations: ['DescribeClusters', 'ListClusters'] },
  { burst: 20, perSecond: 1, operations: ['RegisterTaskDefinition', 'DeregisterTaskDefinition'] },
  {
    burst: 50,
    perSecond: 20,
    operations: ['DescribeTaskDefinition', 'ListTaskDefinitions', 'ListTaskDefinitionFamilies'],
  },
  { burst: 5, perSecond: 1, operations: ['DeleteTaskDefinitions'] },
  {
    burst: 10,
    perSecond: 1,
    operations: ['CreateCapacityProvider', 'UpdateCapacityProvider', 'DeleteCapacityProvider'],
  },
  { burst: 50, perSecond: 20, operations: ['DescribeCapacityProviders'] },
  { burst: 20, perSecond: 10, operations: ['TagResource', 'UntagResource'] },
  { burst: 50, perSecond: 20, operations: ['ListTagsForResource'] },
  {
    burst: 50,
    perSecond: 5,
    operations: [
      'CreateService',
      'UpdateService',
      'DeleteService',
      'CreateTaskSet',
      'UpdateTaskSet',
      'DeleteTaskSet',
      'UpdateServicePrimaryTaskSet',
    ],
  },
  { burst: 100, perSecond: 20, operations: ['DescribeServices', 'ListServices', 'DescribeTaskSets'] },
  {
    burst: 50,
    perSecond: 20,
    operations: ['DescribeServiceDeployments', 'ListServiceDeployments'],
  },
  { burst: 50, perSecond: 20, operations: ['DescribeServiceRevisions'] },
  {
    burst: 100,
    perSecond: 40,
    operations: [
      'RunTask',
      'StartTask',
      'StopTask',
      'RegisterContainerInstance',
      'DeregisterContainerInstance',
      'UpdateContainerInstancesState',
      'UpdateContainerAgent',
    ],
  },
  {
    burst: 100,
    perSecond: 20,
    operations: ['DescribeTasks', 'ListTasks', 'DescribeContainerInstances', 'ListContainerInstances'],
  },
  { burst: 10, perSecond: 1, operations: ['ListServicesByNamespace'] },
  { burst: 200, perSecond: 80, operations: ['UpdateTaskProtection', 'GetTaskProtection'] },
];
