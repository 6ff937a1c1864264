import { AwsError } from '../service.ts';
import type { ServiceModel } from './model.ts';
import type { Members } from './protocol.ts';
import { type NormalizedSchema, structureTuple } from './sdk-internals.ts';

/** The names that services give to "a required member is missing", in the order of preference. */
const missingMemberErrors = [
  'MissingRequiredParameterException',
  'ValidationException',
  'InvalidParameterException',
];

/**
 * Throws what AWS answers when required members are missing or members have the wrong type. The schemas know
 * no lengths, patterns or ranges; those are the handlers' business.
 */
export function validate(input: Members, schema: NormalizedSchema, model: ServiceModel): void {
  const missing = [...missingMembers(input, schema, '')];
  if (missing.length === 0) return;
  const count = missing.length === 1 ? '1 validation error' : `${missing.length} validation errors`;
  const complaints = missing.map(
    (path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  );
  const name = missingMemberErrors.find((known) => model.errors.has(known)) ?? 'ValidationException';
  throw new AwsError(name, `${count} detected: ${complaints.join('; ')}`);
}

/**
 * The paths of required members that are not there, as AWS writes them: `targetTracking.metrics.1.member.id`.
 */
function* missingMembers(value: unknown, schema: NormalizedSchema, path: string): Generator<string> {
  if (value === undefined || value === null) return;
  if (schema.isStructSchema()) yield* missingInStructure(value, schema, path);
  else if (schema.isListSchema()) yield* missingInList(value, schema, path);
  else if (schema.isMapSchema()) yield* missingInMap(value, schema, path);
  else expectScalar(value, schema, path);
}

function* missingInStructure(value: unknown, schema: NormalizedSchema, path: string): Generator<string> {
  const members = expectObject(value, 'structure', path);
  const required = structureTuple(schema)?.[6] ?? 0;
  let index = 0;
  for (const [name, member] of schema.structIterator()) {
    const at = path + (path && '.') + name.charAt(0).toLowerCase() + name.slice(1);
    if (index++ < required && (members[name] ?? undefined) === undefined) yield at;
    yield* missingMembers(members[name], member, at);
  }
}

function* missingInList(value: unknown, schema: NormalizedSchema, path: string): Generator<string> {
  if (!Array.isArray(value)) throw wrongType(value, 'list', path);
  for (const [index, item] of value.entries()) {
    yield* missingMembers(item, schema.getValueSchema(), `${path}.${index + 1}.member`);
  }
}

function* missingInMap(value: unknown, schema: NormalizedSchema, path: string): Generator<string> {
  for (const [key, item] of Object.entries(expectObject(value, 'map', path))) {
    yield* missingMembers(item, schema.getValueSchema(), `${path}.${key}.member`);
  }
}

function expectObject(value: unknown, expected: string, path: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw wrongType(value, expected, path);
}

function expectScalar(value: unknown, schema: NormalizedSchema, path: string): void {
  if (schema.isStringSchema() && !isText(value)) throw wrongType(value, 'string', path);
  if (schema.isNumericSchema() && typeof value !== 'number') throw wrongType(value, 'number', path);
  if (schema.isBooleanSchema() && typeof value !== 'boolean') throw wrongType(value, 'boolean', path);
}

/** Members that hold JSON arrive as String objects, which parse themselves when asked. */
function isText(value: unknown): boolean {
  return typeof value === 'string' || value instanceof String;
}

function wrongType(value: unknown, expected: string, path: string): AwsError {
  const found = Array.isArray(value) ? 'list' : typeof value;
  return new AwsError('SerializationException', `A ${expected} is expected at '${path}', not a ${found}`);
}
