import type { TaskOverride } from '@aws-sdk/client-ecs';
import { isList, isObject, type Json, type JsonObject, jsonIn } from '../pattern/json.ts';
import type { Refusal } from './recipient.ts';

/** The members of RunTask's overrides; whatever else stands in a target's input is passed over. */
const MEMBERS = [
  ...['containerOverrides', 'cpu', 'memory', 'ephemeralStorage'],
  ...['executionRoleArn', 'taskRoleArn', 'inferenceAcceleratorOverrides'],
];

/**
 * The overrides that an ECS target's input stands for: what a target without an input of its own gets, the event, has
 * none of their members, and the task is run as its definition says.
 */
export function overridesIn(payload: string): { overrides: TaskOverride | undefined } | Refusal {
  const input = jsonIn(payload);
  if (input === undefined) return refused('INVALID_JSON', 'The input of the target is not valid JSON.');
  if (!isObject(input)) return refused('INVALID_PARAMETER', 'The input of the target is not a JSON object.');
  const overrides = Object.fromEntries(Object.entries(input).filter(([name]) => MEMBERS.includes(name)));
  const fault = faultIn(overrides);
  if (fault) return refused('INVALID_PARAMETER', `The input of the target is invalid: ${fault}`);
  return { overrides: Object.keys(overrides).length > 0 ? (overrides as TaskOverride) : undefined };
}

/** What in the overrides is not of the type that ECS takes; undefined where all is. */
function faultIn({ containerOverrides: containers = [], ...others }: JsonObject): string | undefined {
  for (const name of ['cpu', 'memory', 'executionRoleArn', 'taskRoleArn']) {
    if (others[name] !== undefined && typeof others[name] !== 'string') return `${name} must be a string.`;
  }
  if (!isList(containers)) return 'containerOverrides must be a list.';
  for (const container of containers) {
    if (!isObject(container)) return 'containerOverrides must hold objects.';
    const fault = faultInContainer(container);
    if (fault) return fault;
  }
  return undefined;
}

function faultInContainer({ name, command = [], environment = [] }: JsonObject): string | undefined {
  if (typeof name !== 'string') return 'containerOverrides must name their containers.';
  if (!isList(command) || command.some((word) => typeof word !== 'string')) {
    return `command of ${name} must be a list of strings.`;
  }
  const isPair = (one: Json) =>
    isObject(one) && typeof one.name === 'string' && typeof one.value === 'string';
  if (!isList(environment) || !environment.every(isPair)) {
    return `environment of ${name} must be a list of names and values, all of them strings.`;
  }
  return undefined;
}

function refused(code: string, message: string): Refusal {
  return { code, message, isFinal: true, error: 'InvalidParameterException' };
}
