/** IAM actions that reading a fleet needs beside those for the cluster, its services and capacity providers. */
export const fleetActions = [
  'ecs:ListContainerInstances',
  'ecs:DescribeContainerInstances',
  'ecs:ListTasks',
  'ecs:DescribeTasks',
  'ecs:DescribeTaskDefinition',
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeScalingActivities',
  'cloudwatch:GetMetricData',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeLaunchTemplateVersions',
] as const;
