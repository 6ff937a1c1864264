import { invalid } from '../stack-store.ts';
import { holds } from './conditions.ts';
import { asText } from './parse.ts';
import { isMembers, type Template, type Value } from './template.ts';

/** What the functions of a template look things up in. */
export interface Scope {
  readonly template: Template;
  /** What `Ref` gives: of parameters, pseudo parameters, and resources that have been made; lists as lists. */
  reference(name: string): Value | undefined;
  /** What `Fn::GetAtt` gives of a resource that has been made. */
  attribute(logicalId: string, attribute: string): Value | undefined;
  /** The value of another stack's export. */
  importValue(name: string): string | undefined;
  zones(): string[];
}

type Function = (argument: Value, scope: Scope) => Value | undefined;

/**
 * The value with every function in it carried out, and members without what `AWS::NoValue` stands for. Throws
 * ValidationError in AWS's words for what cannot be resolved.
 */
export function resolve(value: Value, scope: Scope): Value | undefined {
  if (Array.isArray(value)) {
    return value.map((entry) => resolve(entry, scope)).filter((entry) => entry !== undefined);
  }
  if (!isMembers(value)) return value;
  const [[name = '', argument = null] = [], ...others] = Object.entries(value);
  const carryOut = others.length === 0 ? functions.get(name) : undefined;
  if (carryOut) return carryOut(argument, scope);
  if (others.length === 0 && name.startsWith('Fn::')) {
    throw invalid(`Template error: the function ${name} is not in the sandbox`);
  }
  return resolveMembers(value, scope);
}

/** {@link resolve} for the members of an object, each by itself. */
export function resolveMembers(
  value: { readonly [member: string]: Value },
  scope: Scope,
): { [member: string]: Value } {
  const resolved = Object.entries(value).map(([name, member]) => [name, resolve(member, scope)] as const);
  return Object.fromEntries(resolved.filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

const functions: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::ImportValue', importValue],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', (argument, scope) => chosen(argument, scope)],
  ['Fn::Base64', (argument, scope) => Buffer.from(text(argument, scope)).toString('base64')],
  ['Fn::GetAZs', (_argument, scope) => scope.zones()],
]);

function ref(argument: Value, scope: Scope): Value | undefined {
  const name = asText(argument);
  if (name === 'AWS::NoValue') return undefined;
  const found = scope.reference(name);
  if (found !== undefined) return found;
  throw invalid(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
  );
}

function getAtt(argument: Value, scope: Scope): Value {
  const [logicalId = '', ...rest] = Array.isArray(argument)
    ? argument.map(asText)
    : asText(argument).split('.');
  const attribute = rest.join('.');
  const found = scope.attribute(logicalId, attribute);
  if (found !== undefined) return found;
  const type = scope.template.resources[logicalId]?.type;
  throw invalid(
    `Template error: resource ${logicalId} of type ${type} does not support attribute type ${attribute} in Fn::GetAtt`,
  );
}

function sub(argument: Value, scope: Scope): string {
  const [written = '', own = {}] = Array.isArray(argument) ? argument : [argument];
  const given = isMembers(own) ? resolveMembers(own, scope) : {};
  return asText(written).replaceAll(/\$\{([^}]*)\}/g, (_whole, inner: string) => {
    if (inner.startsWith('!')) return `\${${inner.slice(1)}}`;
    const name = inner.trim();
    if (name in given) return asText(given[name] ?? '');
    return asText((name.includes('.') ? getAtt(name, scope) : ref(name, scope)) ?? '');
  });
}

function join(argument: Value, scope: Scope): string {
  const [delimiter = '', listed = []] = Array.isArray(argument) ? argument : [];
  return list(listed, scope).map(asText).join(asText(delimiter));
}

function importValue(argument: Value, scope: Scope): string {
  const name = text(argument, scope);
  const value = scope.importValue(name);
  if (value !== undefined) return value;
  throw invalid(`No export named ${name} found.`);
}

function select(argument: Value, scope: Scope): Value {
  const [index = 0, listed = []] = Array.isArray(argument) ? argument : [];
  const found = list(listed, scope)[Number(text(index, scope))];
  if (found !== undefined) return found;
  throw invalid(`Template error: Fn::Select cannot select nonexistent value at index ${text(index, scope)}`);
}

function split(argument: Value, scope: Scope): string[] {
  const [delimiter = ',', whole = ''] = Array.isArray(argument) ? argument : [];
  return text(whole, scope).split(asText(delimiter));
}

function findInMap(argument: Value, scope: Scope): Value {
  const keys = Array.isArray(argument) ? argument.map((key) => text(key, scope)) : [];
  let found: Value | undefined = { ...scope.template.mappings };
  for (const key of keys) found = isMembers(found) ? found[key] : undefined;
  if (found !== undefined && keys.length === 3) return found;
  throw invalid(`Template error: Unable to get mapping for ${keys.join('::')}`);
}

function chosen(argument: Value, scope: Scope): Value | undefined {
  const [condition = '', yes = null, no = null] = Array.isArray(argument) ? argument : [];
  return resolve(isMet(asText(condition), scope) ? yes : no, scope);
}

/** Whether the condition of that name holds. */
export function isMet(condition: string, scope: Scope): boolean {
  const { conditions } = scope.template;
  return holds({ Condition: condition }, { conditions, textOf: (value) => text(value, scope) });
}

function list(value: Value, scope: Scope): Value[] {
  const resolved = resolve(value, scope);
  if (Array.isArray(resolved)) return resolved;
  throw invalid('Template error: a list is expected where another value stands');
}

function text(value: Value, scope: Scope): string {
  return asText(resolve(value, scope) ?? '');
}
