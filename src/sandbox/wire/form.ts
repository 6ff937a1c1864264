import { AwsError } from '../service.ts';
import type { Members } from './protocol.ts';
import { type NormalizedSchema, traitsOf } from './sdk-internals.ts';

/**
 * The dotted keys of a form as a tree: `A.member.1.B=x` is `A` → `member` → `1` → `B`, whose value is `x`.
 */
interface FormNode {
  value: string | undefined;
  readonly children: Map<string, FormNode>;
}

/** How the two query protocols name things in a form. */
export interface FormDialect {
  /** The key of a structure's member. */
  memberKey(name: string, schema: NormalizedSchema): string;
  /** Whether the items of this list follow its key directly, without `member` between. */
  isFlat(schema: NormalizedSchema): boolean;
}

export const awsQueryForm: FormDialect = {
  memberKey: (name, schema) => traitsOf(schema).xmlName ?? name,
  isFlat: (schema) => Boolean(traitsOf(schema).xmlFlattened),
};

/** EC2 capitalizes every key and flattens every list. */
export const ec2Form: FormDialect = {
  memberKey: (name, schema) => {
    const { ec2QueryName, xmlName } = traitsOf(schema);
    return ec2QueryName ?? capitalized(xmlName ?? name);
  },
  isFlat: () => true,
};

/**
 * The members of a structure in a form-encoded request. Throws MalformedInput for values of the wrong type.
 */
export function readForm(params: URLSearchParams, schema: NormalizedSchema, dialect: FormDialect): Members {
  return schema.isUnitSchema() ? {} : readStructure(treeOf(params), schema, dialect);
}

function treeOf(params: URLSearchParams): FormNode {
  const root: FormNode = { value: undefined, children: new Map() };
  for (const [key, value] of params) {
    let node = root;
    for (const part of key.split('.')) node = childOf(node, part);
    node.value = value;
  }
  return root;
}

function childOf(node: FormNode, part: string): FormNode {
  const known = node.children.get(part);
  if (known) return known;
  const child: FormNode = { value: undefined, children: new Map() };
  node.children.set(part, child);
  return child;
}

function readStructure(node: FormNode, schema: NormalizedSchema, dialect: FormDialect): Members {
  const members: [string, unknown][] = [];
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(dialect.memberKey(name, member));
    if (child) members.push([name, readValue(child, member, dialect)]);
  }
  return Object.fromEntries(members);
}

function readValue(node: FormNode, schema: NormalizedSchema, dialect: FormDialect): unknown {
  if (schema.isStructSchema()) return readStructure(node, schema, dialect);
  if (schema.isListSchema()) return readList(node, schema, dialect);
  if (schema.isMapSchema()) return readMap(node, schema, dialect);
  return node.value === undefined ? undefined : readScalar(node.value, schema);
}

/** Clients write an empty list as `Key=`, which has a value but no children. */
function readList(node: FormNode, schema: NormalizedSchema, dialect: FormDialect): unknown[] {
  const item = schema.getValueSchema();
  const itemKey = traitsOf(item).xmlName ?? 'member';
  const parent = dialect.isFlat(schema) ? node : node.children.get(itemKey);
  return parent ? numbered(parent).map((child) => readValue(child, item, dialect)) : [];
}

function readMap(node: FormNode, schema: NormalizedSchema, dialect: FormDialect): Members {
  const [keySchema, valueSchema] = [schema.getKeySchema(), schema.getValueSchema()];
  const parent = dialect.isFlat(schema) ? node : node.children.get('entry');
  const entries = parent ? numbered(parent) : [];
  return Object.fromEntries(
    entries.map((entry) => {
      const key = entry.children.get(dialect.memberKey('key', keySchema))?.value ?? '';
      const value = entry.children.get(dialect.memberKey('value', valueSchema));
      return [key, value && readValue(value, valueSchema, dialect)];
    }),
  );
}

/**
 * The children with numbers for names, in the order of their numbers, which need not be the order of arrival.
 */
function numbered(node: FormNode): FormNode[] {
  return [...node.children]
    .filter(([name]) => /^\d+$/.test(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}

/** A value that stands as bare text in a form, a path or a header. */
export function readScalar(text: string, schema: NormalizedSchema): unknown {
  if (schema.isBooleanSchema()) return readBoolean(text);
  if (schema.isNumericSchema()) return readNumber(text);
  if (schema.isBigIntegerSchema()) return BigInt(Math.trunc(readNumber(text)));
  if (schema.isTimestampSchema()) return readTimestamp(text);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(text, 'base64'));
  return text;
}

function readBoolean(text: string): boolean {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  throw malformed(text, 'a boolean');
}

function readNumber(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && !Number.isNaN(number)) return number;
  throw malformed(text, 'a number');
}

/** ISO 8601 is the protocol's form; epoch seconds are what some clients send all the same. */
function readTimestamp(text: string): Date {
  const date = new Date(/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : text);
  if (!Number.isNaN(date.getTime())) return date;
  throw malformed(text, 'a timestamp');
}

function malformed(text: string, expected: string): AwsError {
  return new AwsError('MalformedInput', `'${text}' is not ${expected}`);
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
