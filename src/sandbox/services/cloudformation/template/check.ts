import type { Capability } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../service.ts';
import { invalid } from '../stack-store.ts';
import { formatError } from './parse.ts';
import { dependenciesOf, referencesIn } from './references.ts';
import type { Template } from './template.ts';

/** What `Ref` gives in every template. */
const PSEUDO_PARAMETERS: readonly string[] = [
  ...['AWS::AccountId', 'AWS::NoValue', 'AWS::NotificationARNs', 'AWS::Partition', 'AWS::Region'],
  ...['AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix'],
];

/** Properties by which an IAM resource gets a name of its owner's choice, which needs a capability of its own. */
const NAMES_OF_IAM = [
  'RoleName',
  'InstanceProfileName',
  'PolicyName',
  'ManagedPolicyName',
  'UserName',
  'GroupName',
];
const NAMED_TYPES = ['Role', 'InstanceProfile', 'ManagedPolicy', 'User', 'Group'].map(
  (name) => `AWS::IAM::${name}`,
);

/** Throws ValidationError for a template that refers to what it does not hold, or whose resources go in a circle. */
export function checkTemplate(template: Template, knownTypes: ReadonlySet<string>): void {
  const types = Object.values(template.resources).map(({ type }) => type);
  const unknown = [...new Set(types.filter((type) => !knownTypes.has(type)))];
  if (unknown.length > 0) throw formatError(`Unrecognized resource types: [${unknown.join(', ')}]`);
  checkReferences(template);
  checkOrder(template);
}

/** Throws InsufficientCapabilitiesException for a template that makes IAM resources without being allowed to. */
export function checkCapabilities(template: Template, given: readonly Capability[] = []): void {
  const ofIam = Object.values(template.resources).filter(({ type }) => type.startsWith('AWS::IAM::'));
  if (ofIam.length === 0) return;
  const isNamed = ofIam.some(
    ({ type, properties }) => NAMED_TYPES.includes(type) && NAMES_OF_IAM.some((name) => name in properties),
  );
  if (given.includes('CAPABILITY_NAMED_IAM') || (!isNamed && given.includes('CAPABILITY_IAM'))) return;
  const needed = isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
  throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
}

function checkReferences(template: Template): void {
  const known = new Set([
    ...PSEUDO_PARAMETERS,
    ...Object.keys(template.parameters),
    ...Object.keys(template.resources),
  ]);
  const values = Object.values(template.resources);
  const named = values.flatMap(({ properties, dependsOn }) => [...referencesIn(properties), ...dependsOn]);
  refuseUnknown(named, known, 'Resources');
  const given = Object.values(template.outputs);
  refuseUnknown(
    given.flatMap(({ value }) => [...referencesIn(value)]),
    known,
    'Outputs',
  );
}

function refuseUnknown(names: readonly string[], known: ReadonlySet<string>, block: string): void {
  const unknown = [...new Set(names.filter((name) => !known.has(name)))];
  if (unknown.length === 0) return;
  throw formatError(
    `Unresolved resource dependencies [${unknown.join(', ')}] in the ${block} block of the template`,
  );
}

/** Takes away, again and again, what depends on nothing that is left; a circle is what remains. */
function checkOrder(template: Template): void {
  const left = new Map(
    Object.entries(template.resources).map(([name, resource]) => [name, dependenciesOf(resource, template)]),
  );
  for (let before = left.size + 1; left.size < before; ) {
    before = left.size;
    for (const [name, needs] of [...left]) if (!needs.some((need) => left.has(need))) left.delete(name);
  }
  if (left.size > 0) throw invalid(`Circular dependency between resources: [${[...left.keys()].join(', ')}]`);
}
