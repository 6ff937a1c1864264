import type { Members } from './protocol.ts';
import {
  type SchemaRef,
  ShapeKind,
  type StructureTuple,
  schemaOf,
  XmlShapeSerializer,
} from './sdk-internals.ts';

/**
 * The schema of an element named `name` with these children: envelopes are written as outputs are, by schema.
 */
export function element(name: string, children: Readonly<Record<string, SchemaRef>>): SchemaRef {
  const tuple: StructureTuple = [
    ShapeKind.structure,
    'sandbox',
    name,
    0,
    Object.keys(children),
    Object.values(children),
  ];
  return tuple as SchemaRef;
}

/**
 * The XML of `members` under the root element that `schema` names. Timestamps are ISO 8601 where a trait says
 * nothing else.
 */
export function writeXml(schema: SchemaRef, members: Members, xmlNamespace = ''): string {
  const serializer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    serviceNamespace: 'sandbox',
    xmlNamespace,
  });
  serializer.write(schemaOf(schema), members);
  return String(serializer.flush());
}
