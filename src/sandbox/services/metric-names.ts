import type { Dimension } from '@aws-sdk/client-cloudwatch';

/** Under which dimensions AWS publishes an ECS service's metrics. */
export function serviceDimensions({ cluster, service }: { cluster: string; service: string }): Dimension[] {
  return [
    { Name: 'ClusterName', Value: cluster },
    { Name: 'ServiceName', Value: service },
  ];
}

/**
 * Under which dimensions AWS publishes what a load balancer measures of a target group: `app/…`,
 * `targetgroup/…`.
 */
export function loadBalancerDimensions(names: { loadBalancer: string; targetGroup: string }): Dimension[] {
  return [
    { Name: 'TargetGroup', Value: names.targetGroup },
    { Name: 'LoadBalancer', Value: names.loadBalancer },
  ];
}

/** Under which dimensions AWS publishes how much of a capacity provider is reserved. */
export function providerDimensions(names: { cluster: string; provider: string }): Dimension[] {
  return [
    { Name: 'ClusterName', Value: names.cluster },
    { Name: 'CapacityProviderName', Value: names.provider },
  ];
}

/** Under which dimensions AWS publishes what EC2 measures of all instances of an Auto Scaling group together. */
export function groupDimensions(group: string): Dimension[] {
  return [{ Name: 'AutoScalingGroupName', Value: group }];
}
