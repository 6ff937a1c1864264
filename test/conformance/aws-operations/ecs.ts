import { someList, someText } from '../matches.ts';
import { taskDefinition } from '../seed.ts';
import { tellCapacity } from './ecs-capacity.ts';
import { tellStandaloneTasks } from './ecs-standalone-tasks.ts';
import { tellTaskDefinitionRemoval } from './ecs-task-definitions.ts';
import { tellTaskSets } from './ecs-task-sets.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const shop = 'cli-shop';
const inShop = ['--cluster', shop];
const clusterArn = new RegExp(`^arn:aws:ecs:us-east-1:\\d{12}:cluster/${shop}$`);
const serviceArn = new RegExp(`^arn:aws:ecs:us-east-1:\\d{12}:service/${shop}/front$`);

export const ecs: Story = {
  service: 'ecs',
  async tell(exercise) {
    await tellClusters(exercise);
    await tellTaskDefinitions(exercise);
    await tellServices(exercise);
    await tellDeployments(exercise);
    await tellTasks(exercise);
    await tellTags(exercise);
    await tellTaskDefinitionRemoval(exercise);
    await tellStandaloneTasks(exercise, shop);
    await tellTaskSets(exercise, shop);
    await tellDeletion(exercise);
    await tellCapacity(exercise, shop);
    await tellClusterDeletion(exercise);
  },
};

async function tellClusters(aws: Exercise): Promise<void> {
  const tags = ['--tags', 'key=env,value=practice'];
  const settings = ['--settings', 'name=containerInsights,value=disabled'];
  const created = { clusterName: shop, clusterArn, status: 'ACTIVE', registeredContainerInstancesCount: 0 };
  await aws.answers('CreateCluster', ['--cluster-name', shop, ...settings, ...tags], { cluster: created });
  await aws.answers('CreateCluster: the same again', ['--cluster-name', shop], { cluster: created });
  await aws.refuses(
    'CreateCluster: a bad name',
    ['--cluster-name', 'no spaces'],
    'InvalidParameterException',
  );
  await aws.answers('ListClusters', [], { clusterArns: someList });
  await aws.answers('ListClusters: one at a time', ['--max-items', '1', '--page-size', '1'], {
    clusterArns: someList,
  });
  await aws.answers('DescribeClusters', ['--clusters', shop, '--include', 'SETTINGS', 'TAGS', 'STATISTICS'], {
    clusters: [
      {
        ...created,
        settings: [{ name: 'containerInsights', value: 'disabled' }],
        tags: [{ key: 'env', value: 'practice' }],
      },
    ],
    failures: [],
  });
  await aws.answers('DescribeClusters: one that is missing', ['--clusters', 'nowhere'], {
    clusters: [],
    failures: [{ arn: /cluster\/nowhere$/, reason: 'MISSING' }],
  });
  const enabled = { cluster: { settings: [{ name: 'containerInsights', value: 'enabled' }] } };
  const insights = ['--settings', 'name=containerInsights,value=enabled'];
  await aws.answers('UpdateClusterSettings', [...inShop, ...insights], enabled);
  await aws.refuses(
    'UpdateClusterSettings: no such cluster',
    ['--cluster', 'nowhere', ...insights],
    'ClusterNotFoundException',
  );
  await aws.answers('UpdateCluster', [...inShop, ...insights], enabled);
  await aws.answers('DescribeCapacityProviders', ['--capacity-providers', 'FARGATE'], {
    capacityProviders: [{ name: 'FARGATE', status: 'ACTIVE' }],
  });
}

