import { someNumber, someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const group = ['--log-group-name', '/cli/web'];
const stream = [...group, '--log-stream-name', 'web/1'];
const noGroup = ['--log-group-name', '/cli/nothing'];

export const logs: Story = {
  service: 'logs',
  async tell(aws) {
    await tellGroups(aws);
    await tellEvents(aws);
    await tellPolicies(aws);
    await tellEnd(aws);
  },
};

async function tellGroups(aws: Exercise): Promise<void> {
  await aws.answers('CreateLogGroup', [...group, '--tags', 'env=practice']);
  await aws.refuses('CreateLogGroup: the same again', group, 'ResourceAlreadyExistsException');
  await aws.refuses('CreateLogGroup: a bad name', ['--log-group-name', 'a b'], 'InvalidParameterException');
  await aws.answers('PutRetentionPolicy', [...group, '--retention-in-days', '14']);
  await aws.refuses(
    'PutRetentionPolicy: no such time',
    [...group, '--retention-in-days', '15'],
    'InvalidParameterException',
  );
  const found = await aws.answers('DescribeLogGroups', ['--log-group-name-prefix', '/cli/'], {
    logGroups: [
      {
        ...{ logGroupName: '/cli/web', arn: /^arn:aws:logs:us-east-1:\d{12}:log-group:\/cli\/web:\*$/ },
        ...{ retentionInDays: 14, storedBytes: 0, creationTime: someNumber, logGroupClass: 'STANDARD' },
      },
    ],
  });
  await aws.answers('DeleteRetentionPolicy', group);
  const resource = ['--resource-arn', at(found, 'logGroups.0.arn').replace(/:\*$/, '')];
  await aws.answers('TagResource', [...resource, '--tags', JSON.stringify({ 팀: '결제' })]);
  await aws.answers('UntagResource', [...resource, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource', resource, { tags: { 팀: '결제' } });
}

async function tellEvents(aws: Exercise): Promise<void> {
  await aws.answers('CreateLogStream', stream);
  await aws.refuses('CreateLogStream: the same again', stream, 'ResourceAlreadyExistsException');
  await aws.refuses(
    'CreateLogStream: no such group',
    [...noGroup, '--log-stream-name', 'a'],
    'ResourceNotFoundException',
  );
  const now = (await aws.now()).getTime();
  const events = [
    { timestamp: now - 2000, message: '주문 1' },
    { timestamp: now - 1000, message: 'ERROR timeout' },
  ];
  await aws.answers('PutLogEvents', [...stream, '--log-events', JSON.stringify(events)], {
    nextSequenceToken: someText,
  });
  await aws.refuses(
    'PutLogEvents: out of order',
    [...stream, '--log-events', JSON.stringify(events.reverse())],
    'InvalidParameterException',
  );
  await aws.answers('DescribeLogStreams', group, {
    logStreams: [{ logStreamName: 'web/1', lastEventTimestamp: now - 1000, firstEventTimestamp: now - 2000 }],
  });
  await aws.answers('GetLogEvents', stream, {
    events: [{ message: '주문 1' }, { message: 'ERROR timeout' }],
  });
  await aws.answers('FilterLogEvents', [...group, '--filter-pattern', 'ERROR'], {
    events: [{ logStreamName: 'web/1', message: 'ERROR timeout', eventId: someText }],
  });
  await aws.answers('DeleteLogStream', stream);
  await aws.refuses('GetLogEvents: no such stream', stream, 'ResourceNotFoundException');
}

async function tellPolicies(aws: Exercise): Promise<void> {
  const named = ['--policy-name', 'cli-events'];
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } },
        ...{ Action: 'logs:PutLogEvents', Resource: 'arn:aws:logs:us-east-1:123456789012:log-group:/cli/*' },
      },
    ],
  });
  await aws.answers('PutResourcePolicy', [...named, '--policy-document', document], {
    resourcePolicy: { policyName: 'cli-events', policyDocument: document },
  });
  await aws.answers('DescribeResourcePolicies', [], { resourcePolicies: [{ policyName: 'cli-events' }] });
  await aws.answers('DeleteResourcePolicy', named);
  await aws.refuses('DeleteResourcePolicy: none', named, 'ResourceNotFoundException');
}

async function tellEnd(aws: Exercise): Promise<void> {
  const identifier = ['--log-group-identifier', '/cli/web'];
  const on = [...identifier, '--deletion-protection-enabled'];
  await aws.answers('PutLogGroupDeletionProtection', on);
  await aws.refuses('DeleteLogGroup: protected', group, 'ValidationException');
  await aws.answers('PutLogGroupDeletionProtection: off', [
    ...identifier,
    '--no-deletion-protection-enabled',
  ]);
  await aws.answers('DeleteLogGroup', group);
  await aws.refuses('DeleteLogGroup: none', noGroup, 'ResourceNotFoundException');
}
