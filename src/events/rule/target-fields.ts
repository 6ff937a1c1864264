import type { DeadLetterConfig, InputTransformer } from '@aws-sdk/client-eventbridge';
import { inputFields, transformerFields } from '../event/input-fields.ts';
import type { Fields } from '../same.ts';
import type { TaskSettings } from '../target/settings.ts';

/** What a rule's target and a schedule's have in common; of the rest it is only seen that it differs. */
interface AnyTarget {
  readonly Id?: string | undefined;
  readonly Arn: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly EcsParameters?: TaskSettings | undefined;
  readonly DeadLetterConfig?: DeadLetterConfig | undefined;
  readonly Input?: string | undefined;
  readonly InputTransformer?: InputTransformer | undefined;
}

/** What a reader is to see of a target. */
export function targetFields({
  Id: _,
  Arn,
  RoleArn,
  EcsParameters: ecs,
  DeadLetterConfig: deadLetters,
  Input: input,
  InputTransformer: transformer,
  ...others
}: AnyTarget): Fields {
  return {
    target: Arn,
    role: RoleArn,
    ...(ecs && taskFields(ecs)),
    ...(transformer && transformerFields(transformer)),
    ...(input !== undefined && inputFields(input)),
    'dead-letter queue': deadLetters?.Arn,
    ...others,
  };
}

function taskFields(settings: TaskSettings): Fields {
  const {
    TaskDefinitionArn,
    TaskCount,
    LaunchType,
    CapacityProviderStrategy,
    NetworkConfiguration,
    PropagateTags,
    ...others
  } = settings;
  const { Subnets, SecurityGroups, AssignPublicIp } = NetworkConfiguration?.awsvpcConfiguration ?? {};
  return {
    'task definition': TaskDefinitionArn,
    tasks: TaskCount,
    'launch type': LaunchType,
    strategy: CapacityProviderStrategy,
    subnets: Subnets,
    'security groups': SecurityGroups,
    'public IP': AssignPublicIp,
    'propagate tags': PropagateTags,
    ...others,
  };
}
