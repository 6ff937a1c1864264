import type {
  CreateLogGroupCommandInput,
  DeleteResourcePolicyCommandInput,
  PutResourcePolicyCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { RunTaskCommandInput } from '@aws-sdk/client-ecs';
import type {
  DeleteRuleCommandInput,
  DisableRuleCommandInput,
  EnableRuleCommandInput,
  PutRuleCommandInput,
  PutTargetsCommandInput,
  RemoveTargetsCommandInput,
  TagResourceCommandInput,
} from '@aws-sdk/client-eventbridge';
import type {
  CreateRoleCommandInput,
  DeleteRoleCommandInput,
  DeleteRolePolicyCommandInput,
  PutRolePolicyCommandInput,
  UpdateAssumeRolePolicyCommandInput,
} from '@aws-sdk/client-iam';
import type { AddPermissionCommandInput, RemovePermissionCommandInput } from '@aws-sdk/client-lambda';
import type { PutBucketNotificationConfigurationCommandInput } from '@aws-sdk/client-s3';
import type {
  CreateScheduleCommandInput,
  CreateScheduleGroupCommandInput,
  DeleteScheduleCommandInput,
  UpdateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import type { SetTopicAttributesCommandInput } from '@aws-sdk/client-sns';
import type {
  CreateQueueCommandInput,
  DeleteQueueCommandInput,
  SetQueueAttributesCommandInput,
} from '@aws-sdk/client-sqs';
import type { ApiCall } from '../plan/plan.ts';

interface Inputs {
  ecs: { RunTask: RunTaskCommandInput };
  events: {
    PutRule: PutRuleCommandInput;
    DeleteRule: DeleteRuleCommandInput;
    EnableRule: EnableRuleCommandInput;
    DisableRule: DisableRuleCommandInput;
    PutTargets: PutTargetsCommandInput;
    RemoveTargets: RemoveTargetsCommandInput;
    TagResource: TagResourceCommandInput;
  };
  iam: {
    CreateRole: CreateRoleCommandInput;
    UpdateAssumeRolePolicy: UpdateAssumeRolePolicyCommandInput;
    PutRolePolicy: PutRolePolicyCommandInput;
    DeleteRolePolicy: DeleteRolePolicyCommandInput;
    DeleteRole: DeleteRoleCommandInput;
  };
  lambda: { AddPermission: AddPermissionCommandInput; RemovePermission: RemovePermissionCommandInput };
  logs: {
    CreateLogGroup: CreateLogGroupCommandInput;
    PutResourcePolicy: PutResourcePolicyCommandInput;
    DeleteResourcePolicy: DeleteResourcePolicyCommandInput;
  };
  s3: { PutBucketNotificationConfiguration: PutBucketNotificationConfigurationCommandInput };
  scheduler: {
    CreateScheduleGroup: CreateScheduleGroupCommandInput;
    CreateSchedule: CreateScheduleCommandInput;
    UpdateSchedule: UpdateScheduleCommandInput;
    DeleteSchedule: DeleteScheduleCommandInput;
  };
  sns: { SetTopicAttributes: SetTopicAttributesCommandInput };
  sqs: {
    CreateQueue: CreateQueueCommandInput;
    DeleteQueue: DeleteQueueCommandInput;
    SetQueueAttributes: SetQueueAttributesCommandInput;
  };
}

/** A call that a verb of events makes, with its input checked by the SDK's own types. */
export function eventsCall<S extends keyof Inputs, O extends keyof Inputs[S] & string>(
  service: S,
  operation: O,
  input: Inputs[S][O],
): ApiCall {
  return { service, operation, input: { ...(input as object) } };
}
