/** How the world behaves where AWS has no fixed number; a test or a story may set them. */
export interface Rules {
  /**
   * Seconds for which a freshly registered scalable target is not yet seen by PutScalingPolicy, which then
   * answers ObjectNotFoundException as AWS at times does. 0 turns it off.
   */
  targetVisibleAfterSeconds: number;
  /** Seconds that a task takes at the least and at the most from its creation to RUNNING. */
  taskStartSeconds: readonly [number, number];
  /** Seconds that a task takes to stop. */
  taskStopSeconds: number;
  /** Tasks that Fargate Spot has room for at a time; those that are there already stay. */
  fargateSpotTasks: number;
  /** Seconds for which a deleted load balancer's network interfaces stay behind it. */
  balancerInterfacesSeconds: number;
  /** Seconds for which a task definition that nothing uses stays DELETE_IN_PROGRESS. */
  taskDefinitionDeletionSeconds: number;
  /** Seconds until a change of a cluster's capacity providers is complete. */
  clusterAttachmentSeconds: number;
  /** Seconds until a capacity provider is created, updated or deleted. */
  capacityProviderSeconds: number;
  /** Seconds for which the tagging API goes on giving a resource that was deleted. */
  ghostSeconds: number;
  /** How full the tagging API's pages are, one after another and then over again: 1 is full, 0 is empty. */
  taggingPageFill: readonly number[];
  /** Seconds until an instance of an Auto Scaling group is in service. */
  instanceLaunchSeconds: number;
  /** Seconds that an instance of an Auto Scaling group takes to end. */
  instanceTerminationSeconds: number;
  /** Seconds from when an instance is in service until its ECS agent has registered it. */
  instanceRegistrationSeconds: number;
  /**
   * Seconds for which less must be reserved than managed scaling's target before it takes instances away: the alarm
   * needs fifteen values of a minute each.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
   */
  managedScaleInSeconds: number;
  /** Seconds for which a managed instance may have no task where its capacity provider does not say it. */
  managedInstanceIdleSeconds: number;
  /** Seconds until an operation of Cloud Map on a namespace is done. */
  namespaceOperationSeconds: number;
  /**
   * Seconds from when a bucket is told to send its events to EventBridge until it does. AWS says about five minutes.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html
   */
  bucketNotificationSeconds: number;
  /** Seconds until a NAT gateway is available. */
  natGatewayCreationSeconds: number;
  /** Seconds until a NAT gateway that is being deleted is gone and gives its address back. */
  natGatewayDeletionSeconds: number;
  /** Seconds until an interface endpoint of a VPC is available. */
  endpointCreationSeconds: number;
  /** Seconds until a VPC endpoint that is being deleted is gone with its interfaces. */
  endpointDeletionSeconds: number;
  /** Resources of a stack that CloudFormation makes or deletes at a time. */
  stackResourcesAtOnce: number;
  /** Seconds for which CloudFormation goes on trying to delete what another resource still holds on to. */
  stackRetrySeconds: number;
  /** Seconds that CloudFormation gives a resource to be gone after its service has agreed to delete it. */
  stackPatienceSeconds: number;
  /** Seconds until the scan of an image begins. */
  scanPendingSeconds: number;
  /** Seconds until a basic scan is done, and until an enhanced one has its first findings. */
  scanSeconds: number;
  /** Seconds until an enhanced scan has all of its findings. */
  enhancedScanSeconds: number;
  /** Seconds until an image has come back from ECR's archive. */
  imageActivationSeconds: number;
  /** Seconds between two times that lifecycle policies of repositories are carried out. */
  lifecycleSeconds: number;
  /** Seconds until the preview of a lifecycle policy is complete. */
  lifecyclePreviewSeconds: number;
}

export const defaultRules: Rules = {
  targetVisibleAfterSeconds: 1,
  taskStartSeconds: [20, 40],
  taskStopSeconds: 20,
  fargateSpotTasks: Number.POSITIVE_INFINITY,
  balancerInterfacesSeconds: 40,
  taskDefinitionDeletionSeconds: 60,
  clusterAttachmentSeconds: 10,
  capacityProviderSeconds: 10,
  ghostSeconds: 3 * 3600,
  taggingPageFill: [0.25, 0, 1],
  instanceLaunchSeconds: 60,
  instanceTerminationSeconds: 60,
  instanceRegistrationSeconds: 20,
  managedScaleInSeconds: 900,
  managedInstanceIdleSeconds: 300,
  namespaceOperationSeconds: 20,
  bucketNotificationSeconds: 20,
  natGatewayCreationSeconds: 60,
  natGatewayDeletionSeconds: 45,
  endpointCreationSeconds: 60,
  endpointDeletionSeconds: 40,
  stackResourcesAtOnce: 8,
  stackRetrySeconds: 180,
  stackPatienceSeconds: 900,
  scanPendingSeconds: 5,
  scanSeconds: 30,
  enhancedScanSeconds: 60,
  imageActivationSeconds: 120,
  lifecycleSeconds: 12 * 3600,
  lifecyclePreviewSeconds: 10,
};
