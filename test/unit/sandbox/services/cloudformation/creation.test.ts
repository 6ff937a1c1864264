import { describe, expect, it } from 'vitest';
import { ListExports, ListImports } from '../../../../../src/sandbox/services/cloudformation/exports.ts';
import { GetTemplate } from '../../../../../src/sandbox/services/cloudformation/resources-read.ts';
import { CreateStack } from '../../../../../src/sandbox/services/cloudformation/stacks.ts';
import { DescribeStacks } from '../../../../../src/sandbox/services/cloudformation/stacks-read.ts';
import { DescribeServices } from '../../../../../src/sandbox/services/ecs/services-read.ts';
import { DescribeTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { CreateQueue, GetQueueAttributes } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { PracticeWorld } from '../../world/practice-world.ts';
import { shopTemplate } from './shop-template.ts';
import { deleteStack, eventsOf, resourcesOf, statusOf } from './stacks-in-practice.ts';

const Capabilities = ['CAPABILITY_IAM' as const];

function shop(): { practice: PracticeWorld; id: string } {
  const practice = new PracticeWorld();
  const { StackId: id = '' } = CreateStack(
    { StackName: 'shop', TemplateBody: shopTemplate, Capabilities },
    practice.call,
  );
  return { practice, id };
}

function create(practice: PracticeWorld, resources: object, rest: object = {}, input: object = {}): string {
  const TemplateBody = JSON.stringify({ Resources: resources, ...rest });
  return CreateStack({ StackName: 'small', TemplateBody, ...input }, practice.call).StackId ?? '';
}

describe('a stack from a template', () => {
  it('is made in the order of its references, and goes in the other', () => {
    const { practice, id } = shop();
    expect(statusOf(practice, id)).toBe('CREATE_IN_PROGRESS: User Initiated');
    practice.pass(20);
    expect(resourcesOf(practice, id)).toMatchObject({
      Vpc: 'CREATE_COMPLETE',
      SubnetA: 'CREATE_IN_PROGRESS',
    });
    expect(resourcesOf(practice, id)).not.toHaveProperty('Service');
    practice.pass(400);
    expect(statusOf(practice, id)).toBe('CREATE_COMPLETE');
    expect(new Set(Object.values(resourcesOf(practice, id)))).toEqual(new Set(['CREATE_COMPLETE']));
    expect(resourcesOf(practice, id)).not.toHaveProperty('OnlyProd');

    deleteStack(practice, id, { minutes: 10 });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
    expect(resourcesOf(practice, id)).toMatchObject({ Vpc: 'DELETE_COMPLETE', Files: 'DELETE_SKIPPED' });
    const gone = eventsOf(practice, id)
      .filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_COMPLETE')
      .map(({ LogicalResourceId }) => LogicalResourceId ?? '');
    for (const [first, second] of [
      ['Policy', 'Scaling'],
      ['Scaling', 'Service'],
      ['Service', 'Listener'],
      ['Listener', 'Balancer'],
      ['Balancer', 'SubnetA'],
      ['Nat', 'Address'],
      ['SubnetA', 'Vpc'],
    ] as const) {
      expect(gone.indexOf(first)).toBeGreaterThanOrEqual(0);
      expect(gone.indexOf(first)).toBeLessThan(gone.indexOf(second));
    }
    expect([practice.region.ec2.vpcs.size, practice.region.elbv2.targetGroups.size]).toEqual([0, 0]);
    expect(practice.region.s3.buckets.size).toBe(1);
  });

  it('carries out every function of the template', () => {
    const { practice, id } = shop();
    practice.pass(400);
    const [service] =
      DescribeServices(
        {
          cluster: 'shop-dev',
          services: [...(practice.region.ecs.clusters.get('shop-dev')?.services.keys() ?? [])],
        },
        practice.call,
      ).services ?? [];
    expect(service).toMatchObject({ desiredCount: 2, runningCount: 2, launchType: 'FARGATE' });
    const { taskDefinition } = DescribeTaskDefinition({ taskDefinition: 'shop-task' }, practice.call);
    expect(taskDefinition).toMatchObject({
      cpu: '256',
      memory: '512',
      executionRoleArn: expect.stringMatching(/:role\/shop-Role-[0-9A-F]{12}$/),
      containerDefinitions: [
        {
          image: expect.stringMatching(/^123456789012.dkr.ecr.us-east-1.amazonaws.com\/dev:\$\{Literal\}$/),
          portMappings: [{ containerPort: 8080 }],
          dockerLabels: { Owner: 'shop' },
        },
      ],
    });
    const zones = [...practice.region.ec2.subnets.values()].map(({ AvailabilityZone }) => AvailabilityZone);
    expect(zones).toEqual(['us-east-1a', 'us-east-1b']);
    const [stack] = DescribeStacks({ StackName: 'shop' }, practice.call).Stacks ?? [];
    const [balancer] = practice.region.elbv2.loadBalancers.values();
    const queue = [...practice.region.sqs.queues.keys()][0];
    expect(queue).toMatch(/^shop-Jobs-[0-9A-F]{12}$/);
    expect(stack).toMatchObject({
      StackId: id,
      Description: 'A shop on Fargate',
      Parameters: [
        { ParameterKey: 'Environment', ParameterValue: 'dev' },
        { ParameterKey: 'Zones' },
        { ParameterKey: 'Secret', ParameterValue: '****' },
      ],
      Outputs: [
        {
          OutputKey: 'Url',
          OutputValue: `http://${balancer?.DNSName}`,
          Description: 'Where it is',
          ExportName: 'shop-url',
        },
        { OutputKey: 'QueueName', OutputValue: queue },
      ],
    });
    expect(GetTemplate({ StackName: 'shop' }, practice.call).TemplateBody).toBe(shopTemplate);
  });

  it('marks what takes tags as its own', () => {
    const { practice, id } = shop();
    practice.pass(400);
    const cluster = practice.region.ecs.tags.get('arn:aws:ecs:us-east-1:123456789012:cluster/shop-dev');
    expect(cluster).toEqual([
      { key: 'team', value: 'shop' },
      { key: 'aws:cloudformation:stack-name', value: 'shop' },
      { key: 'aws:cloudformation:stack-id', value: id },
      { key: 'aws:cloudformation:logical-id', value: 'Cluster' },
    ]);
  });

  it('takes other stacks’ exports, and holds on to them', () => {
    const { practice } = shop();
    practice.pass(400);
    const imported = { 'Fn::ImportValue': { 'Fn::Join': ['-', [{ Ref: 'Of' }, 'url']] } };
    create(
      practice,
      { Jobs: { Type: 'AWS::SQS::Queue' } },
      { Parameters: { Of: { Type: 'String' } }, Outputs: { Copy: { Value: imported } } },
      { Parameters: [{ ParameterKey: 'Of', ParameterValue: 'shop' }] },
    );
    practice.pass(60);
    const [stack] = DescribeStacks({ StackName: 'small' }, practice.call).Stacks ?? [];
    const [exported] = ListExports({}, practice.call).Exports ?? [];
    expect(exported?.Name).toBe('shop-url');
    expect(stack?.Outputs?.[0]?.OutputValue).toBe(exported?.Value);
    expect(ListImports({ ExportName: 'shop-url' }, practice.call).Imports).toEqual(['small']);
  });
});

/** What was said when a resource could not be made. */
function whyNotMade(practice: PracticeWorld, id: string, logicalId: string): string | undefined {
  return eventsOf(practice, id).find(
    (event) => event.LogicalResourceId === logicalId && event.ResourceStatus === 'CREATE_FAILED',
  )?.ResourceStatusReason;
}

describe('a stack of which something cannot be made', () => {
  const badCluster = {
    Jobs: { Type: 'AWS::SQS::Queue' },
    Cluster: { Type: 'AWS::ECS::Cluster', DependsOn: 'Jobs', Properties: { ClusterName: 'not a name' } },
    Kept: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'RetainExceptOnCreate' },
  };

  it('is rolled back, and stays to be looked at', () => {
    const practice = new PracticeWorld();
    const id = create(practice, badCluster);
    practice.pass(30);
    expect(statusOf(practice, id)).toBe(
      'ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [Cluster]. Rollback requested by user.',
    );
    expect(whyNotMade(practice, id, 'Cluster')).toMatch(
      /^Resource handler returned message: "Invalid cluster name. \(Service: Ecs, Status Code: 400, Request ID: [-0-9a-f]+\)" \(RequestToken: [-0-9a-f]+, HandlerErrorCode: InvalidRequest\)$/,
    );
    practice.pass(60);
    expect(statusOf(practice, id)).toBe('ROLLBACK_COMPLETE');
    expect([practice.region.sqs.queues.size, practice.region.s3.buckets.size]).toEqual([0, 0]);
    deleteStack(practice, id);
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
  });

  it('stays as it is with DO_NOTHING, and goes with DELETE', () => {
    const practice = new PracticeWorld();
    const left = create(practice, badCluster, {}, { DisableRollback: true });
    practice.pass(60);
    expect(statusOf(practice, left)).toMatch(/^CREATE_FAILED: The following resource\(s\) failed/);
    expect(practice.region.sqs.queues.size).toBe(1);
    const gone = create(practice, badCluster, {}, { StackName: 'other', OnFailure: 'DELETE' });
    practice.pass(60);
    expect(statusOf(practice, gone)).toBe('DELETE_COMPLETE');
  });

  it.each<[string, object, RegExp]>([
    ['an export that is not there', { 'Fn::ImportValue': 'nothing' }, /No export named nothing found\./],
    [
      'an attribute that is not there',
      { 'Fn::GetAtt': 'Jobs.Colour' },
      /does not support attribute type Colour/,
    ],
  ])('says so of %s', (_what, QueueName, words) => {
    const practice = new PracticeWorld();
    const id = create(practice, {
      Jobs: { Type: 'AWS::SQS::Queue' },
      Other: { Type: 'AWS::SQS::Queue', Properties: { QueueName } },
    });
    practice.pass(30);
    expect(whyNotMade(practice, id, 'Other')).toMatch(words);
  });

  it('is one whose export is another’s already', () => {
    const practice = new PracticeWorld();
    const outputs = { Outputs: { One: { Value: '1', Export: { Name: 'one' } } } };
    const jobs = { Jobs: { Type: 'AWS::SQS::Queue' } };
    create(practice, jobs, outputs);
    practice.pass(30);
    const id = create(practice, jobs, outputs, { StackName: 'second' });
    practice.pass(20);
    expect(statusOf(practice, id)).toBe(
      'ROLLBACK_IN_PROGRESS: Export with name one is already exported by stack small. Rollback requested by user.',
    );
  });

  it('can be deleted while it is being made', () => {
    const { practice, id } = shop();
    practice.pass(40);
    deleteStack(practice, id, { minutes: 10 });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
    expect(practice.region.ec2.vpcs.size).toBe(0);
  });
});

it('a queue’s attributes and names come as the template says', () => {
  const practice = new PracticeWorld();
  CreateQueue({ QueueName: 'other' }, practice.call);
  create(practice, { Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs', DelaySeconds: 5 } } });
  practice.pass(30);
  const { Attributes } = GetQueueAttributes({ QueueUrl: 'jobs', AttributeNames: ['All'] }, practice.call);
  expect(Attributes?.DelaySeconds).toBe('5');
});
