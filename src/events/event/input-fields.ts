import type { InputTransformer } from '@aws-sdk/client-eventbridge';
import { isMembers, type Members, membersIn } from '../members.ts';
import type { Fields } from '../same.ts';
import { withStandIns } from './stand-ins.ts';

/**
 * What a reader is to see of a target's template: of overrides each variable of a container, with the path of what it gets
 * of the event; of a sentence its words, and the paths of the variables in it.
 */
export function transformerFields({ InputTemplate = '', InputPathsMap = {} }: InputTransformer): Fields {
  const overrides = membersIn(withStandIns(InputTemplate, (name) => InputPathsMap[name] ?? `<${name}>`));
  if (overrides) return overrideFields(overrides);
  const paths = Object.entries(InputPathsMap).map(([name, path]) => `<${name}> is ${path}`);
  return { message: InputTemplate, ...(paths.length > 0 && { paths: paths.sort() }) };
}

/** What a reader is to see of a constant input. */
export function inputFields(text: string): Fields {
  const overrides = membersIn(text);
  return overrides ? overrideFields(overrides) : { input: text };
}

/** `thumbnail S3_KEY`, `thumbnail command`, `taskRoleArn`: each override by the words for it. */
export function overrideFields({ containerOverrides, ...others }: Members): Fields {
  if (!Array.isArray(containerOverrides))
    return { ...(containerOverrides !== undefined && { containerOverrides }), ...others };
  return { ...Object.fromEntries(containerOverrides.flatMap(containerFields)), ...others };
}

function containerFields(container: unknown): [field: string, value: unknown][] {
  if (!isMembers(container)) return [['container', container]];
  const { name, environment, ...others } = container;
  const variables = Array.isArray(environment) ? environment.filter(isMembers) : [];
  return [
    ...variables.map((one): [string, unknown] => [`${name} ${one.name}`, one.value]),
    ...Object.entries(others).map(([member, value]): [string, unknown] => [`${name} ${member}`, value]),
  ];
}
