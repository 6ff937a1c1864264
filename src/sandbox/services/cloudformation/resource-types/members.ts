import { isMembers, type Value } from '../template/template.ts';
import type { Properties } from './resource-type.ts';

/** The property as text, however the template writes it; undefined where it is not there. */
export function textOf(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}

/** Members that are numbers in the operations' inputs, and that templates may write as text. */
const NUMBERS = new Set([
  ...[
    'Port',
    'ContainerPort',
    'HostPort',
    'FromPort',
    'ToPort',
    'DesiredCount',
    'MinCapacity',
    'MaxCapacity',
  ],
  ...[
    'HealthCheckIntervalSeconds',
    'HealthCheckTimeoutSeconds',
    'HealthyThresholdCount',
    'Priority',
    'Weight',
  ],
  ...['UnhealthyThresholdCount', 'HealthCheckGracePeriodSeconds', 'MaximumPercent', 'MinimumHealthyPercent'],
  ...['RetentionInDays', 'EvaluationPeriods', 'DatapointsToAlarm', 'Period', 'Threshold', 'TargetValue'],
  ...['ScaleInCooldown', 'ScaleOutCooldown', 'Cooldown', 'ScalingAdjustment', 'MetricIntervalLowerBound'],
  ...['MetricIntervalUpperBound', 'MinAdjustmentMagnitude', 'MaxSessionDuration', 'Base'],
]);

/** Members that are true or false there. */
const FLAGS = new Set([
  ...['HealthCheckEnabled', 'Essential', 'EnableExecuteCommand', 'EnableECSManagedTags', 'ActionsEnabled'],
  ...['Enable', 'Rollback', 'DisableScaleIn', 'MapPublicIpOnLaunch', 'ReadonlyRootFilesystem'],
]);

/** Members whose own members are named by whoever writes the template. */
const FREE = new Set(['Options', 'DockerLabels']);

/** The properties as an operation takes them whose members are named alike, without the tags. */
export function inputOf<Input>(properties: Properties): Input {
  const { Tags: _tags, ...others } = properties;
  return typed(others) as Input;
}

/** {@link inputOf} for services whose members begin with a small letter, as ECS's do. */
export function camelInputOf<Input>(properties: Properties): Input {
  return renamed(inputOf(properties)) as Input;
}

/** Tags of a template and those of the stack, as most services take them. */
export function tagsOf(
  properties: Properties,
  own: readonly { readonly Key: string; readonly Value: string }[],
): { Key: string; Value: string }[] {
  const written = Array.isArray(properties.Tags) ? properties.Tags : [];
  const given = written
    .filter(isMembers)
    .map(({ Key, Value }) => ({ Key: String(Key), Value: String(Value) }));
  return [...given, ...own];
}

function typed(value: Value, name = ''): Value {
  if (Array.isArray(value)) return value.map((entry) => typed(entry));
  if (isMembers(value)) {
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, typed(inner, member)]));
  }
  if (typeof value !== 'string') return value;
  if (NUMBERS.has(name) && value !== '' && !Number.isNaN(Number(value))) return Number(value);
  return FLAGS.has(name) && /^(true|false)$/.test(value) ? value === 'true' : value;
}

function renamed(value: Value, isFree = false): Value {
  if (Array.isArray(value)) return value.map((entry) => renamed(entry));
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      isFree ? name : camel(name),
      renamed(member, FREE.has(name)),
    ]),
  );
}

function camel(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
