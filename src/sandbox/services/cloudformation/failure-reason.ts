import type { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';

/** The services as the messages of CloudFormation's handlers call them, where that is not the type's second part. */
const SERVICES: Readonly<Record<string, string>> = {
  EC2: 'Ec2',
  ECS: 'Ecs',
  ECR: 'Ecr',
  IAM: 'Iam',
  SQS: 'Sqs',
  Logs: 'CloudWatchLogs',
  Events: 'EventBridge',
};

/** Errors that say that a thing is in use, whichever service says it. */
const IN_USE = /^DependencyViolation$|InUse|^ClusterContains|InProgress|DeleteConflict|^DuplicateRequest$/;
const MISSING = /NotFound|NoSuch|NotExist|NonExistent|NotActive|^ClusterInactive/;

/** What a resource of the stack is said to have failed with, in the words around the service's own. */
export function failureReason(type: string, error: AwsError, region: Region): string {
  if (type === 'AWS::CloudFormation::Stack') return error.message;
  const [, service = ''] = type.split('::');
  const inService = `Service: ${SERVICES[service] ?? service}, Status Code: ${error.status}`;
  const message = `${error.message} (${inService}, Request ID: ${region.ids.uuid()})`;
  const code = `RequestToken: ${region.ids.uuid()}, HandlerErrorCode: ${handlerCode(error)}`;
  return `Resource handler returned message: "${message}" (${code})`;
}

/** Whether the error says that the thing is not there, which is as good as deleted. */
export function isMissing(error: AwsError): boolean {
  // EC2 Auto Scaling has no error of its own for it.
  return MISSING.test(error.name) || (error.name === 'ValidationError' && /not found/i.test(error.message));
}

/** Whether the error is one that may pass when something else has gone. */
export function mayPass(error: AwsError): boolean {
  return IN_USE.test(error.name);
}

function handlerCode({ name }: AwsError): string {
  if (MISSING.test(name)) return 'NotFound';
  if (/AlreadyExist|Duplicate|AlreadyOwned/.test(name)) return 'AlreadyExists';
  if (IN_USE.test(name) || /^Invalid|Validation|NotPermitted/.test(name)) return 'InvalidRequest';
  return 'GeneralServiceException';
}
