import type { EcsParameters, Target } from '@aws-sdk/client-eventbridge';
import type { Region } from '../../world/region.ts';
import { invalid } from './errors.ts';
import { checkTransformer } from './input/check-transformer.ts';
import { jsonIn } from './pattern/json.ts';

const ID = /^[.\-_A-Za-z0-9]{1,64}$/;
const LONGEST_INPUT = 8192;

/** Throws ValidationException for what spoils the whole request, whatever its other targets are. */
export function checkTarget({ Id = '', Arn = '', ...target }: Target): void {
  if (!ID.test(Id)) throw invalid(`Value '${Id}' at 'targets.id' failed to satisfy constraint: ${ID.source}`);
  const notAnArn = `Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`;
  if (!/^arn:[^:]+:[^:]+:/.test(Arn)) throw invalid(notAnArn);
  const inputs = [target.Input, target.InputPath, target.InputTransformer].filter((one) => one !== undefined);
  if (inputs.length > 1) {
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  }
  if ((target.Input ?? '').length > LONGEST_INPUT) {
    throw invalid(`Input for target ${Id} is longer than ${LONGEST_INPUT} characters.`);
  }
  if (target.Input && jsonIn(target.Input) === undefined) {
    throw invalid(`JSON syntax error in input for target ${Id}`);
  }
  if (target.InputTransformer) checkTransformer(Id, target.InputTransformer);
  checkRetries(Id, target);
  if (!Arn.includes(':ecs:')) return;
  if (!target.RoleArn) throw invalid(`RoleArn is required for target ${Arn}.`);
  if (!target.EcsParameters) throw invalid(`EcsParameters must be provided for target ${Id}.`);
}

function checkRetries(id: string, { RetryPolicy: policy }: Omit<Target, 'Id' | 'Arn'>): void {
  const { MaximumRetryAttempts: attempts = 0, MaximumEventAgeInSeconds: age = 60 } = policy ?? {};
  if (attempts < 0 || attempts > 185) throw invalid(`MaximumRetryAttempts of target ${id} must be 0 to 185.`);
  if (age < 60 || age > 86_400)
    throw invalid(`MaximumEventAgeInSeconds of target ${id} must be 60 to 86400.`);
}

/** Why this one target cannot be taken while the others can; undefined where it can. */
export function whatFails(
  { Arn = '', EcsParameters: ecs }: Target,
  { name: here }: Region,
): string | undefined {
  const [, , service, region] = Arn.split(':');
  if (service !== 'events' && region && region !== here) {
    return `Provided Arn is not in the region of the rule: ${Arn}`;
  }
  return ecs && whatFailsOnEcs(ecs);
}

function whatFailsOnEcs(ecs: EcsParameters): string | undefined {
  if ((ecs.TaskCount ?? 1) < 1) return 'TaskCount must be at least 1.';
  const strategy = ecs.CapacityProviderStrategy ?? [];
  if (strategy.length > 6) return 'CapacityProviderStrategy can hold 6 items at most.';
  if (strategy.length > 0 && ecs.LaunchType) {
    return 'LaunchType and CapacityProviderStrategy cannot both be given.';
  }
  const network = ecs.NetworkConfiguration?.awsvpcConfiguration;
  if ((network?.Subnets ?? []).length > 16) return 'Subnets can hold 16 ids at most.';
  if ((network?.SecurityGroups ?? []).length > 5) return 'SecurityGroups can hold 5 ids at most.';
  return undefined;
}
