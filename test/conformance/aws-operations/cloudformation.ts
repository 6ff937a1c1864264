import { someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const stackId = (name: string) =>
  new RegExp(`^arn:aws:cloudformation:us-east-1:\\d{12}:stack/${name}/[-0-9a-f]+$`);

/** A queue whose name other stacks can import, and a bucket that comes after it. */
const exporting = `
Description: What the command line makes
Parameters:
  Environment:
    Type: String
    Default: dev
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub 'cli-stack-\${Environment}'
  Files:
    Type: AWS::S3::Bucket
    DependsOn: Jobs
    Properties:
      BucketName: cli-stack-files
Outputs:
  QueueName:
    Value: !GetAtt Jobs.QueueName
    Export:
      Name: cli-queue-name
`;

const importing = JSON.stringify({
  Resources: {
    Copy: {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: { 'Fn::Join': ['-', [{ 'Fn::ImportValue': 'cli-queue-name' }, 'copy']] } },
    },
  },
});

const broken = JSON.stringify({ Resources: { Jobs: { Type: 'AWS::SQS::Queue', DependsOn: 'Nothing' } } });

const named = ['--stack-name', 'cli-stack'];

export const cloudformation: Story = {
  service: 'cloudformation',
  async tell(aws) {
    const id = await tellCreation(aws);
    await tellResources(aws);
    await tellExports(aws);
    await tellProtection(aws);
    await tellDeletion(aws, id);
  },
};

async function tellCreation(aws: Exercise): Promise<string> {
  const parameters = [
    '--parameters',
    'ParameterKey=Environment,ParameterValue=test',
    '--tags',
    'Key=team,Value=ops',
  ];
  const created = await aws.answers('CreateStack', [...named, '--template-body', exporting, ...parameters], {
    StackId: stackId('cli-stack'),
  });
  await aws.refuses(
    'CreateStack: there already',
    [...named, '--template-body', exporting],
    'AlreadyExistsException',
  );
  const other = ['--stack-name', 'cli-broken', '--template-body', broken];
  await aws.refuses('CreateStack: depending on nothing', other, 'ValidationError');
  await aws.pass(60);
  await aws.answers('DescribeStacks', named, {
    Stacks: [
      {
        ...{ StackName: 'cli-stack', StackId: stackId('cli-stack'), StackStatus: 'CREATE_COMPLETE' },
        ...{ Description: 'What the command line makes', CreationTime: someText, DisableRollback: false },
        ...{ EnableTerminationProtection: false, Tags: [{ Key: 'team', Value: 'ops' }] },
        Parameters: [{ ParameterKey: 'Environment', ParameterValue: 'test' }],
        Outputs: [{ OutputKey: 'QueueName', OutputValue: 'cli-stack-test', ExportName: 'cli-queue-name' }],
      },
    ],
  });
  await aws.refuses('DescribeStacks: none', ['--stack-name', 'nothing'], 'ValidationError');
  await aws.answers('ListStacks', ['--stack-status-filter', 'CREATE_COMPLETE'], {
    StackSummaries: (all: unknown) =>
      Array.isArray(all) && all.some(({ StackName }) => StackName === 'cli-stack'),
  });
  await aws.answers('GetTemplate', named, { TemplateBody: exporting });
  return at(created, 'StackId');
}

async function tellResources(aws: Exercise): Promise<void> {
  const queue = {
    LogicalResourceId: 'Jobs',
    ResourceType: 'AWS::SQS::Queue',
    ResourceStatus: 'CREATE_COMPLETE',
  };
  const bucket = {
    LogicalResourceId: 'Files',
    ResourceType: 'AWS::S3::Bucket',
    PhysicalResourceId: 'cli-stack-files',
  };
  const listed = await aws.answers('ListStackResources', named, {
    StackResourceSummaries: [
      { ...queue, PhysicalResourceId: /\/cli-stack-test$/, LastUpdatedTimestamp: someText },
      bucket,
    ],
  });
  await aws.answers('DescribeStackResources', named, { StackResources: [queue, bucket] });
  const physicalId = at(listed, 'StackResourceSummaries.1.PhysicalResourceId');
  await aws.answers('DescribeStackResources: by a thing of its own', ['--physical-resource-id', physicalId], {
    StackResources: (all: unknown) =>
      Array.isArray(all) && all.every(({ StackName }) => StackName === 'cli-stack'),
  });
  await aws.refuses('ListStackResources: none', ['--stack-name', 'nothing'], 'ValidationError');
  await aws.answers('DescribeStackEvents', named, {
    StackEvents: (all: unknown) =>
      Array.isArray(all) &&
      all[0].LogicalResourceId === 'cli-stack' &&
      all[0].ResourceStatus === 'CREATE_COMPLETE',
  });
  await aws.refuses('DescribeStackEvents: none', ['--stack-name', 'nothing'], 'ValidationError');
}

async function tellExports(aws: Exercise): Promise<void> {
  await aws.answers('ListExports', [], {
    Exports: [{ Name: 'cli-queue-name', Value: 'cli-stack-test', ExportingStackId: stackId('cli-stack') }],
  });
  const name = ['--export-name', 'cli-queue-name'];
  await aws.refuses('ListImports: nobody', name, 'ValidationError');
  const importer = ['--stack-name', 'cli-importer'];
  await aws.answers('CreateStack: with an import', [...importer, '--template-body', importing], {
    StackId: stackId('cli-importer'),
  });
  await aws.pass(60);
  await aws.answers('ListImports', name, { Imports: ['cli-importer'] });
  await aws.answers('DeleteStack: that imports', importer);
  await aws.pass(60);
}

async function tellProtection(aws: Exercise): Promise<void> {
  const protect = 'UpdateTerminationProtection';
  await aws.answers(protect, [...named, '--enable-termination-protection'], {
    StackId: stackId('cli-stack'),
  });
  await aws.refuses('DeleteStack: protected', named, 'ValidationError');
  await aws.answers(`${protect}: off`, [...named, '--no-enable-termination-protection'], {
    StackId: stackId('cli-stack'),
  });
}

async function tellDeletion(aws: Exercise, id: string): Promise<void> {
  await aws.refuses(
    'DeleteStack: by force at once',
    [...named, '--deletion-mode', 'FORCE_DELETE_STACK'],
    'ValidationError',
  );
  await aws.refuses(
    'DeleteStack: retaining at once',
    [...named, '--retain-resources', 'Files'],
    'ValidationError',
  );
  await aws.answers('DeleteStack', [...named, '--client-request-token', 'cli-token']);
  await aws.answers('DeleteStack: what is not there', ['--stack-name', 'nothing']);
  await aws.pass(60);
  await aws.refuses('DescribeStacks: by name when deleted', named, 'ValidationError');
  await aws.answers('DescribeStacks: by id when deleted', ['--stack-name', id], {
    Stacks: [{ StackId: id, StackStatus: 'DELETE_COMPLETE', DeletionTime: someText }],
  });
  await aws.answers('ListStackResources: by id when deleted', ['--stack-name', id], {
    StackResourceSummaries: [
      { LogicalResourceId: 'Jobs', ResourceStatus: 'DELETE_COMPLETE' },
      { LogicalResourceId: 'Files', ResourceStatus: 'DELETE_COMPLETE' },
    ],
  });
}