async function tellTaskDefinitions(aws: Exercise): Promise<void> {
  const container = { name: 'app', image: 'public.ecr.aws/docker/library/busybox:1', memory: 128 };
  const containers = ['--container-definitions', JSON.stringify([container])];
  const registered = { family: 'cli-job', revision: 1, status: 'ACTIVE', containerDefinitions: [container] };
  await aws.answers('RegisterTaskDefinition', ['--family', 'cli-job', ...containers], {
    taskDefinition: registered,
  });
  await aws.answers('RegisterTaskDefinition: a second revision', ['--family', 'cli-job', ...containers], {
    taskDefinition: { revision: 2 },
  });
  await aws.refuses(
    'RegisterTaskDefinition: no containers',
    ['--family', 'cli-none', '--container-definitions', '[]'],
    'ClientException',
  );
  await aws.answers('DescribeTaskDefinition', ['--task-definition', 'cli-job:1'], {
    taskDefinition: registered,
  });
  await aws.answers('DescribeTaskDefinition: the newest', ['--task-definition', 'cli-job'], {
    taskDefinition: { revision: 2 },
  });
  await aws.refuses('DescribeTaskDefinition: none', ['--task-definition', 'nothing'], 'ClientException');
  await aws.answers('ListTaskDefinitions', ['--family-prefix', 'cli-job'], {
    taskDefinitionArns: [/cli-job:1$/, /cli-job:2$/],
  });
}

async function tellServices(aws: Exercise): Promise<void> {
  const front = ['--service-name', 'front', '--task-definition', taskDefinition];
  const made = {
    serviceName: 'front',
    serviceArn,
    clusterArn,
    status: 'ACTIVE',
    desiredCount: 2,
    launchType: 'FARGATE',
    schedulingStrategy: 'REPLICA',
    deployments: [{ status: 'PRIMARY', desiredCount: 2, id: /^ecs-svc\/\d+$/ }],
    deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 },
  };
  await aws.answers(
    'CreateService',
    [
      ...[...inShop, ...front, '--desired-count', '2', '--launch-type', 'FARGATE'],
      ...['--network-configuration', aws.estate.network, '--tags', 'key=team,value=shop'],
      ...['--load-balancers', `targetGroupArn=${aws.estate.targetGroup},containerName=app,containerPort=80`],
    ],
    { service: made },
  );
  await aws.refuses(
    'CreateService: no such cluster',
    ['--cluster', 'nowhere', ...front, '--desired-count', '1'],
    'ClusterNotFoundException',
  );
  await aws.pass(120);
  await aws.answers('DescribeServices', [...inShop, '--services', 'front', '--include', 'TAGS'], {
    services: [{ ...made, tags: [{ key: 'team', value: 'shop' }] }],
    failures: [],
  });
  await aws.answers('DescribeServices: one that is missing', [...inShop, '--services', 'nothing'], {
    services: [],
    failures: [{ reason: 'MISSING' }],
  });
  await aws.refuses(
    'DescribeServices: no such cluster',
    ['--cluster', 'nowhere', '--services', 'front'],
    'ClusterNotFoundException',
  );
  await aws.answers('ListServices', [...inShop, '--launch-type', 'FARGATE'], { serviceArns: [serviceArn] });
  await aws.refuses('ListServices: no such cluster', ['--cluster', 'nowhere'], 'ClusterNotFoundException');
  await aws.answers('UpdateService', [...inShop, '--service', 'front', '--desired-count', '3'], {
    service: { ...made, desiredCount: 3, deployments: [{ status: 'PRIMARY', desiredCount: 3 }] },
  });
  await aws.refuses(
    'UpdateService: no such service',
    [...inShop, '--service', 'nothing', '--desired-count', '3'],
    'ServiceNotFoundException',
  );
}

