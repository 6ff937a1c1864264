import type { Parameter } from '@aws-sdk/client-cloudformation';
import { invalid } from '../stack-store.ts';
import type { Template, TemplateParameter } from './template.ts';

/**
 * The value of each parameter of the template: the given one, or its default. Throws ValidationError for one that has
 * neither, that the template does not know, or whose value it does not allow.
 */
export function parameterValues(template: Template, given: readonly Parameter[] = []): Map<string, string> {
  const unknown = given.filter(({ ParameterKey: key = '' }) => !(key in template.parameters));
  if (unknown.length > 0) {
    throw invalid(`Parameters: [${names(unknown)}] do not exist in the template`);
  }
  const values = new Map(given.map((one) => [one.ParameterKey ?? '', one.ParameterValue ?? '']));
  for (const [name, { defaultValue }] of Object.entries(template.parameters)) {
    if (!values.has(name) && defaultValue !== undefined) values.set(name, defaultValue);
  }
  const missing = Object.keys(template.parameters).filter((name) => !values.has(name));
  if (missing.length > 0) throw invalid(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, value] of values) check(name, value, template.parameters[name]);
  return values;
}

/** The parameters as DescribeStacks gives them: secret ones are not shown. */
export function shownParameters(template: Template, values: ReadonlyMap<string, string>): Parameter[] {
  return [...values].map(([ParameterKey, value]) => ({
    ParameterKey,
    ParameterValue: template.parameters[ParameterKey]?.noEcho ? '****' : value,
  }));
}

function check(name: string, value: string, rule: TemplateParameter | undefined): void {
  if (rule?.allowedValues && !rule.allowedValues.includes(value)) {
    throw invalid(`Parameter '${name}' must be one of AllowedValues`);
  }
  if (rule?.allowedPattern && !new RegExp(`^(?:${rule.allowedPattern})$`).test(value)) {
    throw invalid(`Parameter '${name}' must match pattern ${rule.allowedPattern}`);
  }
  if (rule?.type === 'Number' && Number.isNaN(Number(value))) {
    throw invalid(`Parameter '${name}' must be a number`);
  }
}

function names(parameters: readonly Parameter[]): string {
  return parameters.map(({ ParameterKey }) => ParameterKey).join(', ');
}
