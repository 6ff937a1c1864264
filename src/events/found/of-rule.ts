import type { DescribeRuleCommandOutput, Rule, Target } from '@aws-sdk/client-eventbridge';
import { isOurs, markKey, type Tags } from '../mark.ts';
import { defaultBus, type Trigger, type TriggerTarget } from './trigger.ts';

type AnyRule = Rule & Pick<DescribeRuleCommandOutput, 'CreatedBy'>;

/** A rule of EventBridge in the words that it shares with schedules. */
export function triggerOfRule(rule: AnyRule, targets: readonly Target[], tags: Tags): Trigger {
  const { Name = '', EventBusName = defaultBus, Arn = '', State, ManagedBy } = rule;
  const { EventPattern, ScheduleExpression } = rule;
  return {
    ...{ engine: 'rule', name: Name, home: EventBusName, arn: Arn, isOurs: isOurs(tags) },
    ...(isOurs(tags) && { madeBy: tags[markKey] }),
    isEnabled: State !== 'DISABLED',
    ...(ManagedBy && { managedBy: ManagedBy }),
    ...(EventPattern && { pattern: EventPattern }),
    ...(ScheduleExpression && { schedule: { expression: ScheduleExpression } }),
    targets: targets.map(targetOf),
  };
}

function targetOf(target: Target): TriggerTarget {
  const { Id = '', Arn = '', RoleArn, Input, InputPath, InputTransformer, DeadLetterConfig } = target;
  const { EcsParameters } = target;
  return {
    ...{ id: Id, arn: Arn },
    ...(RoleArn && { roleArn: RoleArn }),
    ...(EcsParameters && { ecs: { ...EcsParameters, Tags: (EcsParameters.Tags ?? []).map(tagOf) } }),
    ...(Input !== undefined && { input: Input }),
    ...(InputPath !== undefined && { inputPath: InputPath }),
    ...(InputTransformer && {
      transformer: {
        paths: InputTransformer.InputPathsMap ?? {},
        template: InputTransformer.InputTemplate ?? '',
      },
    }),
    ...(DeadLetterConfig?.Arn && { deadLetters: DeadLetterConfig.Arn }),
  };
}

function tagOf({ Key = '', Value = '' }: { Key?: string | undefined; Value?: string | undefined }) {
  return { key: Key, value: Value };
}