async function tellDeployments(aws: Exercise): Promise<void> {
  const deployments = await aws.answers('ListServiceDeployments', [...inShop, '--service', 'front'], {
    serviceDeployments: [
      { serviceArn, clusterArn, status: someText, targetServiceRevisionArn: /:service-revision\// },
    ],
  });
  const arn = at(deployments, 'serviceDeployments.0.serviceDeploymentArn');
  const revision = at(deployments, 'serviceDeployments.0.targetServiceRevisionArn');
  await aws.answers('DescribeServiceDeployments', ['--service-deployment-arns', arn], {
    serviceDeployments: [{ serviceDeploymentArn: arn, targetServiceRevision: { arn: revision } }],
  });
  await aws.answers('DescribeServiceRevisions', ['--service-revision-arns', revision], {
    serviceRevisions: [{ serviceRevisionArn: revision, taskDefinition: /task-definition\/lab-app:1$/ }],
  });
}

async function tellTasks(aws: Exercise): Promise<void> {
  await aws.pass(120);
  const tasks = await aws.answers('ListTasks', [...inShop, '--service-name', 'front'], {
    taskArns: someList,
  });
  const task = at(tasks, 'taskArns.0');
  await aws.answers('DescribeTasks', [...inShop, '--tasks', task], {
    tasks: [
      {
        ...{
          taskArn: task,
          clusterArn,
          group: 'service:front',
          launchType: 'FARGATE',
          desiredStatus: 'RUNNING',
        },
        ...{ taskDefinitionArn: /task-definition\/lab-app:1$/, cpu: '256', memory: '512' },
        containers: [{ name: 'app' }],
      },
    ],
    failures: [],
  });
  await aws.refuses('ListTasks: no such cluster', ['--cluster', 'nowhere'], 'ClusterNotFoundException');
  await aws.answers(
    'DescribeTasks: one that is missing',
    [...inShop, '--tasks', task.replace(/.{4}$/, '0000')],
    {
      tasks: [],
      failures: [{ reason: 'MISSING' }],
    },
  );
}

async function tellTags(aws: Exercise): Promise<void> {
  const described = await aws.answers('DescribeClusters: to tag', ['--clusters', shop], {});
  const of = ['--resource-arn', at(described, 'clusters.0.clusterArn')];
  await aws.answers('TagResource', [...of, '--tags', 'key=tier,value=front', 'key=팀,value=결제']);
  await aws.answers('ListTagsForResource', of, {
    tags: [
      { key: 'env', value: 'practice' },
      { key: 'tier', value: 'front' },
      { key: '팀', value: '결제' },
    ],
  });
  await aws.answers('UntagResource', [...of, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource: after one was taken away', of, {
    tags: [
      { key: 'tier', value: 'front' },
      { key: '팀', value: '결제' },
    ],
  });
}

async function tellDeletion(aws: Exercise): Promise<void> {
  const again = [
    ...inShop,
    '--service-name',
    'front',
    '--task-definition',
    taskDefinition,
    '--desired-count',
    '1',
  ];
  await aws.refuses(
    'CreateService: the same again',
    [...again, '--launch-type', 'FARGATE', '--network-configuration', aws.estate.network],
    'InvalidParameterException',
  );
  const front = [...inShop, '--service', 'front'];
  await aws.refuses('DeleteService: with tasks', front, 'InvalidParameterException');
  await aws.refuses('DeleteCluster: with services', inShop, 'ClusterContainsServicesException');
  await aws.answers('DeleteService', [...front, '--force'], { service: { serviceName: 'front' } });
  await aws.refuses(
    'DeleteService: no such service',
    [...inShop, '--service', 'nothing'],
    'ServiceNotFoundException',
  );
  await aws.refuses(
    'CreateService: of a name that drains',
    [...again, '--launch-type', 'FARGATE', '--network-configuration', aws.estate.network],
    'InvalidParameterException',
  );
  await aws.pass(60);
  await aws.answers('DescribeServices: deleted', [...inShop, '--services', 'front'], {
    services: [{ serviceName: 'front', status: 'INACTIVE' }],
  });
  await aws.answers('ListServices: none', inShop, { serviceArns: [] });
}

async function tellClusterDeletion(aws: Exercise): Promise<void> {
  await aws.answers('DeleteCluster', inShop, { cluster: { clusterName: shop } });
  await aws.pass(30);
  await aws.answers('DescribeClusters: deleted', ['--clusters', shop], {
    clusters: [{ clusterName: shop, status: 'INACTIVE' }],
  });
  await aws.refuses('DeleteCluster: no such cluster', ['--cluster', 'nowhere'], 'ClusterNotFoundException');
}
