import { type CollectionTag, parse, type ScalarTag, type YAMLMap, YAMLParseError, type YAMLSeq } from 'yaml';
import { invalid } from '../stack-store.ts';
import type { DeletionPolicy } from '../state.ts';
import {
  isMembers,
  type Template,
  type TemplateOutput,
  type TemplateParameter,
  type TemplateResource,
  type Value,
} from './template.ts';

/** Functions that have a short form in YAML, `!Sub`; `Ref` and `Condition` are the two without `Fn::`. */
const FUNCTIONS = [
  ...['Ref', 'Condition', 'GetAtt', 'Sub', 'Join', 'ImportValue', 'Select', 'Split', 'FindInMap', 'Base64'],
  ...['GetAZs', 'If', 'Equals', 'And', 'Or', 'Not', 'Cidr', 'Transform'],
];

/**
 * The template that a text of JSON or YAML holds, its short forms made long. Throws ValidationError where it is none.
 * Templates: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export function parseTemplate(text: string): Template {
  const root = readText(text);
  if (!isMembers(root)) throw formatError('unsupported structure.');
  const resources = members(root.Resources);
  if (Object.keys(resources).length === 0)
    throw formatError('At least one Resources member must be defined.');
  return {
    description: typeof root.Description === 'string' ? root.Description : undefined,
    parameters: mapped(members(root.Parameters), parameter),
    mappings: members(root.Mappings),
    conditions: members(root.Conditions),
    resources: mapped(resources, resource),
    outputs: mapped(members(root.Outputs), output),
  };
}

function readText(text: string): unknown {
  try {
    return parse(text, { customTags: shortForms(), logLevel: 'error' });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const { line = 0, col = 0 } = error.linePos?.[0] ?? {};
    throw formatError(`YAML not well-formed. (line ${line}, column ${col})`);
  }
}

/** `!Ref X` as `{ Ref: X }`, `!GetAtt A.B` as `{ Fn::GetAtt: [A, B] }`, the others as `{ Fn::…: … }`. */
function shortForms(): (ScalarTag | CollectionTag)[] {
  return FUNCTIONS.flatMap((name) => [
    { tag: `!${name}`, resolve: (text: string) => longForm(name, text) },
    {
      tag: `!${name}`,
      collection: 'seq' as const,
      resolve: (list: Collection) => longForm(name, list.toJSON()),
    },
    {
      tag: `!${name}`,
      collection: 'map' as const,
      resolve: (map: Collection) => longForm(name, map.toJSON()),
    },
  ]);
}

type Collection = YAMLMap.Parsed | YAMLSeq.Parsed;

function longForm(name: string, argument: Value): Value {
  if (name === 'Ref' || name === 'Condition') return { [name]: argument };
  if (name !== 'GetAtt' || typeof argument !== 'string') return { [`Fn::${name}`]: argument };
  const [logicalId = '', ...attribute] = argument.split('.');
  return { 'Fn::GetAtt': [logicalId, attribute.join('.')] };
}

function parameter(name: string, written: Value): TemplateParameter {
  if (!isMembers(written) || typeof written.Type !== 'string') {
    throw formatError(`Every Parameters object must contain a Type member; ${name} has none.`);
  }
  const { Default, AllowedValues, AllowedPattern } = written;
  return {
    type: written.Type,
    defaultValue: Default === undefined ? undefined : asText(Default),
    allowedValues: Array.isArray(AllowedValues) ? AllowedValues.map(asText) : undefined,
    allowedPattern: typeof AllowedPattern === 'string' ? AllowedPattern : undefined,
    noEcho: written.NoEcho === true || written.NoEcho === 'true',
  };
}

function resource(name: string, written: Value): TemplateResource {
  if (!/^[A-Za-z0-9]+$/.test(name)) {
    throw formatError(`Resource name ${name} is non alphanumeric.`);
  }
  if (!isMembers(written) || typeof written.Type !== 'string') {
    throw formatError(`[/Resources/${name}] Every Resources object must contain a Type member.`);
  }
  const { DependsOn = [], DeletionPolicy: policy, Condition } = written;
  return {
    type: written.Type,
    properties: members(written.Properties),
    dependsOn: (Array.isArray(DependsOn) ? DependsOn : [DependsOn]).map(asText),
    deletionPolicy: deletionPolicy(name, policy),
    condition: typeof Condition === 'string' ? Condition : undefined,
  };
}

function deletionPolicy(name: string, written: Value = 'Delete'): DeletionPolicy {
  const policies: readonly DeletionPolicy[] = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];
  const policy = policies.find((known) => known === written);
  if (policy) return policy;
  throw formatError(`Unrecognized DeletionPolicy ${asText(written)} for resource ${name}.`);
}

function output(name: string, written: Value): TemplateOutput {
  if (!isMembers(written) || written.Value === undefined) {
    throw formatError(
      `Output ${name} is malformed. The Value field of every Outputs member must be specified.`,
    );
  }
  return {
    value: written.Value,
    description: typeof written.Description === 'string' ? written.Description : undefined,
    exportName: members(written.Export).Name,
    condition: typeof written.Condition === 'string' ? written.Condition : undefined,
  };
}

function mapped<Read>(
  written: Readonly<Record<string, Value>>,
  read: (name: string, value: Value) => Read,
): Record<string, Read> {
  return Object.fromEntries(Object.entries(written).map(([name, value]) => [name, read(name, value)]));
}

function members(value: unknown): { [member: string]: Value } {
  return isMembers(value) ? value : {};
}

/** A scalar as text, as CloudFormation passes every value of a parameter. */
export function asText(value: Value): string {
  return Array.isArray(value) ? value.map(asText).join(',') : String(value);
}

/** AWS's error for a text that is not a template. */
export function formatError(what: string): Error {
  return invalid(`Template format error: ${what}`);
}
