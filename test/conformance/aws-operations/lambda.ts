import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const FunctionArn = /^arn:aws:lambda:us-east-1:\d{12}:function:cli-alert$/;
const named = ['--function-name', 'cli-alert'];
const nothing = ['--function-name', 'nothing'];
const gone = 'ResourceNotFoundException';
/** A zip file without anything in it. */
const emptyZip = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

export const lambda: Story = {
  service: 'lambda',
  async tell(aws) {
    const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
    try {
      const zip = join(folder, 'code.zip');
      await writeFile(zip, emptyZip);
      const arn = await tellFunctions(aws, zip);
      await tellPermissions(aws);
      await tellInvocations(aws, join(folder, 'answer.json'));
      await tellTags(aws, arn);
      await aws.answers('DeleteFunction', named, { StatusCode: 204 });
      await aws.refuses('DeleteFunction: gone', named, gone);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function tellFunctions(aws: Exercise, zip: string): Promise<string> {
  const role = await makeRole(aws);
  const code = ['--runtime', 'nodejs22.x', '--handler', 'index.handler', '--zip-file', `fileb://${zip}`];
  const described = {
    ...{
      FunctionName: 'cli-alert',
      FunctionArn,
      Runtime: 'nodejs22.x',
      Role: role,
      Handler: 'index.handler',
    },
    ...{ CodeSize: 22, Timeout: 3, MemorySize: 128, Version: '$LATEST', State: 'Active' },
    ...{ LastModified: someText, CodeSha256: someText, RevisionId: someText, PackageType: 'Zip' },
  };
  const given = [...named, '--role', role, ...code, '--tags', 'env=practice'];
  const made = await aws.answers('CreateFunction', given, described);
  await aws.refuses('CreateFunction: the same again', given, 'ResourceConflictException');
  await aws.refuses(
    'CreateFunction: no such role',
    [...nothing, '--role', `${role}2`, ...code],
    'InvalidParameterValueException',
  );
  await aws.answers('GetFunctionConfiguration', named, described);
  await aws.answers('GetFunction', named, {
    Configuration: described,
    Code: { RepositoryType: 'S3', Location: someText },
    Tags: { env: 'practice' },
  });
  await aws.refuses('GetFunction: none', nothing, gone);
  await aws.answers('ListFunctions', [], { Functions: [{ FunctionName: 'cli-alert', FunctionArn }] });
  return at(made, 'FunctionArn');
}

async function makeRole(aws: Exercise): Promise<string> {
  const Principal = { Service: 'lambda.amazonaws.com' };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
  const trust = JSON.stringify({ Version: '2012-10-17', Statement });
  const document = ['--assume-role-policy-document', trust];
  const made = await aws.prepares('iam', 'create-role', '--role-name', 'cli-alert', ...document);
  return at(made, 'Role.Arn');
}

async function tellPermissions(aws: Exercise): Promise<void> {
  await aws.refuses('GetPolicy: none', named, gone);
  const statement = [...named, '--statement-id', 'rule', '--action', 'lambda:InvokeFunction'];
  const source = ['--source-arn', 'arn:aws:events:us-east-1:123456789012:rule/cli-rule'];
  const permission = [...statement, '--principal', 'events.amazonaws.com', ...source];
  await aws.answers('AddPermission', permission, { Statement: /"Service": ?"events\.amazonaws\.com"/ });
  await aws.refuses('AddPermission: the same again', permission, 'ResourceConflictException');
  await aws.answers('GetPolicy', named, { Policy: /"Sid": ?"rule"/, RevisionId: someText });
  await aws.answers('RemovePermission', [...named, '--statement-id', 'rule']);
  await aws.refuses('RemovePermission: gone', [...named, '--statement-id', 'rule'], gone);
}

async function tellInvocations(aws: Exercise, answer: string): Promise<void> {
  const payload = [...named, '--payload', '{"at": 1}'];
  await aws.answers('Invoke', [...payload, answer], { StatusCode: 200, ExecutedVersion: '$LATEST' });
  const later = [...payload, '--invocation-type', 'Event', answer];
  await aws.answers('Invoke: without waiting', later, { StatusCode: 202 });
  await aws.refuses('Invoke: no such function', [...nothing, answer], gone);
}

async function tellTags(aws: Exercise, arn: string): Promise<void> {
  const resource = ['--resource', arn];
  await aws.answers('TagResource', [...resource, '--tags', JSON.stringify({ 팀: '결제' })]);
  await aws.answers('UntagResource', [...resource, '--tag-keys', 'env']);
  await aws.answers('ListTags', resource, { Tags: { 팀: '결제' } });
}
