import type { Statement } from '../../iam/policy.ts';

/** What AWS's managed policies say, of those that ECS and ECR are used with; of others nothing is known, and they allow nothing. */
const statements: Readonly<Record<string, readonly Omit<Statement, 'Effect'>[]>> = {
  AdministratorAccess: [{ Action: ['*'] }],
  'service-role/AmazonECSTaskExecutionRolePolicy': [
    {
      Action: [
        ...['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability'],
        ...['ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
        ...['logs:CreateLogStream', 'logs:PutLogEvents'],
      ],
    },
  ],
  'service-role/AmazonEC2ContainerServiceEventsRole': [
    { Action: ['ecs:RunTask'] },
    {
      Action: ['iam:PassRole'],
      Condition: { StringLike: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
    { Action: ['ecs:TagResource'], Condition: { StringEquals: { 'ecs:CreateAction': ['RunTask'] } } },
  ],
  'service-role/AmazonEC2ContainerServiceforEC2Role': [
    {
      Action: [
        ...['ec2:DescribeTags', 'ecs:CreateCluster', 'ecs:DeregisterContainerInstance'],
        ...['ecs:DiscoverPollEndpoint', 'ecs:Poll', 'ecs:RegisterContainerInstance'],
        ...['ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState', 'ecs:Submit*'],
        ...['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability'],
        ...['ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
        ...['logs:CreateLogStream', 'logs:PutLogEvents'],
      ],
    },
  ],
  AmazonEC2ContainerRegistryFullAccess: [{ Action: ['ecr:*', 'cloudtrail:LookupEvents'] }],
  AmazonEC2ContainerRegistryPowerUser: [
    {
      Action: [
        ...['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer'],
        ...['ecr:GetRepositoryPolicy', 'ecr:DescribeRepositories', 'ecr:ListImages', 'ecr:DescribeImages'],
        ...['ecr:BatchGetImage', 'ecr:GetLifecyclePolicy', 'ecr:GetLifecyclePolicyPreview'],
        ...['ecr:ListTagsForResource', 'ecr:DescribeImageScanFindings', 'ecr:InitiateLayerUpload'],
        ...['ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'],
      ],
    },
  ],
  AmazonEC2ContainerRegistryReadOnly: [
    {
      Action: [
        ...['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer'],
        ...['ecr:GetRepositoryPolicy', 'ecr:DescribeRepositories', 'ecr:ListImages', 'ecr:DescribeImages'],
        ...['ecr:BatchGetImage', 'ecr:GetLifecyclePolicy', 'ecr:GetLifecyclePolicyPreview'],
        ...['ecr:ListTagsForResource', 'ecr:DescribeImageScanFindings'],
      ],
    },
  ],
  AmazonEC2ContainerRegistryPullOnly: [
    {
      Action: [
        ...['ecr:GetAuthorizationToken', 'ecr:BatchImportUpstreamImage', 'ecr:BatchGetImage'],
        ...['ecr:GetDownloadUrlForLayer'],
      ],
    },
  ],
};

/** The document of AWS's policy of that path and name, such as `service-role/AmazonECSTaskExecutionRolePolicy`. */
export function documentOfAws(name: string): string {
  const known = Object.hasOwn(statements, name) ? statements[name] : undefined;
  const Statement = (known ?? []).map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
