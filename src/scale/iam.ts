/** What reading a service with all that scales it needs, its nearest names included. */
export const readingActions = [
  'ecs:DescribeServices',
  'ecs:ListServices',
  'ecs:ListClusters',
  'application-autoscaling:DescribeScalableTargets',
  'application-autoscaling:DescribeScalingPolicies',
  'application-autoscaling:DescribeScheduledActions',
] as const;
