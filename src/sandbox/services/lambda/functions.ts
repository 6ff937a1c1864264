import { createHash } from 'node:crypto';
import type {
  CreateFunctionCommandInput,
  CreateFunctionCommandOutput,
  DeleteFunctionCommandInput,
  DeleteFunctionCommandOutput,
  FunctionCode,
} from '@aws-sdk/client-lambda';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { roleOfArn, trusts } from '../iam/role-rights.ts';
import { configurationOf } from './configuration.ts';
import { findFunction, invalid } from './lookup.ts';
import type { FunctionSettings, LambdaFunction } from './state.ts';

/** What stands at the beginning of a zip file, or of one that holds nothing. */
const ZIP = ['PK\x03\x04', 'PK\x05\x06'];

/** Makes a function that can be invoked and answers `null`: its code is taken, and not run. */
export function CreateFunction(
  input: CreateFunctionCommandInput,
  { region, now }: Call,
): Answer<CreateFunctionCommandOutput> {
  const name = (input.FunctionName ?? '').split(':').at(-1) ?? '';
  if (!/^[A-Za-z0-9-_]{1,64}$/.test(name)) throw invalid(`Value '${name}' at 'functionName' is not valid.`);
  if (region.lambda.functions.has(name)) {
    throw new AwsError('ResourceConflictException', `Function already exist: ${name}`);
  }
  checkRole(region, input.Role);
  const code = codeOf(input.Code);
  const made: LambdaFunction = {
    ...{ name, arn: arn(region, 'lambda', `function:${name}`), createdAt: now },
    settings: settingsOf(input),
    codeSize: code.length,
    codeSha256: createHash('sha256').update(code).digest('base64'),
    policy: new Map(),
    revisionId: region.ids.uuid(),
    invocations: [],
  };
  region.lambda.functions.set(name, made);
  region.tags.set(made.arn, input.Tags ?? {});
  return configurationOf(made);
}

export function DeleteFunction(
  input: DeleteFunctionCommandInput,
  { region, now }: Call,
): Answer<DeleteFunctionCommandOutput> {
  const { name, arn: functionArn } = findFunction(region, input.FunctionName, input.Qualifier);
  region.lambda.functions.delete(name);
  region.tags.bury(functionArn, now);
  return { StatusCode: 204 };
}

function settingsOf(input: CreateFunctionCommandInput): FunctionSettings {
  const { Runtime, Handler, PackageType = 'Zip', Timeout = 3, MemorySize = 128 } = input;
  if (PackageType === 'Zip' && !(Runtime && Handler)) {
    throw invalid(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  if (Timeout < 1 || Timeout > 900) throw invalid(`Timeout must be 1 to 900: ${Timeout}`);
  if (MemorySize < 128 || MemorySize > 10_240)
    throw invalid(`MemorySize must be 128 to 10240: ${MemorySize}`);
  const { Role, Description = '', Environment, Architectures = ['x86_64'], DeadLetterConfig, Layers } = input;
  const others = { Role, Description, Environment, Architectures, DeadLetterConfig, Layers };
  return { Runtime, Handler, PackageType, Timeout, MemorySize, ...others };
}

function checkRole(region: Region, roleArn = ''): void {
  const role = roleOfArn(region, roleArn);
  if (role && trusts(role, 'lambda.amazonaws.com', { 'aws:SourceAccount': region.accountId })) return;
  throw invalid('The role defined for the function cannot be assumed by Lambda.');
}

function codeOf({ ZipFile, S3Bucket, ImageUri }: FunctionCode = {}): Uint8Array {
  if (!ZipFile) {
    if (!S3Bucket && !ImageUri) throw invalid('Please provide a source for function code.');
    throw new AwsError(
      'NotInSandbox',
      'functions are made of a zip file in the sandbox, given as ZipFile',
      501,
    );
  }
  const start = Buffer.from(ZipFile.subarray(0, 4)).toString('latin1');
  if (ZIP.includes(start)) return ZipFile;
  throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
}
